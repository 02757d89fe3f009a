"""Counts the quality of all communes' data when the province asks for it, as the night does by itself."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from ansinh.flows.reported_stage import reported_stage
from ansinh.kernel import progress
from ansinh.oversight.operations.count_quality import COUNTING, STEP, count_quality


@app.task(name="quality.count")
def count_quality_now() -> None:
    """Count, and say on the board that it is done."""
    with reported_stage(COUNTING, STEP):
        communes = count_quality(on=timezone.localdate())
    progress.report(COUNTING, STEP, state=progress.State.DONE, done=communes, total=communes)
