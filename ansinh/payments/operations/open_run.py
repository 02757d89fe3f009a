"""Opening a payroll run: the same month, area and number is the same run."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Max

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.areas.public import Unit
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments.models import PayrollRun
from ansinh.payments.policies import check_scope
from ansinh.payments.states import RunKind, RunState
from ansinh.registry.public import PaymentChannel

NUMBERED = (RunKind.SUPPLEMENTARY, RunKind.CORRECTION, RunKind.ONE_OFF)
"""Runs beside the monthly one, counted through the month."""

_OPEN = """
INSERT INTO payments_run (month, area_id, kind, number, channel, state, pay_on, made_by_id, manifest_sha256,
                          cancelled_because)
VALUES (%(month)s, %(area)s, %(kind)s, %(number)s, %(channel)s, 'draft', %(pay_on)s, %(by)s, '', '')
ON CONFLICT DO NOTHING RETURNING id
"""


def open_run(
    *,
    actor: Actor,
    month: Month,
    area: Unit,
    pay_on: date,
    number: int = 0,
    kind: str = RunKind.SUPPLEMENTARY,
    channel: str = "",
) -> PayrollRun:
    """The run of a month and area, made if there is none; ``number`` 0 is the monthly one, from 1 those of a ``kind``.

    ``channel``: only for who is paid that way (not of the monthly run).

    Asked again it answers with the run there is, whatever its state (a cancelled one does not count). Raises Refusal
    when the area did not exist in that month, when that number is another kind's, and outside the actor's
    area or rights.
    """
    check_scope(actor, Permission.PREPARE_PAYROLL, area.pk)
    _check_asked(month, area, number, kind, channel)
    values: dict[str, Any] = {
        "month": month.first,
        "area": area.pk,
        "kind": kind if number else RunKind.MONTHLY,
        "number": number,
        "channel": channel,
        "pay_on": pay_on,
        "by": actor.user_id,
    }
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_OPEN, values)  # a second caller at the same moment waits here for the first
        if opened := cursor.fetchone():
            audit.record(
                actor=actor,
                action="payroll.open",
                object_kind="payroll_run",
                object_id=opened[0],
                area_id=area.pk,
                details={"month": str(month), "number": number},
            )
        found = PayrollRun.objects.exclude(state=RunState.CANCELLED).get(month=month.first, area=area, number=number)
    _check_same(found, values["kind"], channel)
    return found


def _check_same(found: PayrollRun, kind: str, channel: str) -> None:
    if (found.kind, found.channel) != (kind, channel):
        raise Refusal(
            "Kỳ số %(number)s của tháng này là kỳ %(get_kind_display)s; hãy chọn số khác.",
            code="other_kind",
            run=found.pk,
            number=found.number,
            get_kind_display=found.get_kind_display().lower(),
        )


def _check_asked(month: Month, area: Unit, number: int, kind: str, channel: str) -> None:
    starts, ends = area.valid.lower, area.valid.upper
    if starts >= month.end or (ends is not None and ends <= month.first):
        raise Refusal(
            "%(name)s không tồn tại trong tháng %(month)s.",
            code="area_not_valid",
            area=area.pk,
            name=area.name,
            month=month.vietnamese,
        )
    if number < 0:
        raise Refusal("Số thứ tự kỳ bổ sung phải từ 1.", code="bad_number", value=number)
    if kind not in NUMBERED or (channel and (not number or channel not in PaymentChannel.Kind.values)):
        raise Refusal("Không có loại kỳ chi trả này.", code="bad_kind", value=kind)


def open_next_run(*, actor: Actor, month: Month, area: Unit, pay_on: date, kind: str, channel: str = "") -> PayrollRun:
    """The run of a ``kind`` and ``channel`` that is still a draft, else another one under the next number."""
    runs = PayrollRun.objects.filter(month=month.first, area=area, number__gt=0)
    with acting_as(SYSTEM):
        draft = runs.filter(state=RunState.DRAFT, kind=kind, channel=channel).order_by("number").first()
        last = runs.exclude(state=RunState.CANCELLED).aggregate(last=Max("number"))["last"] or 0
    number = draft.number if draft else last + 1
    return open_run(actor=actor, month=month, area=area, pay_on=pay_on, number=number, kind=kind, channel=channel)
