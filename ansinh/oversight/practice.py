"""What has been tried out in a practice installation: asked of what is there, since the commune was made."""

from __future__ import annotations

from ansinh.casework.public import Case, Decision, Proposal, State
from ansinh.casework.public import Kind as ProposalKind
from ansinh.intake.public import Row
from ansinh.kernel import progress
from ansinh.kernel.counting import counted
from ansinh.kernel.models import Progress
from ansinh.payments.public import PayrollRun
from ansinh.registry.public import Person

READY = "practice", "ready"
"""The report (work, step) by which a practice commune says that it is finished: what comes after it is practice.

Its figures name, by code of what is to be tried, somebody (person id) with whom it can be.
"""
LIST_NAME = "Danh sach tap lam.xlsx"
"""The list to try the taking in of lists with, among those that wait for the month."""
TRIES = ("list", "receive", "decide", "stop", "pay")


def _ready() -> Progress | None:
    row = next((row for row in progress.of(READY[0]) if row.step == READY[1]), None)
    return row if row and row.state == progress.State.DONE else None


def examples() -> dict[str, str]:
    """Names of made-up people with whom something can be tried, by its code. To be run as somebody who sees all."""
    row = _ready()
    ids: dict[str, int] = row.figures if row else {}
    names = dict(Person.objects.filter(pk__in=ids.values()).values_list("pk", "full_name"))
    return {code: names[pk] for code, pk in ids.items() if pk in names}


def tried() -> dict[str, bool]:
    """Which of ``TRIES`` the database shows to have been done. To be run as somebody who sees every row."""
    row = _ready()
    if row is None:
        return dict.fromkeys(TRIES, False)
    since = row.updated_at
    decided = Decision.objects.filter(recorded_at__gt=since)
    found = (
        Row.objects.filter(file__received_at__gt=since, decision=Row.Decision.ACCEPTED),
        Case.objects.filter(recorded_at__gt=since, kind="new"),
        decided,
        Proposal.objects.filter(
            decision__in=decided, kind=ProposalKind.STOP, state=State.DECIDED, person__died_on__isnull=False
        ),
        PayrollRun.objects.filter(released_at__gt=since, cancelled_at=None),
    )
    return {code: count > 0 for code, count in zip(TRIES, counted(found), strict=True)}
