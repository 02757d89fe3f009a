"""Carries out an act on a whole province's proposals or payroll that would keep a page waiting.

It is done as the person who asked for it: with their rights of today, on the rows that the database shows them.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils import timezone
from procrastinate.contrib.django import app

from ansinh.access.public import User, acting_as, actor_of
from ansinh.flows.month_acts import STAGE_OF, Order, carry_out
from ansinh.flows.monthly_cycle import work_name
from ansinh.flows.reported_stage import reported_stage
from ansinh.kernel import progress
from ansinh.kernel.period import Month


@app.task(name="month.act")
def act_on_month(order: Mapping[str, Any], user_id: int) -> None:
    """Carry out an order (its fields as plain values). A refusal is reported on the month's page and raised."""
    today = timezone.localdate()
    until = date.fromisoformat(order["until"]) if order["until"] else None
    wanted = Order(**{**order, "month": Month.parse(order["month"]), "until": until})
    work, stage = work_name(wanted.month, [wanted.code] if wanted.code else []), STAGE_OF[wanted.act]
    with reported_stage(work, stage):
        actor = actor_of(User.objects.get(pk=user_id), today)
        with acting_as(actor):
            said = carry_out(wanted, actor=actor, at=timezone.now(), on=today)
    progress.report(work, stage, state=progress.State.DONE, done=1, total=1, message=said)
