"""Reading proposals, decisions and awards for the screens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from ansinh.casework.models import Award, Proposal
from ansinh.casework.states import LIVE

PAGE = 50


def paid_people(category: str, month: date) -> QuerySet[Any]:
    """A query for the ids of people with an award in force in a month (its first day), of one category when named."""
    awards = Award.objects.filter(retracted_at=None, months__contains=month)
    if category:
        awards = awards.filter(category=category)
    return awards.values("person_id")


def paid_now(person_ids: Sequence[int], month: date) -> dict[int, list[Award]]:
    """The awards in force of each of these people."""
    found: dict[int, list[Award]] = {}
    awards = Award.objects.filter(person_id__in=person_ids, retracted_at=None, months__contains=month)
    for award in awards.order_by("person_id", "-amount_vnd"):
        found.setdefault(award.person_id, []).append(award)
    return found


def awards_of(person_id: int, *, live_only: bool = False) -> list[Award]:
    """A person's awards with their decisions, the latest first; with ``live_only`` those not replaced since."""
    awards = Award.objects.filter(person_id=person_id).select_related("decision")
    if live_only:
        awards = awards.filter(retracted_at=None)
    return list(awards.order_by("retracted_at", "-months", "-id"))


def proposals_of(person_id: int) -> list[Proposal]:
    """A person's proposals, the latest first."""
    return list(Proposal.objects.filter(person_id=person_id).select_related("decision").order_by("-id")[:50])


def states_count() -> dict[str, int]:
    """How many live proposals stand in each state, in the areas that the acting person sees."""
    rows = Proposal.objects.filter(state__in=LIVE).values_list("state").annotate(n=Count("pk"))
    return dict(rows)
