"""Counts the quality of communes' data when somebody asks for it, as the night does by itself."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from ansinh.flows.reported_stage import reported_stage
from ansinh.kernel import progress
from ansinh.oversight.operations.count_quality import STEP, count_quality, counting_of


@app.task(name="quality.count")
def count_quality_now(area_id: int | None = None) -> None:
    """Count one commune, or all, and say on the board that it is done."""
    work = counting_of(area_id)
    with reported_stage(work, STEP):
        communes = count_quality(on=timezone.localdate(), area_ids=None if area_id is None else [area_id])
    progress.report(work, STEP, state=progress.State.DONE, done=communes, total=communes)
