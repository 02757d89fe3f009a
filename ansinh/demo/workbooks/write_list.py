"""Writing a commune's list in a layout, and the truth about what stands in each of its rows."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from ansinh.demo.workbooks.layouts_table import DEGREE_WORDS, POVERTY_WORDS, SEX_WORDS, TYPE_WORDS, Layout
from ansinh.demo.workbooks.old_fonts import FONTS, encode

Person = dict[str, Any]
SHEET = "Danh sách"


@dataclass
class Sheet:
    """Rows of cells from the top; ``merged``: (top, left, bottom, right); ``truth``: row → person."""

    cells: list[list[Any]] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    truth: dict[int, Person] = field(default_factory=dict)

    def add(self, *cells: Any) -> int:
        """Append a row; returns its position from 0."""
        self.cells.append(list(cells))
        return len(self.cells) - 1


def write_list(
    path: Path, layout: Layout, people: Sequence[Person], *, commune: str, month: str
) -> list[dict[str, Any]]:
    """Write people (keys of the intake contract, values as understood) and return the truth: sheet, row, person."""
    sheet = _laid_out(layout, people, commune, month)
    path.parent.mkdir(parents=True, exist_ok=True)
    if layout.csv:
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows([["" if c is None else c for c in row] for row in sheet.cells])
    else:
        _write_workbook(path, layout, sheet)
    name = path.stem if layout.csv else SHEET
    return [{"sheet": name, "row": row + 1, "person": person} for row, person in sheet.truth.items()]


def _laid_out(layout: Layout, people: Sequence[Person], commune: str, month: str) -> Sheet:
    sheet = Sheet()
    if layout.title:
        sheet.add(f"ỦY BAN NHÂN DÂN {commune.upper()}")
        sheet.add()
        sheet.add(layout.title)
        sheet.add(f"Tháng {month}")
        if layout.thousands:
            sheet.add("ĐVT: 1.000 đồng")
        sheet.add()
    _headings(sheet, layout)
    for village, group in _groups(layout, people):
        if village is not None:
            sheet.add(None, village)
        for number, person in enumerate(group, 1):
            row = sheet.add(*_cells(layout, person, number))
            sheet.truth[row] = _understood(layout, person)
    if layout.totals:
        total = sum(person.get("amount_vnd") or 0 for person in people) // (1000 if layout.thousands else 1)
        texts: list[Any] = [None, f"Tổng cộng: {len(people)} người"]
        keys = [key for key, _ in _flat(layout)]
        if "amount_vnd" in keys:
            texts += [None] * (keys.index("amount_vnd") - 2) + [total]
        sheet.add(*texts)
    if layout.title:
        sheet.add()
        sheet.add(None, "Ghi chú: danh sách giả lập, không có người thật.")
        sheet.add(None, "Người lập biểu", None, None, None, "Chủ tịch UBND")
    return sheet


def _groups(layout: Layout, people: Sequence[Person]) -> Iterator[tuple[str | None, list[Person]]]:
    if not layout.by_village:
        yield None, list(people)
        return
    villages = dict.fromkeys(person["village"] for person in people)
    for village in villages:
        yield village, [person for person in people if person["village"] == village]


def _flat(layout: Layout) -> list[tuple[str, str]]:
    """Columns with those that stand under a common heading taken apart."""
    flat: list[tuple[str, str]] = []
    for key, heading in layout.columns:
        if key == "born" and layout.born == "split":
            flat += [("born_male", "Nam"), ("born_female", "Nữ")]
        elif key == "poverty" and layout.marks:
            flat += [("poor", "Hộ nghèo"), ("near_poor", "Hộ cận nghèo")]
        else:
            flat.append((key, heading))
    return flat


def _headings(sheet: Sheet, layout: Layout) -> None:
    top: list[Any] = []
    for key, heading in layout.columns:
        two = (key == "born" and layout.born == "split") or (key == "poverty" and layout.marks)
        top += [heading, None] if two else [heading]
    flat = _flat(layout)
    row = sheet.add(*top)
    if len(flat) > len(layout.columns):
        sheet.add(
            *[heading if key in ("born_male", "born_female", "poor", "near_poor") else None for key, heading in flat]
        )
        for column, (key, _) in enumerate(flat):
            if key in ("born_male", "poor"):
                sheet.merged.append((row, column, row, column + 1))
            elif key not in ("born_female", "near_poor"):
                sheet.merged.append((row, column, row + 1, column))
    if layout.numbering:
        sheet.add(*range(1, len(flat) + 1))


def _cells(layout: Layout, person: Person, number: int) -> list[Any]:
    return [_cell(layout, key, person, number) for key, _ in _flat(layout)]


def _cell(layout: Layout, key: str, person: Person, number: int) -> Any:
    value = person.get(key)
    if key == "stt":
        return number
    if key in ("born_male", "born_female"):
        return int(person["born"][:4]) if key == f"born_{person['sex']}" else None
    if key in ("poor", "near_poor"):
        return "x" if person.get("poverty") == key else None
    if value is None:
        return None
    words = {"sex": SEX_WORDS, "poverty": POVERTY_WORDS, "disability": DEGREE_WORDS}
    if key in words:
        return words[key][value]
    if key == "disability_type":
        return "; ".join(TYPE_WORDS[kind] for kind in value)
    if key == "born":
        return _born(layout.born, value)
    if key == "died":
        return date.fromisoformat(value)
    if key == "id_number" and layout.number == "number":
        return int(value)
    if key == "coefficient":
        return value.replace(".", ",")
    if key == "amount_vnd":
        return value // 1000 if layout.thousands else value
    return value.upper() if layout.capitals and key in ("full_name", "household_head") else value


def _born(style: str, born: str) -> Any:
    if style == "year" or len(born) == 4:
        return int(born[:4])
    if len(born) == 7:
        return f"{born[5:]}/{born[:4]}"
    return date.fromisoformat(born) if style == "date" else f"{born[8:]}/{born[5:7]}/{born[:4]}"


def _understood(layout: Layout, person: Person) -> Person:
    """What a reader can know from the row."""
    keys = {key for key, _ in layout.columns if key != "stt"}
    truth = {key: person.get(key) for key in keys}
    if layout.by_village:
        truth["village"] = person["village"]
    if layout.born in ("split", "year"):
        truth["born"] = person["born"][:4]
    if layout.born == "split":
        truth["sex"] = person["sex"]
    return truth


def _write_workbook(path: Path, layout: Layout, sheet: Sheet) -> None:
    book = xlsxwriter.Workbook(str(path))
    page = book.add_worksheet(SHEET)
    font = {"font_name": FONTS[layout.font]} if layout.font else {}
    plain = book.add_format(font)
    dated = book.add_format({**font, "num_format": "dd/mm/yyyy"})
    for i, row in enumerate(sheet.cells):
        for j, value in enumerate(row):
            if isinstance(value, date):
                page.write_datetime(i, j, value, dated)  # type: ignore[arg-type]
            elif isinstance(value, str):
                page.write_string(i, j, encode(value, layout.font), plain)
            elif value is not None:
                page.write_number(i, j, value, plain)
    for top, left, bottom, right in sheet.merged:
        page.merge_range(top, left, bottom, right, encode(str(sheet.cells[top][left]), layout.font), plain)
    if layout.hidden_sheet:
        old = book.add_worksheet("nhap")
        old.write_row(0, 0, ["STT", "Họ và tên", "Năm sinh"])
        old.write_row(1, 0, [1, "Bản nháp cũ", 1950])
        old.hide()
    book.close()
