"""Handing a simulation to the worker: once, and visible on its page from that moment."""

from __future__ import annotations

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from ansinh.access.public import Actor
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.oversight.models import Simulation

RUN = "simulation.run"
"""The job that answers a kept question: simulation_id, user_id."""
STEP = "run"
AFTER_THE_MONTH = -10
"""Of what waits, the acts of a month come first: people wait for these, and for their money."""


def start_simulation(simulation: Simulation, actor: Actor) -> None:
    """Queue it. Raises Refusal when it waits already."""
    task = app.configure_task(RUN, queueing_lock=simulation.work, priority=AFTER_THE_MONTH)
    try:
        with transaction.atomic():  # a refused row must not spoil the request's transaction
            task.defer(simulation_id=simulation.pk, user_id=actor.user_id)
            progress.report(simulation.work, STEP, state=progress.State.QUEUED)
    except AlreadyEnqueued:
        raise Refusal("Lần chạy này đang trong hàng chờ.", code="already_queued") from None
