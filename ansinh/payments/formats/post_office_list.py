"""The list that the post office pays from and sends back: an Excel workbook, locked but for the result."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

import xlsxwriter

from ansinh.kernel.money import in_words_vi
from ansinh.payments.formats.list_form_table import (
    COLUMNS,
    FORMAT,
    FORMAT_SHEET,
    LIST_SHEET,
    MOTTO,
    NATION,
    NOT_RECEIVED,
    POSITION,
    REASONS,
    RECEIVED,
)
from ansinh.payments.formats.rows import ListHeading, ListRow

HEADER_ROW = 7  # counted from 0, as xlsxwriter does
_LEFT_END = POSITION["village"]
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_MONTHLY = ("coefficient", "monthly_vnd", "arrears_vnd")
"""Columns that say nothing of what is given once; they stay in the file, whose reader knows it by its headings."""


def write(heading: ListHeading, rows: Sequence[ListRow]) -> bytes:
    """The workbook as bytes; the same rows give the same bytes. Text is text even when it looks like a formula."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(
        buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    )
    made = datetime.combine(heading.on, time())
    book.set_properties({"title": f"Danh sách chi trả {heading.run_code}", "created": made})
    book.set_size(2200, 1400)
    styles = _styles(book)
    sheet = book.add_worksheet(LIST_SHEET)
    _set_up_page(sheet, heading)
    _write_heading(sheet, heading, styles)
    _write_table(sheet, [_told(row) for row in rows], styles)
    _write_foot(sheet, heading, rows, styles)
    _write_format_sheet(book, heading, rows)
    book.close()
    return buffer.getvalue()


def _told(row: ListRow) -> ListRow:
    """The decision of what is given once stands in the notes."""
    return replace(row, note="; ".join(filter(None, (f"QĐ {row.decision}", row.note)))) if row.decision else row


