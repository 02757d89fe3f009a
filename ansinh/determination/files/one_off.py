"""One file of events to one file of one-off benefits (docs/reference/one-off.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

import polars as pl

from ansinh.determination.files.encode import Array, stored
from ansinh.determination.files.problems import as_file_problem, check_filled, file_problem
from ansinh.determination.files.read import Columns, read_frames
from ansinh.determination.files.write import Schema, write_results
from ansinh.legislation import OUTCOMES, FactColumn, FactError, book_with
from ansinh.legislation.batch import NOT_KNOWN
from ansinh.legislation.calendar_days import iso_day
from ansinh.legislation.compiled import NULL_DATE, NULL_NUMBER
from ansinh.legislation.one_off import (
    BOUNDS,
    EVENT_COLUMNS,
    KINDS,
    NoLawForEventError,
    OneOffBook,
    one_off,
    one_off_book_with,
)

EVENTS: Columns = {column.name: column for column in EVENT_COLUMNS}
_REQUIRED = [column.name for column in EVENT_COLUMNS if column.default == "required"]
_LINE = pl.Struct(
    {
        "title": pl.Enum(list(dict.fromkeys(title.code for kind in KINDS for title in kind.titles))),
        "multiple": pl.Int64,
        "base_vnd": pl.Int64,
        "quantity": pl.Int64,
        "limit_months": pl.Int64,
        "amount_vnd": pl.Int64,
        "kg": pl.Int64,
        "bound": pl.Enum(list(BOUNDS)),
        "citation": pl.String,
    }
)
EVENT_SCHEMA: Schema = {
    "event_id": pl.String,
    "kind": pl.Enum([kind.code for kind in KINDS]),
    "happened": pl.String,
    "outcome": pl.Enum(OUTCOMES),
    "amount_vnd": pl.Int64,
    "kg": pl.Int64,
    "benefits": pl.List(_LINE),
    "missing": pl.List(pl.String),
}


@dataclass
class EventRun:
    """A run over one file of events, by a book of law. ``rows``: read so far."""

    file: Path
    explain: bool
    book: OneOffBook
    rows: int = 0
    schema: Schema = field(default_factory=lambda: EVENT_SCHEMA)
    _seen: set[str] = field(default_factory=set)

    def frames(self) -> Iterator[pl.DataFrame]:
        """Results in the order of the file. Raises Refusal."""
        for frame in read_frames(self.file, EVENTS):
            for name in _REQUIRED:
                check_filled(self.file, frame, name, self.rows + 1)
            try:
                columns = {name: _values(name, frame[name]) for name in frame.columns}
            except FactError as error:
                raise as_file_problem(self.file, error, self.rows + 1) from error
            yield self._answers(columns, frame.height)
            self.rows += frame.height

    def _answers(self, columns: dict[str, list[Any]], height: int) -> pl.DataFrame:
        rows = []
        for i in range(height):
            facts = {name: values[i] for name, values in columns.items()}
            rows.append(self._answer(facts, self.rows + 1 + i))
        schema = {**self.schema, **({"because": pl.String} if self.explain else {})}
        return pl.DataFrame(rows, schema=schema, orient="row")

    def _answer(self, facts: dict[str, object], row: int) -> dict[str, object]:
        event = str(facts["event_id"])
        if event in self._seen:
            raise file_problem(self.file, "mã sự việc lặp lại", row=row, column="event_id", value=event)
        self._seen.add(event)
        try:
            found = one_off(facts, self.book, explain=self.explain)
        except FactError as error:
            raise file_problem(self.file, error.reason, row=row, column=error.column, value=error.value) from error
        except NoLawForEventError as error:
            raise file_problem(self.file, str(error), row=row, column="happened", value=error.day) from error
        if self.explain:
            found["because"] = json.dumps(found["because"], ensure_ascii=False)
        return found


def one_off_file(file: Path, *, explain: bool, out: Path | None, stdout: IO[bytes], law: tuple[str, ...] = ()) -> int:
    """Answer every event of a file; returns the number of events. ``out`` None: JSON Lines to ``stdout``.

    ``law``: texts laid over the written law, for the base amounts they set. Raises Refusal; then nothing was written.
    """
    run = EventRun(file, explain, one_off_book_with(book_with(law)))
    write_results(run, out=out, stdout=stdout)
    return run.rows


def _values(name: str, series: pl.Series) -> list[Any]:
    """The values of a column in the contract's words; None: not known. Raises FactError with the row in the frame."""
    column = EVENTS.get(name)
    if column is None:
        raise FactError(
            name, series[0] if len(series) else None, "cột này không có trong bảng sự việc (unknown column)", 0
        )
    if column.kind == "id":
        return series.cast(pl.String).to_list()
    return _words(column, stored(column, series))


def _words(column: FactColumn, codes: Array) -> list[Any]:
    if column.values or column.kind == "yes_no":
        words = (None, *(column.values or (False, True)))
        assert words[NOT_KNOWN] is None  # noqa: S101  # the code of "not known" comes first
        return [words[code] for code in codes.tolist()]
    if "date" in column.kind:
        return [None if code == NULL_DATE else iso_day(code) for code in codes.tolist()]
    return [None if code == NULL_NUMBER else code for code in codes.tolist()]
