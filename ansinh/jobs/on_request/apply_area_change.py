"""Applies a change of the areas that would keep a page waiting or whose day was to come, as the person who asked."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from ansinh.access.public import User, actor_of
from ansinh.areas import public as areas
from ansinh.flows import area_change
from ansinh.flows.reported_stage import reported_stage
from ansinh.kernel import progress


@app.task(name="areas.apply")
def apply_area_change(change_id: int, user_id: int) -> None:
    """Apply it with the person's rights of today; what was dropped in the meantime stays so.

    A refusal is reported on the change's page and raised.
    """
    if areas.Change.objects.get(pk=change_id).state == areas.Change.State.DROPPED:
        return
    work = area_change.work_name(change_id)
    with reported_stage(work, area_change.STEP):
        today = timezone.localdate()
        actor = actor_of(User.objects.get(pk=user_id), today)
        area_change.apply(change_id, by=actor, today=today)
    progress.report(work, area_change.STEP, state=progress.State.DONE, done=1, total=1)
