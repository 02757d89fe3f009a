"""Reads files of facts, or of events, as frames of a bounded number of rows: JSON Lines, CSV, Parquet, Excel."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine

from ansinh.determination.files.encode import ABSENT_BY_AGE
from ansinh.determination.files.problems import file_problem
from ansinh.legislation import FACTS, FactColumn

ROWS_AT_A_TIME = 131_072  # as many as the law computes at a time
_ABSENT = object()
Columns = Mapping[str, FactColumn]  # a contract: its columns by name
OF_A_PERSON: Columns = {column.name: column for column in FACTS}


@dataclass(frozen=True)
class Span:
    """Rows of a Parquet file: ``first`` counts from 0, ``rows`` None is to the end."""

    first: int = 0
    rows: int | None = None


WHOLE = Span()


def read_frames(file: Path, columns: Columns = OF_A_PERSON, span: Span = WHOLE) -> Iterator[pl.DataFrame]:
    """The rows of a file, or those of a span of it, in order.

    Raises Refusal for what cannot be read, with the row where it is known.
    """
    if not file.is_file():
        raise file_problem(file, "không tìm thấy tệp")
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        raise file_problem(file, f"chỉ đọc được {', '.join(sorted(_READERS))}")
    return reader(file, columns) if span == WHOLE else _tabular(file, columns, span)


def scan(file: Path) -> pl.LazyFrame | None:
    """A lazy frame over a Parquet or CSV file; None for other kinds."""
    if file.suffix.lower() == ".parquet":
        return pl.scan_parquet(file, glob=False)
    if file.suffix.lower() == ".csv":
        return pl.scan_csv(file, infer_schema=False, encoding="utf8", raise_if_empty=False, glob=False)
    return None


def _tabular(file: Path, columns: Columns, span: Span = WHOLE) -> Iterator[pl.DataFrame]:
    lazy = scan(file)
    assert lazy is not None  # noqa: S101  # only the kinds that scan knows are registered with this reader
    try:
        names = lazy.collect_schema().names()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise file_problem(file, f"không đọc được ({error})") from error
    _check_headings(file, names, columns)
    lazy = lazy if span == WHOLE else lazy.slice(span.first, span.rows)
    try:
        yield from lazy.collect_batches(chunk_size=ROWS_AT_A_TIME, maintain_order=True, engine="streaming")
    except (pl.exceptions.PolarsError, OSError) as error:
        raise file_problem(file, f"không đọc được ({error})") from error


def _check_headings(file: Path, names: list[str], columns: Columns) -> None:
    for name in names:
        if "_duplicated_" in name:
            raise file_problem(file, f"cột {name.split('_duplicated_')[0]} có hai lần")
    for name, column in columns.items():
        if column.default == "required" and name not in names:
            raise file_problem(file, "thiếu cột bắt buộc (required)", column=name)


def _json_lines(file: Path, columns: Columns) -> Iterator[pl.DataFrame]:
    done = 0
    try:
        with file.open(encoding="utf-8-sig") as lines:
            numbered = (line for line in lines if line.strip())
            while chunk := list(islice(numbered, ROWS_AT_A_TIME)):
                records = [_parsed(file, line, done + i) for i, line in enumerate(chunk, 1)]
                yield _frame(records, columns, file, done)
                done += len(chunk)
    except (OSError, UnicodeDecodeError) as error:
        raise file_problem(file, f"không đọc được ({error})") from error


def _parsed(file: Path, line: str, row: int) -> dict[str, Any]:
    try:
        record = json.loads(line)
    except ValueError as error:
        raise file_problem(file, f"không phải JSON ({error})", row=row) from error
    if not isinstance(record, dict):
        raise file_problem(file, "mỗi dòng phải là một đối tượng JSON", row=row)
    return record


def _frame(records: list[dict[str, Any]], contract: Columns, file: Path, done: int) -> pl.DataFrame:
    """A frame of text; a name that is absent in a row, present in another, gets its default there."""
    names = dict.fromkeys(name for record in records for name in record)
    columns: dict[str, list[str | None]] = {}
    for name in names:
        column = contract.get(name)
        if column is None:
            row = next(i for i, record in enumerate(records, 1) if name in record)
            reason = "cột này không có trong bảng dữ kiện (unknown column)"
            raise file_problem(file, reason, row=done + row, column=name, value=records[row - 1][name])
        values = [record.get(name, _ABSENT) for record in records]
        absent = _default_text(column)
        columns[name] = [_text(column, value, absent, file, done + row) for row, value in enumerate(values, 1)]
    return pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))


def _default_text(column: FactColumn) -> object:
    if column.default == "by_age":
        return ABSENT_BY_AGE
    if column.default in {"required", "given"}:
        return _ABSENT
    if column.default is None or (column.default == "none" and column.kind == "date_or_none"):
        return None
    return str(column.default).lower() if isinstance(column.default, bool) else str(column.default)


def _text(column: FactColumn, value: object, absent: object, file: Path, row: int) -> str | None:
    if value is _ABSENT:
        if absent is _ABSENT and column.default == "required":
            raise file_problem(file, "thiếu giá trị bắt buộc (required)", row=row, column=column.name)
        return absent if isinstance(absent, str) else None
    if value is None:
        return None
    if isinstance(value, bool):
        if column.kind == "yes_no":
            return "true" if value else "false"
    elif isinstance(value, str):
        if value != ABSENT_BY_AGE:
            return value
    elif isinstance(value, int) and column.kind != "yes_no":
        return str(value)
    raise file_problem(file, "không đúng kiểu giá trị", row=row, column=column.name, value=value)


def _workbook(file: Path, contract: Columns) -> Iterator[pl.DataFrame]:
    try:
        with python_calamine.CalamineWorkbook.from_path(file) as book:
            rows = book.get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, IndexError) as error:
        raise file_problem(file, f"không đọc được ({error})") from error
    headings = [str(cell).strip() for cell in rows[0]] if rows else []
    while headings and not headings[-1]:
        headings.pop()
    if len(set(headings)) != len(headings) or "" in headings:
        raise file_problem(file, "dòng tiêu đề có cột trống hoặc trùng tên")
    _check_headings(file, headings, contract)
    body = [row[: len(headings)] for row in rows[1:]]
    while body and all(cell == "" for cell in body[-1]):
        body.pop()
    for start in range(0, max(len(body), 1), ROWS_AT_A_TIME):
        part = body[start : start + ROWS_AT_A_TIME]
        columns = {name: [_cell(row[i], name) for row in part] for i, name in enumerate(headings)}
        yield pl.DataFrame(columns, schema=dict.fromkeys(headings, pl.String))


def _cell(value: object, name: str) -> str | None:
    """A cell of a workbook as the contract writes it: whole numbers without ".0", days as YYYY-MM-DD."""
    if value == "":
        return None
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        text = str(int(value))
        return text.zfill(2) if name == "province" else text
    if isinstance(value, datetime | date):
        day = value.isoformat()[:10]
        return day[:7] if name == "month" else day
    return str(value).strip()


_READERS: dict[str, Callable[[Path, Columns], Iterator[pl.DataFrame]]] = {
    ".jsonl": _json_lines,
    ".csv": _tabular,
    ".parquet": _tabular,
    ".xlsx": _workbook,
}
