"""Reading proposals, decisions and awards for the screens."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum, Value
from django.db.models.functions import Collate, Concat

from ansinh.casework.models import Award, Decision, Proposal
from ansinh.casework.queries_month import CLEAR, not_own
from ansinh.casework.states import LIVE, Kind
from ansinh.registry.public import under_any_name

PAGE = 100
FEW = 5_000
"""So many proposals are fetched and sorted; more are looked for along the names of all people."""


@dataclass(frozen=True)
class Desk:
    """Which proposals are meant; an empty kind means every kind, no areas every area in sight.

    ``until`` (first day of a month) leaves out those of later months; ``doubt`` is "clear", "doubtful" or both.
    """

    state: str
    kind: str = ""
    area_ids: Sequence[int] | None = None
    until: date | None = None
    doubt: str = ""

    def proposals(self) -> QuerySet[Proposal]:
        """The proposals meant."""
        found = Proposal.objects.filter(state=self.state)
        if self.kind:
            found = found.filter(kind=self.kind)
        if self.until:
            found = found.filter(month__lte=self.until)
        if self.doubt:
            found = found.filter(CLEAR) if self.doubt == "clear" else found.exclude(CLEAR)
        return found if self.area_ids is None else found.filter(area_id__in=self.area_ids)


@dataclass(frozen=True)
class ProposalPage:
    """Some proposals in the order of names, with the figures of the whole desk.

    ``change_vnd`` is a month's, ``past_vnd`` what corrections of past months come to together.
    """

    proposals: Sequence[Proposal]
    more_after: bool
    by_kind: dict[str, int]
    clear: int
    change_vnd: int
    past_vnd: int = 0
    more_before: bool = False

    @property
    def last_id(self) -> int | None:
        """The proposal at the lower edge."""
        return self.proposals[-1].pk if self.proposals else None


def proposal_page(desk: Desk, *, after: int | None = None, size: int = PAGE, signer: int | None = None) -> ProposalPage:
    """A page of a desk. ``clear`` counts those that may be handled in bulk: nothing about them is doubtful.

    ``signer``: the user who would sign them, without what is not for them to sign.
    """
    clear = CLEAR if signer is None else CLEAR & not_own(signer)
    whole = replace(desk, kind="").proposals()
    counts = whole.values_list("kind").annotate(
        n=Count("*"),
        clear=Count("kind", filter=clear),
        change=Sum("after_vnd") - Sum("before_vnd"),
    )
    figures = {kind: (n, clear, change) for kind, n, clear, change in counts}
    meant = {kind: row for kind, row in figures.items() if desk.kind in ("", kind)}
    found = desk.proposals().select_related("person", "area").defer("facts")
    if after is not None:
        key = Proposal.objects.filter(pk=after).values_list("person__name_sort", flat=True).first() or ""
        found = found.filter(person__name_sort__gte=key).filter(Q(person__name_sort__gt=key) | Q(pk__gt=after))
    few = sum(n for n, _, _ in meant.values()) < FEW
    by_name: Any = Collate(Concat("person__name_sort", Value("")), "C") if few else "person__name_sort"
    rows = list(found.order_by(by_name, "pk")[: size + 1])
    return ProposalPage(
        proposals=rows[:size],
        more_after=len(rows) > size,
        by_kind={kind: n for kind, (n, _, _) in figures.items()},
        clear=sum(clear for _, clear, _ in meant.values()),
        change_vnd=sum(change for kind, (_, _, change) in meant.items() if kind != Kind.PAST),
        past_vnd=sum(change for kind, (_, _, change) in meant.items() if kind == Kind.PAST),
    )


def clear_ids(desk: Desk, *, not_prepared_by: int | None = None) -> list[int]:
    """The proposals of a desk about which nothing is doubtful, without those of live cases; when a user is named,
    without those they prepared and those of their own household."""
    found = desk.proposals().filter(CLEAR)
    if not_prepared_by is not None:
        found = found.filter(not_own(not_prepared_by))
    return list(found.order_by("pk").values_list("pk", flat=True))


def proposal(pk: int) -> Proposal | None:
    """One proposal with what hangs on it; None outside the acting person's areas."""
    related = ("person", "area", "decision", "decision__commune", "prepared_by")
    return Proposal.objects.select_related(*related).prefetch_related("benefits").filter(pk=pk).first()


def proposals_of_decision(
    decision_id: int, *, after: int | None = None, size: int = PAGE
) -> tuple[list[Proposal], bool]:
    """The proposals of a decision in the order of names from one on, and whether there are more."""
    found = Proposal.objects.filter(decision_id=decision_id).select_related("person", "area").defer("facts")
    if after is not None:
        key = Proposal.objects.filter(pk=after).values_list("person__name_sort", flat=True).first() or ""
        found = found.filter(person__name_sort__gte=key).filter(Q(person__name_sort__gt=key) | Q(pk__gt=after))
    rows = list(found.order_by("person__name_sort", "pk")[: size + 1])
    return rows[:size], len(rows) > size


def decisions(area_ids: Sequence[int] | None, *, size: int = PAGE) -> list[Decision]:
    """The latest decisions."""
    found = Decision.objects.select_related("commune", "decided_by")
    if area_ids is not None:
        found = found.filter(commune_id__in=area_ids)
    return list(found.order_by("-id")[:size])


def paid_people(month: date) -> QuerySet[Any]:
    """A query for the ids of people with an award in force in a month (its first day)."""
    return Award.objects.filter(retracted_at=None, months__contains=month).values("person_id")


def paid_now(person_ids: Sequence[int], month: date) -> dict[int, list[Award]]:
    """The awards in force of each of these people."""
    found: dict[int, list[Award]] = {}
    awards = Award.objects.filter(person_id__in=person_ids, retracted_at=None, months__contains=month)
    awards = awards.select_related("decision")
    for award in awards.order_by("person_id", "-amount_vnd"):
        found.setdefault(award.person_id, []).append(award)
    return found


def awards_of(person_id: int) -> list[Award]:
    """A person's awards with their decisions, those in force first, replaced ones last; of merged records too."""
    awards = Award.objects.filter(person_id__in=under_any_name(person_id)).select_related("decision")
    return list(awards.order_by(F("retracted_at").desc(nulls_first=True), "-months", "-id"))


def proposals_of(person_id: int) -> list[Proposal]:
    """A person's proposals, the latest first; of merged records too."""
    return list(
        Proposal.objects.filter(person_id__in=under_any_name(person_id)).select_related("decision").order_by("-id")[:50]
    )


def states_count() -> dict[str, int]:
    """How many live proposals stand in each state, in the areas that the acting person sees."""
    rows = Proposal.objects.filter(state__in=LIVE).values_list("state").annotate(n=Count("*"))
    return dict(rows)
