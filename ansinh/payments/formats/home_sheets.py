"""The sheets that are signed at people's doors: a round on its own pages, with who goes and in which order."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import segno

from ansinh.kernel.money import in_words_vi
from ansinh.kernel.printing.typesetting import told, typeset
from ansinh.payments.formats.rows import ListHeading, ListRow, Round

TEMPLATE = Path(__file__).resolve().parent / "home_sheets.typ"
TAGGED_ROWS = 500  # as the other list to sign


def write(heading: ListHeading, rounds: Sequence[Round]) -> bytes:
    """The PDF as bytes; the same rows and rounds give the same bytes."""
    return typeset(TEMPLATE, _data(heading, rounds), tags=sum(len(one.rows) for one in rounds) <= TAGGED_ROWS)


def pages(heading: ListHeading, rounds: Sequence[Round]) -> list[int]:
    """The page of the PDF that each row stands on, round by round, counted from 1."""
    return [int(page) for page in told(TEMPLATE, _data(heading, rounds), "pages")]


def _data(heading: ListHeading, rounds: Sequence[Round]) -> dict[str, object]:
    return {
        "month": f"Tháng {heading.month.number:02d} năm {heading.month.year}",
        "unit": heading.unit,
        "parent": heading.parent,
        "not_yet": heading.not_yet,
        "kept": heading.rows_kept,
        "run_code": heading.run_code,
        "manifest": heading.manifest[:16],
        "dated": f"{heading.place}, ngày {heading.on:%d} tháng {heading.on:%m} năm {heading.on:%Y}",
        "rounds": [
            {
                "name": one.name,
                "carrier": one.carrier,
                "phone": one.phone,
                "villages": ", ".join(one.villages),
                "total": sum(row.total_vnd for row in one.rows),
                "words": in_words_vi(sum(row.total_vnd for row in one.rows)),
                "rows": [_row(row) for row in one.rows],
            }
            for one in rounds
        ],
    }


def _row(row: ListRow) -> dict[str, object]:
    return {
        "key": row.key,
        "code": segno.make_qr(row.key, error="m").svg_inline(border=1, omitsize=True),
        "full_name": row.full_name,
        "born": row.born,
        "id_number": row.id_number,
        "village": row.village,
        "recipient": row.recipient,
        "total": row.total_vnd,
        "note": row.note,
    }
