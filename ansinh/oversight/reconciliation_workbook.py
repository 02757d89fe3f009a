"""The reconciliation of a month as an Excel workbook: the whole, and every commune."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter

from ansinh.oversight.reconciliation import STAGES, Step, residue

_OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}


def reconciliation_workbook(
    month: date,
    place: str,
    steps: Sequence[Step],
    figures: Mapping[str, int],
    communes: Sequence[tuple[str, dict[str, int]]],
) -> bytes:
    """Sheets: stages with the differences between them, and the stages by commune. Amounts in đồng."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        strong, head = (
            book.add_format({"bold": True}),
            book.add_format({"bold": True, "bg_color": "#E0EEF1", "border": 1}),
        )
        money, total = book.add_format({"num_format": "#,##0"}), book.add_format({"num_format": "#,##0", "bold": True})
        sheet = book.add_worksheet("Đối chiếu")
        sheet.set_column(0, 0, 58)
        sheet.set_column(1, 2, 22)
        sheet.write(0, 0, f"Đối chiếu kinh phí tháng {month:%m/%Y}, {place}", strong)
        sheet.write_row(2, 0, ("Nội dung", "Số tiền (đồng)", "Chênh lệch (đồng)"), head)
        for row, step in enumerate(steps, 3):
            sheet.write(
                row, 0, f"    {step.label}" if step.difference else step.label, None if step.difference else strong
            )
            sheet.write_number(row, 2 if step.difference else 1, step.amount_vnd, money if step.difference else total)
        sheet.write(len(steps) + 3, 0, "Còn lại không giải thích được", strong)
        sheet.write_number(len(steps) + 3, 1, residue(figures), total)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        _by_commune(book, communes, head, money)
    return content.getvalue()


def _by_commune(book: Any, communes: Sequence[tuple[str, Mapping[str, int]]], head: Any, money: Any) -> None:
    if communes:
        by = book.add_worksheet("Theo xã")
        by.set_column(0, 0, 30)
        by.set_column(1, len(STAGES) + 1, 20)
        by.write_row(0, 0, ("Xã, phường", *STAGES.values(), "Không giải thích được"), head)
        for row, (name, own) in enumerate(communes, 1):
            by.write(row, 0, name)
            for column, code in enumerate(STAGES, 1):
                by.write_number(row, column, own[code], money)
            by.write_number(row, len(STAGES) + 1, residue(own), money)
        by.freeze_panes(1, 1)
