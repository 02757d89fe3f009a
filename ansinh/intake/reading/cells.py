"""Cells of a sheet as the reading understands them.

A cell is one of: "" (empty), str, int, float, bool, date, datetime, time, timedelta, or one of the marks below.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

Cell = Any


class ErrorCell:
    """A cell that holds an error (#REF!, #N/A) or a formula which has no stored value."""

    __slots__ = ("text",)

    def __init__(self, text: str) -> None:
        self.text = text


class Converted(str):
    """Text brought to Unicode; `raw` is what the cell holds, `how` a code of notice_texts."""

    raw: str
    how: str

    def __new__(cls, text: str, raw: str, how: str) -> Converted:
        made = super().__new__(cls, text)
        made.raw, made.how = raw, how
        return made


class Unreadable(str):
    """Text in an old font encoding (or with lost characters) which could not be converted."""


@dataclass
class Sheet:
    """One visible sheet. Rows and columns count from 0; merged ranges are (row, column, last row, last column)."""

    name: str
    rows: list[list[Cell]]
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    tcvn3_cells: dict[int, int] = field(default_factory=dict)  # row → bits of the columns in a .Vn… font
    vni_cells: dict[int, int] = field(default_factory=dict)
    merged_known: bool = True


def is_empty(value: Cell) -> bool:
    return value is None or value == "" or (isinstance(value, str) and not value.strip("\u00a0\u200b\ufeff \t\r\n"))


def column_letter(index: int) -> str:
    """0 → "A", 26 → "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """ "A" → 0, "AA" → 26."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def as_written(value: Cell) -> str:
    """The cell's content for a person: numbers without a needless ".0", dates as dd/mm/yyyy."""
    if isinstance(value, Converted):
        return value.raw
    if isinstance(value, ErrorCell):
        return value.text
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y") if value.time() == dt.time() else value.strftime("%d/%m/%Y %H:%M:%S")
    if isinstance(value, dt.date):
        return value.strftime("%d/%m/%Y")
    return "" if value is None else str(value)


def as_text(value: Cell) -> str:
    """The cell's content as text for keys that are text."""
    if isinstance(value, str):
        return str(value)
    return as_written(value)


def at(row: Sequence[Cell], column: int) -> Cell:
    return row[column] if column < len(row) else ""
