"""Handing in to the state budget what people paid back."""

from __future__ import annotations

import hashlib
from datetime import date

from django.db import connection

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.public import AccountKind, TransferCode, balances, post_transfers
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.payments.policies import check_scope

_MOVES = """
SELECT %(area)s::bigint AS area_id, %(programme)s::text AS programme, %(amount)s::bigint AS amount_vnd,
  NULL::bigint AS line_id
"""
_KNOWN = "SELECT FROM funds_transfer WHERE starts_with(key, %s)"


def hand_in_recovered(*, actor: Actor, area_id: int, programme: str, amount_vnd: int, document: str, on: date) -> int:
    """Post it under the treasury's document; returns what is still in hand. The same document again changes nothing.

    Raises Refusal for more than is in hand, without a document's number, and in a closed month.
    """
    number = " ".join(document.split())
    if not 0 < len(number) <= 60 or amount_vnd <= 0:
        raise Refusal("Hãy ghi số tiền và số giấy nộp tiền vào ngân sách.", code="bad_document")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        check_scope(actor, Permission.RECORD_RETURNS, area_id)
        key = f"recovered/{hashlib.sha256(number.encode()).hexdigest()[:16]}"
        held = _in_hand(area_id, programme)
        cursor.execute(_KNOWN, [f"{key}/{area_id}/{programme}"])
        if cursor.fetchone() is not None:
            return held
        if amount_vnd > held:
            raise Refusal("Chỉ còn giữ %(held)s đồng.", code="too_much", area=area_id, held=format_dong(held))
        names = {"area": area_id, "programme": programme, "amount": amount_vnd}
        post_transfers(code=TransferCode.RECOVERED_HANDED_IN, on=on, key=key, moves=_MOVES, parameters=names)
        audit.record(
            actor=actor,
            action="overpayment.hand_in",
            object_kind="area",
            object_id=area_id,
            area_id=area_id,
            details={"amount_vnd": amount_vnd, "document": number, "programme": programme},
        )
    return held - amount_vnd


def _in_hand(area_id: int, programme: str) -> int:
    return sum(
        balance.amount_vnd
        for balance in balances([area_id])
        if balance.kind == AccountKind.RECOVERED and balance.programme == programme
    )
