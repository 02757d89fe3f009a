"""A line of the preview, and taking a cell into it: empty, usable, or a problem."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from ansinh.intake.reading import words
from ansinh.intake.reading.cells import Cell, Converted, ErrorCell, Unreadable, as_written, column_letter, is_empty
from ansinh.intake.reading.map_columns import ColumnMap
from ansinh.intake.reading.notice_texts import notice_of
from ansinh.intake.reading.problem_texts import text_of


@dataclass
class Problem:
    column: str
    value: str
    code: str
    message: str


@dataclass
class Notice:
    """Something of a cell that is worth seeing and keeps nothing back. ``text``: what was understood of the cell."""

    column: str
    value: str
    text: str
    code: str
    message: str


NoticeTaker = Callable[[int, Sequence[Notice]], None]
"""Takes the notices of a row, with the position of the row in the file, as soon as the row is read."""


@dataclass
class Row:
    """One line of the preview. `row` counts from 1 as Excel does."""

    sheet: str
    row: int
    person: dict[str, Any]
    problems: list[Problem] = field(default_factory=list)
    columns: dict[str, str] = field(default_factory=dict)  # key → letter of the column it came from
    status: str = "new"
    notices: list[Notice] = field(default_factory=list)


class CellReader:
    """Takes cells of one table's columns, and writes down what is wrong with them."""

    map: ColumnMap
    female_mark_used: bool

    def _add(self, row: Row, index: int, value: Cell, code: str, **more: object) -> None:
        letter = column_letter(index)
        if not any(p.column == letter and p.code == code for p in row.problems):
            row.problems.append(
                Problem(letter, as_written(value), code, text_of(code, value=as_written(value), **more))
            )

    def _notice(self, row: Row, index: int, value: Cell, code: str, says: str = "") -> None:
        text = str(value) if isinstance(value, Converted) else ""
        row.notices.append(Notice(column_letter(index), as_written(value), text, code, notice_of(code, says)))

    def _usable(self, row: Row, cells: list[Cell], index: int, key: str) -> Cell | None:
        """The cell's value, or None when it is empty or cannot be used (the problem is then on the row)."""
        row.columns.setdefault(key, column_letter(index))
        value = cells[index] if index < len(cells) else ""
        if type(value) is str:
            if value == "" or words.is_nothing(value) or is_empty(value):
                return None
            if words.is_ditto(value):  # nothing above to repeat
                self._add(row, index, value, "unknown_value")
                return None
            return value
        if isinstance(value, ErrorCell):
            self._add(row, index, value, "formula_error")
            return None
        if isinstance(value, Unreadable) or (isinstance(value, str) and "\ufffd" in value):
            self._add(row, index, value, "unreadable_font")
            return None
        return None if is_empty(value) else value
