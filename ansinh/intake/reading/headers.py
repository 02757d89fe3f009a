"""Where a table's header stands in a sheet, and what each column's heading says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ansinh.intake.reading.cells import Cell, Sheet, as_text, at, is_empty
from ansinh.intake.reading.heading_key import heading_key
from ansinh.intake.reading.headings_table import SUB_HEADINGS
from ansinh.intake.reading.numbers import unit_in
from ansinh.intake.reading.text import fold

_MOST_ROWS = 5
_UNIT_ALONE = re.compile(r"(?:dvt|don vi tinh|don vi|dv)?(?: ?\d{1,3})*(?: ?(?:nghin|ngan|trieu))? ?(?:dong|d|vnd)?\Z")
_FURNITURE = re.compile(
    r"\b(ubnd|uy ban nhan dan|cong hoa xa hoi|doc lap tu do|danh sach|mau so|phu luc|bieu so|dvt|don vi tinh|kem "
    r"theo)\b"
)
_NAME_STARTS = (
    "stt",
    "tt",
    "ho va ten",
    "ho ten",
    "hoten",
    "so tt",
    "ho dem",
    "ho va",
    "ten doi tuong",
    "ho chu",
    "nguoi huong",
    "ho",
)


@dataclass
class Header:
    """Rows first to last (counted from 0) and the heading of every column, outermost text first."""

    first: int
    last: int
    headings: list[tuple[str, ...]]
    starts: list[int]  # first column of each list standing side by side (usually one)


class MergedCells:
    """Merged ranges of a sheet by the rows they touch."""

    def __init__(self, sheet: Sheet) -> None:
        self.by_row: dict[int, list[tuple[int, int, int, int]]] = {}
        for area in sheet.merged:
            top, _, bottom, _ = area
            if bottom - top > 50_000:
                continue
            for row in range(top, bottom + 1):
                self.by_row.setdefault(row, []).append(area)

    def at(self, row: int) -> list[tuple[int, int, int, int]]:
        return self.by_row.get(row, [])


def may_be_header(row: list[Cell]) -> bool:
    """A cheap look at the first cells: does one of them read like "STT" or "Họ và tên"?"""
    seen = 0
    for value in row:
        if isinstance(value, str) and value:
            if len(value) < 60 and fold(value).startswith(_NAME_STARTS) and heading_key(value)[1] >= 55:
                return True
            seen += 1
            if seen >= 5:
                return False
    return False


def header_at(sheet: Sheet, merged: MergedCells, row_number: int) -> Header | None:
    """The header whose heading row is `row_number`, with the rows above and below that belong to it; None when
    there is none."""
    row = sheet.rows[row_number]
    if not _speaks(row):
        return None
    last = _last_row(sheet, merged, row_number)
    first = _first_row(sheet, merged, row_number)
    headings = _headings(sheet, merged, first, last)
    return Header(first=first, last=last, headings=headings, starts=_starts(headings))


def _speaks(row: list[Cell]) -> bool:
    keys = [
        heading_key(value)[0] for value in row if isinstance(value, str) and not is_empty(value) and len(value) < 150
    ]
    found = {key for key in keys if key and key not in ("ignore", "stt")}
    if len(found) >= 2 and found & {"full_name", "surname"}:
        return True
    if len(found) >= 3 and found & {"id_number", "born", "coefficient", "amount_vnd"}:
        return True
    return "full_name" in found and "stt" in keys


def _last_row(sheet: Sheet, merged: MergedCells, row_number: int) -> int:
    last = row_number
    for top, _, bottom, _ in merged.at(row_number):
        if top == row_number and bottom - row_number < _MOST_ROWS:
            last = max(last, bottom)
    while last + 1 < len(sheet.rows) and last - row_number < _MOST_ROWS and _is_sub_heading(sheet.rows[last + 1]):
        last += 1
    return min(last, len(sheet.rows) - 1)


def _is_sub_heading(row: list[Cell]) -> bool:
    texts = [value for value in row if not is_empty(value)]
    if len(texts) == 1 and isinstance(texts[0], str) and _UNIT_ALONE.match(fold(texts[0])) and unit_in(texts[0]):
        return True  # "(1.000đ)" below "Mức hưởng"
    if len(texts) < 2 or not all(isinstance(value, str) for value in texts):
        return False
    return all(fold(value) in SUB_HEADINGS or heading_key(value)[1] >= 85 for value in texts if fold(value))


def _first_row(sheet: Sheet, merged: MergedCells, row_number: int) -> int:
    """Go up while the row above groups columns: "Thông tin đối tượng" over several, but not over the whole table."""
    first = row_number
    width = sum(not is_empty(value) for value in sheet.rows[row_number])
    while first > 0 and row_number - first < _MOST_ROWS:
        above = sheet.rows[first - 1]
        texts = [as_text(value) for value in above if not is_empty(value)]
        if (
            not texts
            or any(_FURNITURE.search(fold(text)) for text in texts)
            or not all(isinstance(v, str) for v in above if not is_empty(v))
        ):
            break
        spans = [right - left + 1 for top, left, _, right in merged.at(first - 1) if top == first - 1]
        grouping = spans and max(spans) < max(width * 0.8, 2) and len(texts) >= 2
        speaking = len(texts) >= 2 and sum(heading_key(text)[1] >= 60 for text in texts) >= 2
        if not grouping and not speaking:
            break
        first -= 1
    return first


def _headings(sheet: Sheet, merged: MergedCells, first: int, last: int) -> list[tuple[str, ...]]:
    rows = sheet.rows[first : last + 1]
    width = max((len(row) for row in rows), default=0)
    grid = [[_heading_text(at(row, column)) for column in range(width)] for row in rows]
    spread: set[tuple[int, int]] = set()
    for number in range(first, last + 1):
        for top, left, _, right in merged.at(number):
            text = _heading_text(at(sheet.rows[top], left))
            for column in range(left, min(right, width - 1) + 1):
                grid[number - first][column] = text
                spread.add((number - first, column))
    for number in range(len(grid) - 1):
        _carry_right(grid, number, spread)
    headings = []
    for column in range(width):
        parts: list[str] = []
        for texts in grid:
            if texts[column] and (not parts or parts[-1] != texts[column]):
                parts.append(texts[column])
        headings.append(tuple(parts))
    return headings


def _heading_text(value: Cell) -> str:
    return as_text(value).strip() if isinstance(value, str) else ""


def _carry_right(grid: list[list[str]], number: int, spread: set[tuple[int, int]]) -> None:
    """Without merged cells (csv) a group's text stands over its first column only."""
    texts, below = grid[number], grid[number + 1]
    for column in range(1, len(texts)):
        if texts[column] or (number, column) in spread or not below[column]:
            continue
        if texts[column - 1] and below[column - 1] and below[column - 1] != texts[column - 1]:
            texts[column] = texts[column - 1]


def _starts(headings: list[tuple[str, ...]]) -> list[int]:
    """Two lists side by side show the same number or name heading twice."""
    leaves = [fold(" ".join(heading)) for heading in headings]
    keys = [heading_key(heading[-1])[0] if heading else "" for heading in headings]
    names = [
        column
        for column, key in enumerate(keys)
        if key == "full_name" and leaves[column] == leaves[keys.index("full_name")]
    ]
    names = [column for position, column in enumerate(names) if position == 0 or column - names[position - 1] > 1]
    if len(names) < 2:
        return [0]
    numbers = [column for column, key in enumerate(keys) if key == "stt"]
    if len(numbers) == len(names):
        return [0, *numbers[1:]]
    repeated = leaves[names[0] + 1 :].count(leaves[names[0] + 1]) > 1 if names[0] + 1 < len(leaves) else False
    return [0, *names[1:]] if repeated else [0]
