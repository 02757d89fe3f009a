"""Handing a change of many people's area to the worker."""

from __future__ import annotations

from django.utils.translation import gettext

from ansinh.access.public import Actor
from ansinh.flows.area_change import STEP, work_name
from ansinh.staff.queued import queue_once

LARGE = 20_000
"""A change of so many people's area is made while somebody waits."""
JOB = "areas.apply"
"""The job that applies a prepared change: change_id, user_id."""


def put_off(change_id: int, actor: Actor) -> None:
    """Queue a change. Raises Refusal when it is queued already."""
    queue_once(
        JOB,
        {"change_id": change_id, "user_id": actor.user_id},
        work=work_name(change_id),
        step=STEP,
        waiting=gettext("Thay đổi này đang chờ áp dụng."),
    )
