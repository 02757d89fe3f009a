"""Reading suspected pairs: the queue, one pair, and the two people side by side. Seen as far as one sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from ansinh.registry.models import DuplicatePair, Merge, Person

PAGE = 50
_OPEN_OR_SAME = ("suspected", "unsure", "same")


def paired() -> Exists:
    """For annotating people: whether a pair is open about them, or they turned out to be one with another."""
    stands = Q(first_id=OuterRef("pk")) | Q(second_id=OuterRef("pk"))
    return Exists(DuplicatePair.objects.filter(stands, state__in=_OPEN_OR_SAME))


@dataclass(frozen=True)
class Queue:
    """Which pairs are meant; an empty text means any, no areas every area in sight."""

    state: str
    level: str = ""
    reason: str = ""
    area_ids: Sequence[int] | None = None

    def pairs(self) -> QuerySet[DuplicatePair]:
        """The pairs meant."""
        found = DuplicatePair.objects.filter(state=self.state)
        if self.level:
            found = found.filter(level=self.level)
        if self.reason:
            found = found.filter(reasons__contains=[self.reason])
        if self.area_ids is not None:
            found = found.filter(Q(first_area_id__in=self.area_ids) | Q(second_area_id__in=self.area_ids))
        return found


@dataclass(frozen=True)
class PairRow:
    """A pair with as much of either person as one sees (none: another commune's)."""

    pair: DuplicatePair
    first: Person | None
    second: Person | None


@dataclass(frozen=True)
class PairPage:
    """Some pairs, the surest first; how many there are by level."""

    rows: Sequence[PairRow]
    more_after: bool
    by_level: dict[str, int]

    @property
    def last_id(self) -> int | None:
        """The pair at the lower edge."""
        return self.rows[-1].pair.pk if self.rows else None


def pair_page(queue: Queue, *, after: int | None = None, size: int = PAGE) -> PairPage:
    """A page of the queue; ``after`` is the pair at the edge."""
    by_level = dict(
        Queue(queue.state, "", queue.reason, queue.area_ids).pairs().values_list("level").annotate(n=Count("*"))
    )
    found = queue.pairs().select_related("first_area", "second_area")
    edge = DuplicatePair.objects.filter(pk=after).values_list("tenths", flat=True).first() if after else None
    if edge is not None:
        found = found.filter(tenths__lte=edge).filter(Q(tenths__lt=edge) | Q(pk__gt=after))
    pairs = list(found.order_by("-tenths", "pk")[: size + 1])
    return PairPage(_with_people(pairs[:size]), len(pairs) > size, by_level)


def _with_people(pairs: Sequence[DuplicatePair]) -> list[PairRow]:
    ids = {person for pair in pairs for person in (pair.first_id, pair.second_id)}
    people = Person.objects.in_bulk(ids)
    return [PairRow(pair, people.get(pair.first_id), people.get(pair.second_id)) for pair in pairs]


def pair_row(pk: int) -> PairRow | None:
    """One pair; None outside the acting person's areas."""
    related = ("first_area", "second_area", "search", "decided_by")
    found = DuplicatePair.objects.select_related(*related).filter(pk=pk).first()
    return _with_people([found])[0] if found else None


def next_pair(queue: Queue, *, other_than: int) -> int | None:
    """The surest pair of a queue that still waits."""
    return queue.pairs().exclude(pk=other_than).order_by("-tenths", "pk").values_list("pk", flat=True).first()


def merge_of(pair_id: int) -> Merge | None:
    """The latest merge of a pair, whatever became of it."""
    related = ("kept", "absorbed", "made_by", "checked_by", "undone_by")
    return Merge.objects.select_related(*related).filter(pair_id=pair_id).order_by("-id").first()


def waiting_merges() -> QuerySet[Merge]:
    """Proposed merges that wait for somebody's approval."""
    return Merge.objects.filter(state=Merge.State.PROPOSED)


def waiting_pairs() -> QuerySet[DuplicatePair]:
    """Pairs that nobody has decided."""
    return DuplicatePair.objects.filter(state="suspected")


def pairs_of(person_id: int) -> list[DuplicatePair]:
    """The pairs in which a person stands and that are open or one person, the surest first."""
    found = DuplicatePair.objects.filter(Q(first_id=person_id) | Q(second_id=person_id), state__in=_OPEN_OR_SAME)
    return list(found.order_by("-tenths")[:20])
