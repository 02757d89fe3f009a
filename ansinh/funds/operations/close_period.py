"""Closing the books of a month or a year, and opening them again by somebody else."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.models import Closing
from ansinh.funds.policies import check_another, check_may
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.period import Month

_LOCK = """
SELECT pg_advisory_xact_lock(hashtext('funds_closing'), month) FROM (
  SELECT (extract(year FROM day) * 12 + extract(month FROM day))::int AS month
  FROM generate_series(%(first)s::date, %(end)s::date - 1, interval '1 month') AS day ORDER BY 1) AS months
"""
# Whose postings a closing of ``area`` takes in: by what each unit has become when the period ends.
_OWN = """
WITH own AS (SELECT id FROM areas_unit WHERE %(area)s IN (SELECT funds_books(ARRAY[id], %(end)s::date - 1)))
"""
# Reservations of the period that are still open: of a year they have to be spent or voided before it ends.
_PENDING = f"""
{_OWN} SELECT count(*) FROM funds_transfer AS t WHERE t.code = 'budget_committed'
  AND t."on" >= %(first)s AND t."on" < %(end)s AND t.area_id IN (SELECT id FROM own)
  AND NOT EXISTS (SELECT FROM funds_transfer AS ended WHERE ended.of_id = t.id)
"""  # noqa: S608 - our own names
_FIGURES = f"""
{_OWN} SELECT a.kind, sum(e.amount_vnd)::bigint FROM funds_entry AS e JOIN funds_account AS a ON a.id = e.account_id
JOIN funds_transfer AS t ON t.id = e.transfer_id WHERE t."on" < %(end)s AND t.area_id IN (SELECT id FROM own)
GROUP BY 1 ORDER BY 1
"""  # noqa: S608 - our own names


def close_period(*, actor: Actor, area_id: int, first: date, months: int, on: date) -> Closing:
    """Close a month (``months`` 1) or a calendar year (12) that is over. The balances of that day are kept with it.

    Raises Refusal before its end, when it is closed, and for a year with reservations that nobody has ended.
    """
    with acting_as(SYSTEM), connection.cursor() as cursor:
        user_id = check_may(actor, Permission.CLOSE_PERIOD, area_id)
        if months not in (1, 12) or first.day != 1 or (months == 12 and first.month != 1):
            raise Refusal("Chỉ khóa được trọn một tháng hoặc một năm.", code="bad_choice")
        end = Month.of(first).plus(months).first
        if on < end:
            raise Refusal("Kỳ này chưa hết: từ ngày %(end)s mới khóa được.", code="not_over", end=f"{end:%d/%m/%Y}")
        period = DateRange(first, end)
        if Closing.objects.filter(area_id=area_id, period=period, reopened_by=None).exists():
            raise AlreadyDone("Kỳ này đã khóa.", code="already_closed")
        names: dict[str, Any] = {"area": area_id, "first": first, "end": end}
        cursor.execute(_LOCK, names)  # who is posting into it now is waited for; who comes later finds it closed
        cursor.execute(_PENDING, names)
        pending = int(cursor.fetchone()[0])
        if months == 12 and pending:
            raise Refusal(
                "Còn %(pending)s khoản đang giữ dự toán chưa chuyển, chưa hủy.", code="still_pending", pending=pending
            )
        cursor.execute(_FIGURES, names)
        figures = {kind: int(amount) for kind, amount in cursor.fetchall()}
        made = Closing.objects.create(area_id=area_id, period=period, closed_by_id=user_id, figures=figures)
        audit.record(
            actor=actor,
            action="period.close",
            object_kind="closing",
            object_id=made.pk,
            area_id=area_id,
            details={"first": first.isoformat(), "months": months},
        )
        made.refresh_from_db()
    return made


def reopen_period(*, actor: Actor, closing_id: int, because: str) -> Closing:
    """Open a closed period again. Raises Refusal for who closed it, and without a reason."""
    if not because.strip():
        raise Refusal("Phải ghi lý do mở lại kỳ.", code="reason_missing")
    with acting_as(SYSTEM):
        found = Closing.objects.select_for_update().get(pk=closing_id)
        user_id = check_may(actor, Permission.APPROVE_BUDGET, found.area_id)
        if found.reopened_by_id is not None:
            raise AlreadyDone("Kỳ này đã được mở lại.", code="already_open", closing=closing_id)
        check_another(actor, found.closed_by_id, "khóa kỳ")
        Closing.objects.filter(pk=found.pk).update(reopened_by_id=user_id, reopened_at=Now(), because=because.strip())
        audit.record(
            actor=actor,
            action="period.reopen",
            object_kind="closing",
            object_id=found.pk,
            area_id=found.area_id,
            details={"because": because.strip()},
        )
        found.refresh_from_db()
    return found
