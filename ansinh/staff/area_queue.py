"""Handing a change of many people's area to the worker: once, and visible on its page from that moment."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from ansinh.access.public import Actor
from ansinh.flows.area_change import STEP, work_name
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal

LARGE = 20_000
"""A change of so many people's area is made while somebody waits."""
JOB = "areas.apply"
__all__ = ["LARGE", "put_off", "work_name"]


def put_off(change_id: int, actor: Actor) -> None:
    """Queue a change. Raises Refusal when it is queued already."""
    task = app.configure_task(JOB, queueing_lock=work_name(change_id))
    try:
        with transaction.atomic():  # a refused row must not spoil the request's transaction
            task.defer(change_id=change_id, user_id=actor.user_id)
            progress.report(work_name(change_id), STEP, state=progress.State.QUEUED)
    except AlreadyEnqueued:
        raise Refusal("Thay đổi này đang chờ áp dụng.", code="already_queued", change=change_id) from None
