"""What a column holds, told from its cells alone: for lists without headings, or with headings that say nothing."""

from __future__ import annotations

import datetime as dt
import re

from ansinh.intake.reading import words
from ansinh.intake.reading.cells import Cell, Sheet, as_text, at, is_empty
from ansinh.intake.reading.text import clean
from ansinh.intake.reading.village_words import is_village

_ID = re.compile(r"['’\s]*(?:0\d{2}[0-3]\d{8}|[1-9]\d[0-3]\d{8})(?:\.0)?\s*\Z")
_WORD = re.compile(r"[^\W\d_][^\W\d_'’ʼ\-]*\Z")
_NOT_A_NAME = re.compile(
    r"\b(?:cột|trang|danh sách|người|trẻ|hộ|xã|phường|huyện|tỉnh|khuyết tật|trợ cấp|ngân hàng|agribank|bidv)\b"
)
_FULL_DATE = re.compile(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}\Z")
_MONEY = re.compile(r"\d{1,3}(?:[.,]\d{3})+(?:\s*(?:đ|đồng))?\Z")
_MOSTLY = 0.7
_LEAST_ROWS = 2


def is_name(value: Cell) -> bool:
    """Two to six capitalised words of letters."""
    if not isinstance(value, str):
        return False
    parts = clean(value).split(" ")
    return (
        2 <= len(parts) <= 6
        and all(_WORD.match(part) for part in parts)
        and all(part[0].isupper() for part in parts[:2])
        and not _NOT_A_NAME.search(clean(value).lower())
        and not is_village(value)
    )


def is_birth(value: Cell) -> bool:
    """A date, or a bare year in which somebody living can have been born."""
    if isinstance(value, dt.date):
        return True
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return 1900 <= value <= 2035
    text = clean(value) if isinstance(value, str) else ""
    return bool(_FULL_DATE.match(text)) or (text.isdigit() and len(text) == 4 and 1900 <= int(text) <= 2035)


def _is_number(value: Cell) -> bool:
    text = str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
    return bool(_ID.match(text.replace(" ", "")))


def _is_money(value: Cell) -> bool:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return 100_000 <= value < 100_000_000 and value % 1_000 == 0
    return isinstance(value, str) and bool(_MONEY.match(clean(value)))


_KINDS = (
    ("id_number", _is_number),
    ("sex", lambda value: words.read_sex(as_text(value)) is not None),
    ("ethnicity", lambda value: isinstance(value, str) and words.read_ethnicity(value) is not None),
    ("born", is_birth),
    ("amount_vnd", _is_money),
    ("full_name", is_name),
)


def kind_of(values: list[Cell]) -> str:
    """The key most of a column's cells fit, or ""; names have to differ from row to row."""
    filled = [value for value in values if not is_empty(value)]
    if len(filled) < _LEAST_ROWS or len(filled) * 2 < len(values):
        return ""
    for key, fits in _KINDS:
        if sum(map(fits, filled)) >= _MOSTLY * len(filled):
            return key if key != "full_name" or len(set(filled)) >= _MOSTLY * len(filled) else ""
    return ""


def _counts(values: list[Cell]) -> bool:
    """1, 2, 3 … down the column."""
    numbers = [int(value) for value in values if isinstance(value, (int, float)) or str(value).strip().isdigit()]
    return len(numbers) * 2 >= len(values) and numbers[:2] == [1, 2]


def first_person(sheet: Sheet) -> tuple[int, list[str]] | None:
    """For a sheet without headings: the first row of people and each column's key; None when it is no list.

    A list has a column of names and one of births, identity numbers or sexes.
    """
    body = [row for row in sheet.rows if sum(not is_empty(value) for value in row) >= 3][:200]
    width = max((len(row) for row in body), default=0)
    keys: list[str] = []
    for column in range(width):
        values = [at(row, column) for row in body]
        key = "stt" if not keys and _counts(values) else kind_of(values)
        keys.append(key if key not in keys else "")
    if "full_name" not in keys or not {"born", "id_number", "sex"} & set(keys):
        return None
    fits = dict(_KINDS)
    for number, row in enumerate(sheet.rows):
        named = is_name(at(row, keys.index("full_name")))
        others = [fits[key](at(row, column)) for column, key in enumerate(keys) if key not in ("", "stt", "full_name")]
        if named and any(others):
            return number, keys
    return None
