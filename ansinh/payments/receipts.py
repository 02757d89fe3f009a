"""Receipts of paid lines: what stands on them, and what the page of verification tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from ansinh.kernel.sealing.values import open_all
from ansinh.payments.receipts_table import ROWS

_FIRST = (
    "code", "printed_on", "key", "full_name", "born", "village", "programme", "month", "amount_vnd", "channel", "bank",
)  # fmt: skip
"""What stands first in a row of ``ROWS``, by its name."""


@dataclass(frozen=True, slots=True)
class ReceiptRow:
    """One receipt. ``months``: (month, kind of part, đồng), without what the person is entitled for."""

    code: str
    printed_on: date
    key: str
    full_name: str
    born: str
    village: str
    programme: str
    month: date
    amount_vnd: int
    channel: str
    bank: str
    account: str
    recipient: str
    office: str
    above: str
    pay_on: date
    paid_on: date | None
    months: tuple[tuple[date, str, int], ...]


@dataclass(frozen=True, slots=True)
class VerifiedReceipt:
    """What everybody may know of a receipt by its code; ``back``: the money came back later."""

    office: str
    reference: str
    month: date
    printed_on: date
    back: bool


def receipt_rows(line_ids: Sequence[int]) -> list[ReceiptRow]:
    """What was printed for these lines, by village and key. Needs to see the statements of the account."""
    with connection.cursor() as cursor:
        cursor.execute(ROWS, {"lines": list(line_ids)})
        found: list[tuple[Any, ...]] = cursor.fetchall()
    accounts, payees = (open_all(row[place] for row in found) for place in (11, 13))
    return [
        _receipt(row, account or "", payee or "") for row, account, payee in zip(found, accounts, payees, strict=True)
    ]


def _receipt(row: tuple[Any, ...], account: str, payee: str) -> ReceiptRow:
    return ReceiptRow(
        **dict(zip(_FIRST, row, strict=False)),
        account=account,
        recipient=payee or row[12],
        office=row[14],
        above=row[15] or "",
        pay_on=row[16],
        paid_on=row[17],
        months=tuple((month, kind, int(vnd)) for month, kind, vnd in zip(*row[18:21], strict=True)),
    )


def verified_receipt(code: str) -> VerifiedReceipt | None:
    """The receipt with a code; None when there is none. Asked by whoever holds the paper, signed in or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM payments_verify_receipt(%s)", [code])
        row = cursor.fetchone()
    return VerifiedReceipt(*row) if row else None