def _styles(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter"}
    cell = base | {"border": 1, "text_wrap": True}
    made = {
        "plain": base | {"align": "center"},
        "left": base,
        "bold": base | {"bold": True, "align": "center"},
        "motto": base | {"bold": True, "align": "center", "underline": 1},
        "title": base | {"bold": True, "align": "center", "font_size": 14},
        "italic": base | {"italic": True, "align": "center"},
        "words": base | {"italic": True},
        "head": cell | {"bold": True, "align": "center", "bg_color": "#E8EDF3"},
        "numbering": cell | {"italic": True, "align": "center", "font_size": 9},
        "text": cell,
        "text_quoted": cell | {"quote_prefix": True},
        "number": cell | {"num_format": "#,##0", "align": "right"},
        "input": cell | {"locked": False, "bg_color": "#FFF8DC"},
        "key": cell | {"font_name": "Courier New", "font_size": 9},
        "total": cell | {"bold": True, "num_format": "#,##0", "align": "right"},
        "total_label": cell | {"bold": True, "align": "center"},
    }
    return {name: book.add_format(properties) for name, properties in made.items()}


def _set_up_page(sheet: Any, heading: ListHeading) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(HEADER_ROW, HEADER_ROW + 1)
    sheet.set_footer(f"&L&8{heading.run_code}&C&8Trang &P/&N&R&8{heading.manifest[:16]}")
    sheet.freeze_panes(HEADER_ROW + 2, POSITION["born"])
    for index, column in enumerate(COLUMNS):
        hidden = heading.once and column.name in _MONTHLY
        sheet.set_column(index, index, column.width, None, {"hidden": True} if hidden else {})
    sheet.protect("", {"select_locked_cells": True, "select_unlocked_cells": True, "format_columns": True})


def _write_heading(sheet: Any, heading: ListHeading, styles: dict[str, Any]) -> None:
    right = POSITION["coefficient"]
    sheet.merge_range(0, 0, 0, _LEFT_END, heading.parent.upper(), styles["plain"])
    sheet.merge_range(1, 0, 1, _LEFT_END, heading.unit.upper(), styles["bold"])
    sheet.merge_range(0, right, 0, POSITION["note"], NATION, styles["bold"])
    sheet.merge_range(1, right, 1, POSITION["note"], MOTTO, styles["motto"])
    sheet.merge_range(3, 0, 3, POSITION["note"], f"DANH SÁCH CHI TRẢ {heading.title}", styles["title"])
    month = f"Tháng {heading.month.number:02d} năm {heading.month.year}"
    sheet.merge_range(4, 0, 4, POSITION["note"], month, styles["bold"])
    about = f"Kỳ chi trả {heading.run_code} · Mã xác nhận {heading.manifest[:16]} · Đơn vị tính: đồng"
    sheet.merge_range(5, 0, 5, POSITION["note"], about, styles["italic"])
    for index, column in enumerate(COLUMNS):
        sheet.write_string(HEADER_ROW, index, column.heading, styles["head"])
        sheet.write_number(HEADER_ROW + 1, index, index + 1, styles["numbering"])
    sheet.set_row(HEADER_ROW, 32)


def _write_table(sheet: Any, rows: Sequence[ListRow], styles: dict[str, Any]) -> None:
    top = HEADER_ROW + 2
    for offset, row in enumerate(rows):
        for index, column in enumerate(COLUMNS):
            if column.name == "number":
                sheet.write_number(top + offset, index, offset + 1, styles["number"])
            elif column.kind == "number":
                sheet.write_number(top + offset, index, getattr(row, column.name), styles["number"])
            else:
                text = str(getattr(row, column.name, ""))
                style = "text_quoted" if text.startswith(_DANGEROUS) else column.kind
                sheet.write_string(top + offset, index, text, styles[style])
    if rows:
        last = top + len(rows) - 1
        result, reason = POSITION["result"], POSITION["reason"]
        sheet.data_validation(top, result, last, result, _choice((RECEIVED, NOT_RECEIVED), "stop"))
        sheet.data_validation(top, reason, last, reason, _choice(REASONS, "warning"))


def _choice(values: Sequence[str], error: str) -> dict[str, Any]:
    return {
        "validate": "list",
        "source": list(values),
        "error_type": error,
        "error_title": "Chọn trong danh sách",
        "error_message": "Hãy chọn một giá trị trong danh sách thả xuống.",
    }


def _write_foot(sheet: Any, heading: ListHeading, rows: Sequence[ListRow], styles: dict[str, Any]) -> None:
    line = HEADER_ROW + 2 + len(rows)
    monthly, arrears = sum(r.monthly_vnd for r in rows), sum(r.arrears_vnd for r in rows)
    sheet.merge_range(line, 0, line, POSITION["coefficient"], f"Tổng cộng: {len(rows)} khoản", styles["total_label"])
    for name, amount in (("monthly_vnd", monthly), ("arrears_vnd", arrears), ("total_vnd", monthly + arrears)):
        sheet.write_number(line, POSITION[name], amount, styles["total"])
    for name in ("recipient", "signature", "note"):
        sheet.write_blank(line, POSITION[name], None, styles["total"])
    words = f"Số tiền bằng chữ: {in_words_vi(monthly + arrears)}."
    sheet.merge_range(line + 1, 0, line + 1, POSITION["note"], words, styles["words"])
    dated = f"{heading.place}, ngày {heading.on:%d} tháng {heading.on:%m} năm {heading.on:%Y}"
    sheet.merge_range(line + 3, POSITION["monthly_vnd"], line + 3, POSITION["note"], dated, styles["italic"])
    blocks = ((0, 2), (3, 4), (5, 8), (9, POSITION["note"]))
    for (left, right), signer in zip(blocks, heading.signers, strict=True):
        sheet.merge_range(line + 4, left, line + 4, right, signer, styles["bold"])
        sheet.merge_range(line + 5, left, line + 5, right, "(Ký, ghi rõ họ tên)", styles["italic"])


def _write_format_sheet(book: Any, heading: ListHeading, rows: Sequence[ListRow]) -> None:
    """A hidden sheet that lets the reader know its own list again, whatever the visible cells were turned into."""
    sheet = book.add_worksheet(FORMAT_SHEET)
    facts = (
        ("format", FORMAT),
        ("run", heading.run_code),
        ("unit", heading.unit_code),
        ("manifest", heading.manifest),
        ("rows", str(len(rows))),
        ("total_vnd", str(sum(row.total_vnd for row in rows))),
    )
    for line, (name, value) in enumerate(facts):
        sheet.write_string(line, 0, name)
        sheet.write_string(line, 1, value)
    sheet.protect()
    sheet.very_hidden()
