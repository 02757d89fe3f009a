"""The payment list as a PDF to sign, as official documents look (NĐ 30/2020: Times New Roman, national title)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from pathlib import Path

import segno

from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import in_words_vi
from ansinh.kernel.printing.typesetting import told, typeset
from ansinh.payments.formats.rows import ListHeading, ListRow

TEMPLATE = Path(__file__).resolve().parent / "signed_list.typ"
TAGGED_ROWS = 500  # tags for screen readers treble a file; beyond this it would not go over a poor line
MOST_ROWS = 5_000  # one list is one commune's; more on one list is a mistake


def write(heading: ListHeading, rows: Sequence[ListRow]) -> bytes:
    """The PDF as bytes. Raises Refusal for a list that no commune has."""
    return typeset(TEMPLATE, _data(heading, rows), tags=len(rows) <= TAGGED_ROWS)


def pages(heading: ListHeading, rows: Sequence[ListRow]) -> list[int]:
    """The page of the PDF that each row stands on, counted from 1. Raises Refusal as ``write``."""
    return [int(page) for page in told(TEMPLATE, _data(heading, rows), "pages")]


def _data(heading: ListHeading, rows: Sequence[ListRow]) -> dict[str, object]:
    if len(rows) > MOST_ROWS:
        raise Refusal(
            "Danh sách có %(rows)s dòng, nhiều hơn %(most_rows)s: hãy in theo từng xã.",
            code="list_too_long",
            rows=len(rows),
            most_rows=MOST_ROWS,
        )
    monthly, arrears = sum(r.monthly_vnd for r in rows), sum(r.arrears_vnd for r in rows)
    return {
        "title": f"DANH SÁCH CHI TRẢ {heading.title}",
        "month": f"Tháng {heading.month.number:02d} năm {heading.month.year}",
        "unit": heading.unit,
        "parent": heading.parent,
        "subtitle": f"(Chi trả qua {heading.payer}; đơn vị tính: đồng)",
        "once": heading.once,
        "not_yet": heading.not_yet,
        "kept": min(heading.rows_kept, len(rows)),
        "run_code": heading.run_code,
        "manifest": heading.manifest[:16],
        "dated": f"{heading.place}, ngày {heading.on:%d} tháng {heading.on:%m} năm {heading.on:%Y}",
        "signers": heading.signers,
        "monthly": monthly,
        "arrears": arrears,
        "total": monthly + arrears,
        "words": in_words_vi(monthly + arrears),
        "rows": [_row(row, upto) for row, upto in zip(rows, accumulate(r.total_vnd for r in rows), strict=True)],
    }


def _code(key: str) -> str:
    """The payment code as a QR picture that a scanner types in; medium correction: lists get folded, stained."""
    return segno.make_qr(key, error="m").svg_inline(border=1, omitsize=True)


def _row(row: ListRow, upto: int) -> dict[str, object]:
    return {
        "upto": upto,
        "key": row.key,
        "code": _code(row.key),
        "full_name": row.full_name,
        "born": row.born,
        "id_number": row.id_number,
        "village": row.village,
        "category": row.category,
        "coefficient": row.coefficient,
        "monthly": row.monthly_vnd,
        "arrears": row.arrears_vnd,
        "total": row.total_vnd,
        "recipient": row.recipient,
        "note": row.note,
        "decision": row.decision,
    }
