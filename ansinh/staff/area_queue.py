"""Handing a change of areas to the worker: one of many people, or one whose day is still to come."""

from __future__ import annotations

from datetime import datetime, time

from django.utils import timezone
from django.utils.translation import gettext

from ansinh.access.public import Actor
from ansinh.areas.public import Change
from ansinh.flows.area_change import STEP, work_name
from ansinh.staff.queued import queue_once

LARGE = 20_000
"""A change of so many people's area is made while somebody waits."""
JOB = "areas.apply"
"""The job that applies a prepared change: change_id, user_id."""


def put_off(change: Change, actor: Actor) -> None:
    """Queue a change, for the first moment of its day where that is to come.

    Raises Refusal when it is queued already.
    """
    begins = timezone.make_aware(datetime.combine(change.on, time.min))
    queue_once(
        JOB,
        {"change_id": change.pk, "user_id": actor.user_id},
        work=work_name(change.pk),
        step=STEP,
        waiting=gettext("Thay đổi này đang chờ áp dụng."),
        at=begins if begins > timezone.now() else None,
    )
