"""Columns whose headings leave something open, settled by what stands below them."""

from __future__ import annotations

import re

from ansinh.intake.reading import by_contents, words
from ansinh.intake.reading.cells import Cell, as_text, at, is_empty
from ansinh.intake.reading.column import Column
from ansinh.intake.reading.heading_key import heading_key
from ansinh.intake.reading.text import fold

_SAYS_NOTHING = re.compile(r"(?:(?:cot|column|field|truong|f|c)? ?\d*)\Z")
_CATEGORY = re.compile(
    r"\b(nct|nkt|btxh|cao tuoi|khuyet tat|mo coi|don than|hiv|tam than|tre em|nguoi|huu tri|nuoi duong|cham soc"
    r"|bao tro)\b"
)
_BIRTH_PARTS = (
    (re.compile(r"ngay(?: sinh)?\|thang(?: sinh)?\|nam(?: sinh)?"), ("born_day", "born_month", "born_year")),
    (re.compile(r"(?:sinh )?ngay thang(?: sinh)?\|(?:sinh )?nam(?: sinh)?"), ("born_day", "born_year")),
)
_WHOLE = re.compile(r"\d{4}")
_NAMES = ("full_name", "surname", "given_name")
_MAY_HOLD_NAMES = ("category_text", "household_head", "")


def settle(columns: list[Column], sample: list[list[Cell]]) -> list[Column]:
    """Columns of marks under a category's name; columns without a telling heading; a list's only column of names."""
    return _names(_unnamed(_category_marks(_birth_in_parts(columns, sample), sample), sample), sample)


def _values(column: Column, sample: list[list[Cell]]) -> list[Cell]:
    return [value for row in sample if not is_empty(value := at(row, column.index))]


def _birth_in_parts(columns: list[Column], sample: list[list[Cell]]) -> list[Column]:
    """ "Ngày sinh", "Tháng sinh", "Năm sinh", or "Ngày, tháng" and "Năm", side by side without a heading above."""
    if any(column.key.startswith("born_") for column in columns):
        return columns
    leaves = [fold(column.heading[-1]) if len(column.heading) == 1 else "" for column in columns]
    for place in range(len(columns) - 1):
        for pattern, keys in _BIRTH_PARTS:
            found = "|".join(leaves[place : place + len(keys)])
            if pattern.fullmatch(found) and _is_part(_values(columns[place], sample)):
                parts = dict(zip(range(place, place + len(keys)), keys, strict=True))
                kept = [c if c.key != "born" else Column(c.index, c.heading, "", 0) for c in columns]
                return [
                    Column(c.index, c.heading, parts[number], 85) if number in parts else c
                    for number, c in enumerate(kept)
                ]
    return columns


def _is_part(values: list[Cell]) -> bool:
    """Whether none of the cells is a whole date or a year: days, or days with their months."""
    return bool(values) and not any(
        _WHOLE.search(as_text(value)) for value in values if isinstance(value, (int, float, str))
    )


def _category_marks(columns: list[Column], sample: list[list[Cell]]) -> list[Column]:
    """ "Đối tượng" over "NCT", "NKT", "Trẻ mồ côi", each with an x for those who are."""
    under = [c for c in columns if _of_category(c)]
    marked = [value for c in under for value in _values(c, sample)]
    chosen = {c.index for c in under} if len(under) >= 2 and marked and all(map(_is_mark, marked)) else set()
    for column in columns:
        alone = column.key in ("category_text", "disability", "") and column.heading
        if alone and _CATEGORY.search(fold(column.heading[-1])):
            values = _values(column, sample)
            if values and all(map(_is_mark, values)):
                chosen.add(column.index)
    return [Column(c.index, c.heading, "category_mark", 85) if c.index in chosen else c for c in columns]


def _of_category(column: Column) -> bool:
    return (
        len(column.heading) > 1
        and column.key in ("category_text", "disability", "")
        and any(heading_key(parent)[0] == "category_text" for parent in column.heading[:-1])
    )


def _is_mark(value: Cell) -> bool:
    return not isinstance(value, (int, float)) and words.read_mark(value) is True


def _unnamed(columns: list[Column], sample: list[list[Cell]]) -> list[Column]:
    keys = {column.key for column in columns}
    settled = []
    for column in columns:
        if not column.key and _SAYS_NOTHING.match(fold(" ".join(column.heading))):
            key = by_contents.kind_of([at(row, column.index) for row in sample])
            if key and key not in keys and not (key == "born" and keys & {"born_year", "born_male", "born_female"}):
                keys.add(key)
                column = Column(column.index, column.heading, key, 50)
        settled.append(column)
    return settled


def _names(columns: list[Column], sample: list[list[Cell]]) -> list[Column]:
    """A list's people stand under "Đối tượng" or "Chủ hộ" when no column says "Họ và tên"."""
    if any(column.key in _NAMES for column in columns):
        return columns
    for place, column in enumerate(columns):
        if column.key in _MAY_HOLD_NAMES and by_contents.kind_of(_values(column, sample)) == "full_name":
            return [*columns[:place], Column(column.index, column.heading, "full_name", 50), *columns[place + 1 :]]
    return columns
