"""What is owed to providers as a workbook: by contract, and each fee behind it with the paper that pays it."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ansinh.payments.queries_fee_payments import FeeRow, OwedFees

OWED = (
    ("Đơn vị chi trả", 32), ("Số hợp đồng", 18), ("Ngày ký", 12), ("Địa bàn", 24), ("Kênh", 20), ("Tính phí", 26),
    ("Phí đã tính", 16), ("Thôi tính", 16), ("Đã trả", 16), ("Trên chứng từ chưa trả", 16), ("Còn phải trả", 16),
)  # fmt: skip
EACH = (
    ("Đơn vị chi trả", 32), ("Số hợp đồng", 18), ("Tháng", 10), ("Kỳ số", 8), ("Xã, phường", 24), ("Số khoản", 10),
    ("Số tiền các khoản", 18), ("Phí", 14), ("Chứng từ", 10), ("Trạng thái", 24),
)  # fmt: skip


def write(owed: Sequence[OwedFees], rows: Sequence[FeeRow], words: Mapping[str, str]) -> bytes:
    """The same bytes for the same fees. ``words``: for the codes of channels and of a paper's state ("": unpaid)."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        money, strong = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "#,##0", "bold": True})
        sheet = _sheet(book, "Phải trả", OWED, head)
        for line, one in enumerate(owed, 1):
            of = one.contract
            texts = (of.provider, of.number, f"{of.signed_on:%d/%m/%Y}", of.area.name, words[of.channel])
            sums = (one.charged_vnd, -one.taken_back_vnd, one.paid_vnd, one.on_papers_vnd, one.open_vnd)
            _row(sheet, line, (*texts, of.get_due_display()), sums, money)
        if owed:
            totals = zip(
                *((o.charged_vnd, -o.taken_back_vnd, o.paid_vnd, o.on_papers_vnd, o.open_vnd) for o in owed),
                strict=True,
            )
            _row(sheet, len(owed) + 1, ("Cộng", "", "", "", "", ""), [sum(column) for column in totals], strong)
        each = _sheet(book, "Từng khoản phí", EACH, head)
        for line, row in enumerate(rows, 1):
            names = (row.contract.provider, row.contract.number, f"{row.month:%m/%Y}", str(row.run_id), row.commune)
            _row(each, line, names, (row.lines, row.lines_vnd, row.fee_vnd), money)
            each.write_string(line, 8, str(row.payment_id or ""))
            each.write_string(line, 9, words[row.state])
    return content.getvalue()


def _sheet(book: xlsxwriter.Workbook, title: str, columns: Sequence[tuple[str, int]], head: Format) -> Worksheet:
    sheet = book.add_worksheet(title)
    for place, (name, width) in enumerate(columns):
        sheet.write_string(0, place, name, head)
        sheet.set_column(place, place, width)
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    return sheet


def _row(sheet: Worksheet, line: int, texts: Sequence[str], amounts: Sequence[int], style: Format) -> None:
    for place, text in enumerate(texts):
        sheet.write_string(line, place, text)
    for place, amount in enumerate(amounts, len(texts)):
        sheet.write_number(line, place, amount, style)
