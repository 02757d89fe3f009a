"""Handing long work to the worker: once, and visible on its page from that moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal


def queue_once(
    job: str,
    arguments: Mapping[str, Any],
    *,
    work: str,
    step: str,
    waiting: str,
    steps: Mapping[str, int] | None = None,
    priority: int = 0,
    at: datetime | None = None,
) -> None:
    """Queue a job and report its step as queued; ``work`` and ``step`` name it, as its progress does.

    ``steps``: all steps of the work, where a page shows those that were not reached too. What has the higher
    ``priority`` is done first. ``at``: not before this moment. Raises Refusal with the sentence ``waiting`` when it is
    queued already.
    """
    task = app.configure_task(job, queueing_lock=f"{work}:{step}", priority=priority, schedule_at=at)
    try:
        with transaction.atomic():  # a refused row must not spoil the request's transaction
            task.defer(**arguments)
            if steps:
                progress.plan(work, steps)
            progress.report(work, step, state=progress.State.QUEUED)
    except AlreadyEnqueued:
        raise Refusal(waiting, code="already_queued", work=work, step=step) from None
