"""Rates of discrepancy and satisfaction as a workbook: counts, shares, intervals, and how they were worked out."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ansinh.payments.proportions import FEW, Proportion
from ansinh.payments.sampling_rates import Rate, Rates

COLUMNS = (
    ("Khoản đã chi", 14), ("Rút mẫu", 10), ("Đã trả lời", 10), ("Không liên lạc được", 12), ("Nhận thiếu", 10),
    ("Không nhận được", 12), ("Sai người nhận", 12), ("Tỷ lệ sai lệch", 12), ("Từ (95%)", 10), ("Đến (95%)", 10),
    ("Tỷ lệ hài lòng", 12), ("Từ (95%)", 10), ("Đến (95%)", 10), ("Điểm hài lòng (1–5)", 12), ("Ghi chú", 40),
)  # fmt: skip
TOO_FEW = f"mẫu quá nhỏ (dưới {FEW} trả lời): chưa nói được tỷ lệ"
METHOD = (
    "Tỷ lệ sai lệch: số trả lời “nhận thiếu”, “không nhận được”, “sai người nhận” trên số đã trả lời.",
    "Mỗi kỳ, xã, kênh có trọng số bằng số khoản đã chi ở đó; nơi chưa ai trả lời không tính vào tỷ lệ.",
    "Khoảng tin cậy 95% theo Wilson (1927); khi gộp nhiều nơi, cỡ mẫu là cỡ mẫu hiệu dụng (Kish 1965).",
    f"Dưới {FEW} trả lời thì không ghi tỷ lệ. Người không liên lạc được không tính là trả lời.",
    "Hài lòng: trả lời 4 hoặc 5 trên thang 1–5.",
)


def write(found: Rates, months: str, channels: Mapping[str, str]) -> bytes:
    """The same bytes for the same rates. ``months``: of which they are; ``channels``: words for codes."""
    content = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(content, options) as book:
        head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        share, mark = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "0.0"})
        for title, first, rows in (
            ("Theo xã", ("Mã xã", "Xã, phường"), found.communes),
            ("Theo kênh", ("Mã", "Cách nhận"), found.channels),
        ):
            sheet = book.add_worksheet(title)
            _head(sheet, (*first, *(name for name, _ in COLUMNS)), head)
            _row(sheet, 1, ("", f"Cộng, {months}"), found.whole, share, mark)
            for line, row in enumerate(rows, 2):
                _row(sheet, line, (row.key, channels.get(row.name, row.name)), row, share, mark)
        notes = book.add_worksheet("Cách tính")
        notes.set_column(0, 0, 110)
        for line, text in enumerate((months, *METHOD)):
            notes.write_string(line, 0, text)
    return content.getvalue()


def _head(sheet: Worksheet, names: Sequence[str], style: Format) -> None:
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, style)
        sheet.set_column(place, place, (10, 26, *(width for _, width in COLUMNS))[place])
    sheet.freeze_panes(1, 2)


def _row(sheet: Worksheet, line: int, names: tuple[str, str], row: Rate, share: Format, mark: Format) -> None:
    for place, text in enumerate(names):
        sheet.write_string(line, place, text)
    counts = (row.paid, row.drawn, row.asked, row.silent, row.part, row.none, row.wrong)
    for place, n in enumerate(counts, 2):
        sheet.write_number(line, place, n)
    for place, told in ((9, row.discrepancy), (12, row.satisfied)):
        _shares(sheet, line, place, told, share)
    if row.mark is not None and not row.satisfied.few:
        sheet.write_number(line, 15, row.mark, mark)
    if row.discrepancy.few:
        sheet.write_string(line, 16, TOO_FEW)


def _shares(sheet: Worksheet, line: int, place: int, told: Proportion, style: Format) -> None:
    if told.share is None or told.few:
        return
    for step, value in enumerate((told.share, told.low, told.high)):
        sheet.write_number(line, place + step, value, style)
