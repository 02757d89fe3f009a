"""Issues all decisions of a commune of some days for whoever asked, in their rights of today."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from procrastinate.contrib.django import app

from ansinh.access.public import User, acting_as, actor_of
from ansinh.areas.public import Unit
from ansinh.flows.print_decisions import STEP, Batch, issue_decision
from ansinh.flows.reported_stage import reported_stage
from ansinh.kernel import progress


@app.task(name="documents.issue")
def issue_documents(commune_id: int, first: str, end: str, user_id: int) -> None:
    """Issue them, reporting each. A refusal is shown on the page and raised."""
    batch = Batch(Unit.objects.get(pk=commune_id), date.fromisoformat(first), date.fromisoformat(end))
    today = timezone.localdate()
    with reported_stage(batch.work, STEP):
        actor = actor_of(User.objects.get(pk=user_id), today)
        with acting_as(actor):
            decisions = batch.decisions()
        for done, decision in enumerate(decisions, 1):
            with acting_as(actor):  # a transaction each: what is issued stays, and the page sees how far it is
                issue_decision(decision, actor=actor, on=today)
            progress.report(batch.work, STEP, state=progress.State.RUNNING, done=done, total=len(decisions))
    progress.report(batch.work, STEP, state=progress.State.DONE, done=len(decisions), total=len(decisions))
