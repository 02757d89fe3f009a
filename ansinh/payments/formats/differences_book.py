"""The differences of a list against the month before as a workbook."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter

from ansinh.payments.differences import Changed
from ansinh.payments.states import ChangeKind

COLUMNS = (
    ("Thay đổi", 14),
    ("Mã xã", 9),
    ("Xã, phường", 22),
    ("Họ và tên", 28),
    ("Chế độ", 30),
    ("Tháng trước (đồng)", 16),
    ("Tháng này (đồng)", 16),
    ("Chênh lệch (đồng)", 16),
    ("Quyết định", 16),
    ("Ngày", 12),
    ("Lý do", 70),
    ("Căn cứ", 40),
)


def write(rows: Sequence[Changed], programmes: Mapping[str, str]) -> bytes:
    """One row a person and programme; the same bytes for the same rows. ``programmes``: words for codes."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        sheet = book.add_worksheet("Khác tháng trước")
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        money, day = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "dd/mm/yyyy"})
        for place, (heading, width) in enumerate(COLUMNS):
            sheet.write(0, place, heading, head)
            sheet.set_column(place, place, width)
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(COLUMNS) - 1)
        for line, row in enumerate(rows, 1):
            words = (ChangeKind(row.kind).label, row.commune_code, row.commune, row.full_name)
            for place, text in enumerate((*words, programmes.get(row.programme, row.programme))):
                sheet.write_string(line, place, text)
            for place, vnd in enumerate((row.before_vnd, row.now_vnd, row.difference_vnd), 5):
                if vnd is not None:
                    sheet.write_number(line, place, vnd, money)
            sheet.write_string(line, 8, row.decision)
            if row.decided_on is not None:
                sheet.write_datetime(line, 9, row.decided_on, day)
            sheet.write_string(line, 10, row.reason)
            sheet.write_string(line, 11, row.citation)
    return content.getvalue()
