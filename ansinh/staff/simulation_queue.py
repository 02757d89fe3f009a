"""Handing a simulation to the worker."""

from __future__ import annotations

from django.utils.translation import gettext

from ansinh.access.public import Actor
from ansinh.flows.simulation_run import STEP
from ansinh.oversight.models import Simulation
from ansinh.staff.queued import queue_once

RUN = "simulation.run"
"""The job that answers a kept question: simulation_id, user_id."""
AFTER_THE_MONTH = -10
"""Of what waits, the acts of a month come first: people wait for these, and for their money."""


def start_simulation(simulation: Simulation, actor: Actor) -> None:
    """Queue it. Raises Refusal when it waits already."""
    queue_once(
        RUN,
        {"simulation_id": simulation.pk, "user_id": actor.user_id},
        work=simulation.work,
        step=STEP,
        waiting=gettext("Lần chạy này đang trong hàng chờ."),
        priority=AFTER_THE_MONTH,
    )
