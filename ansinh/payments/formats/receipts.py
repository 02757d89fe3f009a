"""Receipts as PDF: A5, or two on each A4 sheet. A category is never on them: it may say what somebody is ill with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from ansinh.casework.public import code_as_svg, programmes_words
from ansinh.kernel.money import format_dong, in_words_vi
from ansinh.kernel.printing.typesetting import typeset
from ansinh.payments.receipts import ReceiptRow
from ansinh.payments.states import ONE_OFF, PartKind
from ansinh.registry.public import PaymentChannel

TEMPLATE = Path(__file__).resolve().parent / "receipts.typ"
A5, A4 = "a5", "a4"
TAGGED = 50
_SHOWN = 4
"""Digits of an account that stand on the paper."""
_MOST_MONTHS = 4
"""Months in a line of their own; earlier ones are added up."""


def write(rows: Sequence[ReceiptRow], *, printed_by: str, on: date, sheet: str) -> bytes:
    """The PDF as bytes; the same for the same rows, day and person."""
    data = {"sheet": sheet, "receipts": [_data(row, printed_by, on) for row in rows]}
    return typeset(TEMPLATE, data, tags=len(rows) <= TAGGED)


def _data(row: ReceiptRow, printed_by: str, on: date) -> dict[str, object]:
    address = f"{settings.PUBLIC_ADDRESS}/xac-minh/{row.code}"
    return {
        "parent": f"Ủy ban nhân dân {_small(row.above)}" if row.above else "",
        "unit": f"Ủy ban nhân dân {_small(row.office)}",
        "month": f"Tháng {row.month.month:02d} năm {row.month.year}",
        "name": row.full_name,
        "born": "/".join(reversed(row.born.split("-"))),
        "village": row.village,
        "programme": _upper(programmes_words([row.programme])) or "Trợ cấp, hỗ trợ một lần",
        "amount": format_dong(row.amount_vnd),
        "words": in_words_vi(row.amount_vnd),
        "months": _months(row),
        "channel": _channel(row),
        "recipient": row.recipient if row.recipient != row.full_name else "",
        "pay_on": f"{row.pay_on:%d/%m/%Y}",
        "paid_on": f"{row.paid_on:%d/%m/%Y}" if row.paid_on else "",
        "key": row.key,
        "code": " ".join(row.code[i : i + 4] for i in range(0, len(row.code), 4)),
        "verify_at": address.removesuffix(row.code),
        "picture": code_as_svg(address),
        "dated": f"ngày {on:%d} tháng {on:%m} năm {on:%Y}",
        "printed_by": printed_by,
    }


def _months(row: ReceiptRow) -> list[tuple[str, str]]:
    """What the sum is made of, when it is more than the month itself: (what, đồng)."""
    if row.programme == ONE_OFF or [kind for _, kind, _ in row.months] == [PartKind.CURRENT]:
        return []
    told = [(f"{PartKind(kind).label}, tháng {month:%m/%Y}", vnd) for month, kind, vnd in row.months]
    shown, rest = told[:_MOST_MONTHS], told[_MOST_MONTHS:]
    if rest:
        shown.append((f"{len(rest)} tháng trước đó", sum(vnd for _, vnd in rest)))
    return [(what, format_dong(vnd)) for what, vnd in shown]


def _channel(row: ReceiptRow) -> str:
    label = str(PaymentChannel.Kind(row.channel).label)
    account = f"…{row.account[-_SHOWN:]}" if row.account else ""
    return ", ".join(filter(None, (label, " ".join(filter(None, (row.bank, account))))))


def _small(name: str) -> str:
    return f"{name[:1].lower()}{name[1:]}"


def _upper(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"
