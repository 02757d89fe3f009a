"""Undo news that is in the registry, unless something was submitted, decided or paid on what it said.

What it says on paper is taken back with it: a certificate of disability is in force as long as its finding stands.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework import public as casework
from ansinh.flows.resting import resting
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry

# What was only found, or sent back, the next determination takes back by itself.
CARRIED_FURTHER = (casework.State.SUBMITTED,)


@dataclass(frozen=True)
class Undone:
    """``facts``: how many were retracted or restored. ``certificates``: taken back with them."""

    facts: int
    certificates: tuple[casework.Document, ...]


def undo_news(*, actor: Actor, request: registry.ChangeRequest, on: date, at: datetime, because: str = "") -> Undone:
    """Undo it and take back what was certified on it, for which ``because`` is needed.

    Raises Refusal: ``rests_on_news``, ``reason_missing``, or as undo_request does.
    """
    with transaction.atomic():
        with acting_as(SYSTEM):
            people = registry.queries_requests.affected_people(request.rows, request.effective_on)
            rows = registry.Person.objects.filter(pk__in=people).order_by("pk").select_for_update()
            list(rows.values_list("pk", flat=True))
        found = resting(people, request.applied_at, states=CARRIED_FURTHER)
        if found:
            what = ", ".join(f"{count} {name}" for name, count in found.items())
            raise Refusal(
                "Không hoàn tác được vì sau tin này đã có %(what)s; hãy trả lại hoặc điều chỉnh những hồ sơ đó trước.",
                code="rests_on_news",
                what=what,
            )
        facts = registry.undo_request(actor=actor, request_id=request.pk, on=on)
        taken_back = casework.withdraw_undone(actor=actor, request=request, because=because, at=at)
    return Undone(facts, tuple(taken_back))
