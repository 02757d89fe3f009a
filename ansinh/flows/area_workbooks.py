"""Workbooks of the areas: the crosswalk out, classifications of communes and villages in."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from ansinh.areas.public import VALUES, Classified, Step
from ansinh.kernel.errors import Refusal
from ansinh.kernel.vietnamese import fold

HEADINGS = ("Mã xã", "Thôn", "Phân loại", "Giá trị", "Từ ngày", "Đến ngày", "Căn cứ")
"""The columns of a workbook of classifications. An empty village is the whole commune, an empty end is open."""
KINDS = {"đặc biệt khó khăn": "hardship", "miền núi": "terrain", "khu vực": "minority_area"}
WRITTEN = {
    "hardship": {"co": "yes", "khong": "no"},
    "terrain": {fold(label): code for code, label in VALUES["terrain"].items()},
    "minority_area": {fold(label): code for code, label in VALUES["minority_area"].items()}
    | {code.lower(): code for code in ("I", "II", "III")},
}
MOST_ROWS = 20_000
MOST_BYTES = 8 * 1024 * 1024
_PAIR = ("Ngày", "Mã cũ", "Đơn vị cũ", "Mã mới", "Đơn vị mới", "Số người", "Căn cứ")
_VILLAGE = ("Ngày", "Mã cũ", "Đơn vị cũ", "Thôn", "Mã mới", "Đơn vị mới", "Tên thôn mới", "Số người", "Căn cứ")


def write_crosswalk(steps: Sequence[Step]) -> bytes:
    """Two sheets: units by pair, and villages with the people who lived there on the day."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy", "align": "left"})
        pairs = [
            (s.on, s.old.code, s.old.name, s.new.code, s.new.name, s.people, s.citation)
            for s in steps
            if s.village is None
        ]
        villages = [
            (s.on, s.old.code, s.old.name, s.village, s.new.code, s.new.name, s.became, s.people, s.citation)
            for s in steps
            if s.village is not None
        ]
        _sheet(book, "Đơn vị", _PAIR, pairs, day)
        _sheet(book, "Thôn", _VILLAGE, villages, day)
    return content.getvalue()


def _sheet(book: Any, name: str, headings: Sequence[str], rows: Sequence[Sequence[Any]], day: Any) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bottom": 1})
    sheet.write_row(0, 0, headings, head)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
    for place, heading in enumerate(headings):
        sheet.set_column(place, place, {"Căn cứ": 48}.get(heading, 26 if "vị" in heading or "hôn" in heading else 12))
    for number, row in enumerate(rows, start=1):
        sheet.write_datetime(number, 0, datetime.combine(row[0], datetime.min.time()), day)
        for place, value in enumerate(row[1:], start=1):
            if value is not None:
                sheet.write(number, place, value)


def write_classification_form() -> bytes:
    """An empty workbook with the headings and one line of each kind, to be filled in."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Phân loại")
        sheet.write_row(0, 0, HEADINGS, book.add_format({"bold": True, "bottom": 1}))
        sheet.set_column(0, 6, 18)
        notes = book.add_worksheet("Cách ghi")
        lines = [
            "Thôn để trống: cả xã. Đến ngày để trống: chưa biết ngày hết hiệu lực. Ngày ghi dạng 01/07/2021.",
            "Phân loại “Đặc biệt khó khăn”: giá trị Có hoặc Không.",
            "Phân loại “Miền núi”: giá trị Vùng cao, Miền núi hoặc Không.",
            "Phân loại “Khu vực” (chỉ ghi cho cả xã): giá trị I, II, III hoặc Không.",
        ]
        notes.write_column(0, 0, lines)
        notes.set_column(0, 0, 90)
    return content.getvalue()


def classification_rows(content: bytes) -> list[Classified]:
    """The rows of the first sheet. Raises Refusal naming sheet and row for what cannot be read; nothing is guessed."""
    if len(content) > MOST_BYTES:
        raise Refusal("Tệp quá lớn.", code="too_large")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        name = book.sheet_names[0]
        rows = book.get_sheet_by_name(name).to_python()
    except (CalamineError, IndexError, OSError, ValueError) as error:
        raise Refusal("Không đọc được tệp: cần tệp Excel (.xlsx, .xls, .ods).", code="unreadable") from error
    headings = [fold(str(cell)) for cell in rows[0]] if rows else []
    if headings[: len(HEADINGS)] != [fold(heading) for heading in HEADINGS]:
        raise Refusal("Dòng đầu phải là: %(headings)s.", code="wrong_headings", headings=", ".join(HEADINGS))
    if len(rows) > MOST_ROWS:
        raise Refusal("Tệp có quá %(most_rows)s dòng.", code="too_long", most_rows=MOST_ROWS)
    filled = [(number, row) for number, row in enumerate(rows[1:], start=2) if any(str(cell).strip() for cell in row)]
    return [_row(row, f"{name}!{number}") for number, row in filled]


def _row(row: Sequence[Any], place: str) -> Classified:
    code, village, kind_text, value_text, since, end, citation = row[: len(HEADINGS)]
    kind = {fold(label): kind for label, kind in KINDS.items()}.get(fold(str(kind_text)), "")
    value = WRITTEN.get(kind, {}).get(fold(str(value_text)), "")
    if not value:
        raise Refusal(
            "%(place)s: không hiểu phân loại “%(kind_text)s: %(value_text)s”.",
            code="bad_value",
            row=place,
            place=place,
            kind_text=kind_text,
            value_text=value_text,
        )
    first = _day(since, place)
    if first is None:
        raise Refusal("%(place)s: thiếu ngày bắt đầu.", code="bad_day", row=place, place=place)
    code_text = str(int(code)) if isinstance(code, float) else str(code).strip()
    return Classified(
        code_text.zfill(5), str(village).strip(), kind, value, first, _day(end, place), str(citation).strip(), place
    )


def _day(cell: Any, place: str) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = str(cell).strip()
    for form in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date() if text else None  # noqa: DTZ007 - a day without a clock
        except ValueError:
            continue
    raise Refusal("%(place)s: “%(text)s” không phải là ngày.", code="bad_day", row=place, place=place, text=text)
