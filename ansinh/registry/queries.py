"""Reading people: a page of a list, the villages of a commune, how a file stands to the registry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from ansinh.intake import public as intake
from ansinh.kernel.vietnamese import fold
from ansinh.registry.models import Household, Identity, Membership, PaymentChannel, Person
from ansinh.registry.standing import standing_of

PAGE = 50
MANY = 10_000
"""So many people of another list are found quickly along the names; fewer are fetched and sorted."""


@dataclass(frozen=True)
class Among:
    """People of another list: ``rows`` hold their ids as ``person_id``; ``count``: about how many rows there are."""

    rows: QuerySet[Any]
    count: int


@dataclass(frozen=True)
class PeoplePage:
    """Some people in the order of their names; whether there are more after and before them."""

    people: Sequence[Person]
    more_after: bool
    more_before: bool

    @property
    def first_id(self) -> int | None:
        """The person at the upper edge."""
        return self.people[0].pk if self.people else None

    @property
    def last_id(self) -> int | None:
        """The person at the lower edge."""
        return self.people[-1].pk if self.people else None


def _of(people: QuerySet[Person], among: Among, *, whole: bool) -> QuerySet[Person]:
    """Those who are in another list. ``whole``: nothing else is asked for, so many are found by walking the names.

    Behind row-level security the planner cannot tell how many they are, so it is told. A subquery for one value is
    asked person by person until the page is full; one without repeats is answered by itself, before people are looked
    at.
    """
    if not whole or among.count < MANY:
        return people.filter(pk__in=among.rows.values("person_id").distinct())
    return people.filter(pk=Subquery(among.rows.filter(person_id=OuterRef("pk")).values("person_id")[:1]))


def live_people() -> QuerySet[Person]:
    """People somebody stands for: one whose list was undone keeps a history but is in no list and no search."""
    return Person.objects.filter(Exists(Identity.objects.filter(person_id=OuterRef("pk"), retracted_at=None)))


def people_page(
    *,
    among: Among,
    area_ids: Sequence[int] | None = None,
    village: str = "",
    after: int | None = None,
    before: int | None = None,
    size: int = PAGE,
) -> PeoplePage:
    """A page, by name, of the people of another list; ``after``/``before``: who is at the edge.

    Keyset paging: the cost does not grow with the number of the page, and nothing counts all people. There is no list
    of everybody: somebody is found (``find_people``) or stands in a list that has a reason.
    """
    # A list on which awards or payments rest cannot be undone: whether somebody stands for each need not be asked.
    people = Person.objects.defer("name_keys").select_related("area")
    if area_ids is not None:
        people = people.filter(area_id=area_ids[0]) if len(area_ids) == 1 else people.filter(area_id__in=area_ids)
    if village:
        people = people.filter(village=village)
    people = _of(people, among, whole=not (village or area_ids is not None))
    edge = after or before
    key = Person.objects.filter(pk=edge).values_list("name_sort", flat=True).first() if edge else None
    backwards = before is not None and after is None and key is not None
    if key is not None and backwards:
        people = people.filter(name_sort__lte=key).filter(Q(name_sort__lt=key) | Q(pk__lt=edge))
    elif key is not None:
        people = people.filter(name_sort__gte=key).filter(Q(name_sort__gt=key) | Q(pk__gt=edge))
    order = ("-name_sort", "-id") if backwards else ("name_sort", "id")
    found = list(people.order_by(*order)[: size + 1])
    more, found = len(found) > size, found[:size]
    if backwards:
        return PeoplePage(found[::-1], more_after=True, more_before=more)
    return PeoplePage(found, more_after=more, more_before=key is not None)


def paid_at_home(area_id: int, on: date) -> dict[str, int]:
    """How many people of a commune have their money brought home on a day, by village."""
    paid = PaymentChannel.objects.filter(kind=PaymentChannel.Kind.HOME, retracted_at=None, valid__contains=on)
    found = Person.objects.filter(area_id=area_id, died_on=None, pk__in=paid.values("person_id"))
    return {village: int(n) for village, n in found.values_list("village").annotate(Count("id")).order_by("village")}


def villages(area_id: int) -> list[str]:
    """The villages of a commune in which households live."""
    lived_in = Exists(Membership.objects.filter(household_id=OuterRef("pk"), retracted_at=None))
    names = Household.objects.filter(lived_in, area_id=area_id).exclude(village="").values_list("village", flat=True)
    return sorted(names.distinct(), key=fold)


_PENDING = {
    **dict.fromkeys(
        (
            "sheet", "status", "full_name", "born", "sex", "ethnicity", "id_number", "village", "household_head",
            "poverty", "disability", "category_text", "from_month", "recipient", "phone", "bank_account", "bank",
        ),
        polars.String,
    ),
    "position": polars.Int32,
    "row_number": polars.Int32,
    "disability_type": polars.List(polars.String),
    "died": polars.Date,
}  # fmt: skip


def file_standing(file: intake.SourceFile, *, area_ids: Sequence[int], on: date) -> polars.DataFrame:
    """How the undecided rows of a received file stand to the registry; the columns of ``standing_of``."""
    rows = intake.Row.objects.filter(file=file, decision="pending").order_by("position").values_list(*_PENDING)
    frame = polars.DataFrame(list(rows), schema=dict(_PENDING), orient="row")
    return standing_of(frame.with_columns(polars.col("died").dt.to_string("%Y-%m-%d")), area_ids=area_ids, on=on)
