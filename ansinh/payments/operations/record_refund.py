"""Money paid back in cash: taken off what was paid beyond what was owed for the month."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.payments.models import Overpayment, Refund
from ansinh.payments.operations.post_recoveries import post_refund
from ansinh.payments.policies import check_scope
from ansinh.payments.states import OverpaymentState
from ansinh.payments.taken import taken

# What stands as paid for the month by category, the largest first; together at least what is still to come.
_REMAINING = """
SELECT o.amount_vnd
  + coalesce((SELECT sum(p.amount_vnd) FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
              WHERE p.overpayment_id = o.id AND l.state NOT IN ('returned', 'cancelled', 'held')), 0)
  - coalesce((SELECT sum(amount_vnd) FROM payments_refund WHERE overpayment_id = o.id), 0)
FROM payments_overpayment AS o WHERE o.id = %(over)s
"""
_SPREAD = """
WITH paid AS (
  SELECT category, sum(amount_vnd) AS amount_vnd FROM (
    SELECT p.category, p.amount_vnd FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
    WHERE l.person_id IN (SELECT %(person)s UNION ALL SELECT person_id FROM registry_alias WHERE kept_id = %(person)s)
      AND (l.programme, p.for_month) = (%(programme)s, %(month)s) AND l.state NOT IN ('returned', 'cancelled', 'held')
    UNION ALL
    SELECT r.category, -r.amount_vnd FROM payments_refund AS r JOIN payments_overpayment AS o ON o.id = r.overpayment_id
    WHERE (o.person_id, o.programme, o.for_month) = (%(person)s, %(programme)s, %(month)s)
  ) AS moved GROUP BY 1 HAVING sum(amount_vnd) > 0
), placed AS (
  SELECT category, amount_vnd, coalesce(sum(amount_vnd) OVER (ORDER BY amount_vnd DESC, category
    ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS before_vnd FROM paid
)
INSERT INTO payments_refund (overpayment_id, category, amount_vnd, received_on, receipt, received_by_id)
SELECT %(over)s, category, least(amount_vnd, %(amount)s - before_vnd), %(on)s, %(receipt)s, %(by)s
FROM placed WHERE before_vnd < %(amount)s
"""


def record_refund(*, actor: Actor, overpayment_id: int, amount_vnd: int, receipt: str, on: date) -> int:
    """Record what somebody paid back; returns what is still to come. The same receipt again changes nothing.

    Raises Refusal for more than is still to come, without a receipt's number, for what is settled otherwise, and where
    less stands as paid than is to come (a payment came back, and no list has been drawn since).
    """
    number = " ".join(receipt.split())
    if not 0 < len(number) <= 60 or amount_vnd <= 0:
        raise Refusal("Hãy ghi số tiền và số biên lai.", code="bad_refund")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        over = taken(Overpayment.objects.all(), overpayment_id, "khoản chi vượt")
        check_scope(actor, Permission.RECORD_RETURNS, over.area_id)
        if Refund.objects.filter(overpayment=over, receipt=number).exists():
            return _remaining(cursor, over.pk)
        _check_open(over)
        before = _remaining(cursor, over.pk)
        if amount_vnd > before:
            raise Refusal(
                "Chỉ còn phải thu %(before)s đồng.", code="too_much", field="amount", before=format_dong(before)
            )
        values: dict[str, Any] = {
            "over": over.pk, "person": over.person_id, "programme": over.programme, "month": over.for_month,
            "amount": amount_vnd, "on": on, "receipt": number, "by": actor.user_id,
        }  # fmt: skip
        cursor.execute(_SPREAD, values)
        if _remaining(cursor, over.pk) != before - amount_vnd:
            raise Refusal(
                "Khoản đã chi của tháng này vừa bị trả lại: hãy chờ danh sách tới tính lại số còn phải thu.",
                code="came_back",
                overpayment=over.pk,
            )
        post_refund(overpayment_id=over.pk, receipt=number, on=on)
        if amount_vnd == before:
            Overpayment.objects.filter(pk=over.pk).update(state=OverpaymentState.RECOVERED)
        audit.record(
            actor=actor,
            action="overpayment.refund",
            object_kind="overpayment",
            object_id=over.pk,
            area_id=over.area_id,
            details={"amount_vnd": amount_vnd, "receipt": number},
        )
        crash_here("overpayment.refund:before_commit")
    return before - amount_vnd


def _check_open(over: Overpayment) -> None:
    if over.state not in (OverpaymentState.OPEN, OverpaymentState.RECOVERING):
        raise Refusal(
            "Khoản này đang ở trạng thái “%(get_state_display)s”.",
            code="state",
            overpayment=over.pk,
            get_state_display=over.get_state_display(),
        )


def _remaining(cursor: Any, overpayment_id: int) -> int:
    cursor.execute(_REMAINING, {"over": overpayment_id})
    return int(cursor.fetchone()[0])
