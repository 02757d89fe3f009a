"""Answers a simulation for whoever asked: a province and ten years are minutes of work.

It is done as that person: with their rights of today, on the people that the database shows them.
"""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from ansinh.access.public import User, actor_of
from ansinh.flows.reported_stage import reported_stage
from ansinh.flows.simulation_run import STEP, run_simulation
from ansinh.kernel import progress


@app.task(name="simulation.run")
def run_asked_simulation(simulation_id: int, user_id: int) -> None:
    """Run a kept question. A refusal is shown on its page and raised."""
    work = f"simulation:{simulation_id}"
    with reported_stage(work, STEP):
        actor = actor_of(User.objects.get(pk=user_id), timezone.localdate())
        said = run_simulation(simulation_id, actor=actor)
    progress.report(work, STEP, state=progress.State.DONE, done=1, total=1, message=said)
