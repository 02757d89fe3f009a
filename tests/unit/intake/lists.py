"""Small workbooks for tests, written at test time."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from ansinh.intake.reading.read_file import Reading, read_file
from ansinh.intake.reading.read_sheet import Circumstances

ON = date(2026, 11, 20)
CREATED = datetime(2026, 11, 1)
HEADINGS = (
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Dân tộc",
    "Số CCCD",
    "Thôn",
    "Hộ nghèo",
    "Hộ cận nghèo",
    "Dạng tật",
    "Mức độ",
)
Rows = Sequence[Sequence[Any]]


def workbook(path: Path, rows: Rows, *, sheet: str = "Danh sách", more: dict[str, Rows] | None = None) -> Path:
    """An .xlsx with these rows; dates are written as dates."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"created": CREATED})  # the same rows give the same bytes
        for name, lines in {sheet: rows, **(more or {})}.items():
            page = book.add_worksheet(name)
            for number, line in enumerate(lines):
                for column, value in enumerate(line):
                    if value not in ("", None):
                        page.write(number, column, value)
    return path


def made(path: Path, make: Callable[[Any, Any], None], sheet: str = "Sheet1") -> Path:
    """An .xlsx that a function fills cell by cell."""
    with xlsxwriter.Workbook(path) as book:
        make(book, book.add_worksheet(sheet))
    return path


def read(
    path: Path, *, base: int | None = 540_000, on: date = ON, remembered: dict[str, dict[str, str]] | None = None
) -> Reading:
    """Read in this process."""
    return read_file(path, Circumstances(on=on, base_of=lambda month: base, remembered=remembered or {}))


def people(path: Path, **how: Any) -> list[dict[str, Any]]:
    """What was understood of each row."""
    return [row.person for row in read(path, **how).rows]


def codes(path: Path, **how: Any) -> list[list[tuple[str, str]]]:
    """(column, code) of each row's problems."""
    return [[(problem.column, problem.code) for problem in row.problems] for row in read(path, **how).rows]
