"""How a year's budget was carried out: by the codes of the state budget index, by line, by programme and month.

TT 76/2021 Đ4 sends estimate, execution and settlement to the law on the state budget: amounts by chapter, category,
section and item, by source. Its Đ3 names the contents; a line bears one.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter
from django.db import connection
from django.utils.translation import gettext_noop

from ansinh.funds.public import CHAPTERS, CONTENTS, ITEMS, SECTIONS, LineFigures, added_up

_MONTHS = """
SELECT month, programme, sum(total_vnd)::bigint, coalesce(sum(total_vnd) FILTER (WHERE state = 'paid'), 0)::bigint,
  coalesce(sum(total_vnd) FILTER (WHERE state = 'returned'), 0)::bigint, sum(line_count)::bigint
FROM payments_result WHERE month >= %(first)s AND month < %(end)s AND state <> 'cancelled'
GROUP BY 1, 2 ORDER BY 1, 2
"""
NAMES = ("given_vnd", "adjusted_vnd", "gifts_vnd", "total_vnd", "reserved_vnd", "spent_vnd", "left_vnd")
HEADINGS = (
    gettext_noop("Giao đầu năm"), gettext_noop("Bổ sung, điều chỉnh"), gettext_noop("Từ nguồn ủng hộ"),
    gettext_noop("Tổng dự toán"), gettext_noop("Đang giữ"), gettext_noop("Đã rút"), gettext_noop("Còn lại"),
)  # fmt: skip
_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


@dataclass(frozen=True)
class CodeRow:
    """Sums of the lines of one chapter, category, section and item."""

    codes: str
    words: str
    sums: dict[str, int]


def by_codes(rows: Sequence[LineFigures]) -> list[CodeRow]:
    """The lines added up by their codes."""
    groups: dict[tuple[str, str, str, str], list[LineFigures]] = {}
    for row in rows:
        line = row.line
        groups.setdefault((line.chapter, line.category, line.section, line.item), []).append(row)
    return [
        CodeRow(
            "-".join(codes),
            " · ".join(filter(None, (CHAPTERS.get(codes[0]), SECTIONS.get(codes[2]), ITEMS.get(codes[3])))),
            added_up(some),
        )
        for codes, some in sorted(groups.items())
    ]


@dataclass(frozen=True)
class MonthRow:
    """A programme in a month: đồng on the lists, received, returned, and payment lines."""

    month: date
    programme: str
    listed_vnd: int
    paid_vnd: int
    returned_vnd: int
    lines: int


def by_month(year: int) -> list[MonthRow]:
    """What the lists of a year hold, over what the acting person sees."""
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, {"first": date(year, 1, 1), "end": date(year + 1, 1, 1)})
        return [MonthRow(*row) for row in cursor.fetchall()]


def budget_workbook(
    year: int, place: str, rows: Sequence[LineFigures], months: Sequence[MonthRow], missing: int
) -> bytes:
    """Sheets: by the codes of the index, by line, by month and programme. Amounts in đồng."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        title = f"Tình hình thực hiện dự toán trợ giúp xã hội năm {year}, {place} (đơn vị tính: đồng)"
        codes = [(row.codes, row.words, *(row.sums[name] for name in NAMES)) for row in by_codes(rows)]
        sums = added_up(rows)
        total = ("Cộng", "", *(sums[name] for name in NAMES))
        note = ("Đã duyệt chi nhưng chưa có dự toán", "", 0, 0, 0, 0, 0, missing, 0)
        _sheet(book, "Theo mục lục", title, ("Chương-loại-khoản-mục", "Tên", *HEADINGS), [*codes, total, note])
        lines = [
            (row.line.area.name, row.line.get_source_display(), CONTENTS[row.line.content], row.line.codes,
             *(getattr(row, name) for name in NAMES))
            for row in rows
        ]  # fmt: skip
        _sheet(book, "Theo dòng", title, ("Địa bàn", "Nguồn", "Nội dung", "Mã ngân sách", *HEADINGS), lines)
        heads = ("Tháng", "Chế độ", "Số khoản", "Theo danh sách", "Đã nhận", "Chưa nhận")
        paid = [
            (f"{row.month:%m/%Y}", CONTENTS.get(row.programme, row.programme), row.lines, row.listed_vnd,
             row.paid_vnd, row.returned_vnd)
            for row in months
        ]  # fmt: skip
        _sheet(book, "Quyết toán theo tháng", f"Chi trả theo chế độ năm {year}, {place} (đồng)", heads, paid)
    return content.getvalue()


def _sheet(book: Any, name: str, title: str, heads: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    sheet = book.add_worksheet(name)
    head = book.add_format({"bold": True, "bg_color": "#E0EEF1", "border": 1, "text_wrap": True})
    money = book.add_format({"num_format": "#,##0"})
    sheet.write(0, 0, title, book.add_format({"bold": True, "font_size": 12}))
    sheet.write_row(2, 0, heads, head)
    for number, row in enumerate(rows, 3):
        for column, value in enumerate(row):
            if isinstance(value, int):
                sheet.write_number(number, column, value, money)
            else:
                sheet.write_string(number, column, str(value))
    for column, text in enumerate(heads):
        sheet.set_column(column, column, 34 if text in ("Tên", "Nội dung", "Chế độ") else 19)
    sheet.freeze_panes(3, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(2)
