"""Runs one stage of a month for whoever asked for it on the month's page.

Only what one person may do alone: taking in, determining, proposing. Deciding, approving and paying out are acts of
other people (``act_on_month``).
"""

from __future__ import annotations

from collections.abc import Sequence

from django.utils import timezone
from procrastinate.contrib.django import app

from ansinh.access.public import Permission, User, actor_of
from ansinh.areas import public as areas
from ansinh.flows.cast import Cast
from ansinh.flows.monthly_cycle import Cycle, run_month, work_name
from ansinh.flows.reported_stage import reported_stage
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month

NEEDS = {
    "intake": Permission.IMPORT_LISTS,
    "determine": Permission.RUN_MONTH,
    "propose": Permission.RUN_MONTH,
}


@app.task(name="month.run_stage")
def run_stage(month: str, codes: Sequence[str], stage: str, user_id: int) -> None:
    """Run a stage for the whole province (no codes) or for communes. Raises Refusal without the right to it today."""
    today = timezone.localdate()
    chosen = Month.parse(month)
    with reported_stage(work_name(chosen, codes), stage):
        actor = actor_of(User.objects.get(pk=user_id), today)
        communes = [areas.commune(code, today) for code in codes]
        if stage not in NEEDS or not actor.may(NEEDS[stage]):
            raise Refusal("Bước này do người có thẩm quyền làm.", code="not_permitted", stage=stage)
        if not actor.wide and not (communes and {c.pk for c in communes} <= actor.area_ids):
            raise Refusal("Ngoài địa bàn của bạn.", code="outside_scope", codes=list(codes))
        cycle = Cycle(
            month=chosen,
            on=today,
            cast=Cast(preparer=actor, decider=actor, authoriser=actor, payer=actor),
            clock=timezone.now,
            communes=communes,
        )
        run_month(cycle, stages=[stage])
