"""Reading people: a page of a list, one person, and everything that was ever recorded about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from ansinh.intake import public as intake
from ansinh.kernel.vietnamese import fold
from ansinh.registry.circumstance_table import BY_CODE
from ansinh.registry.models import Household, Identity, Membership, Person
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


@dataclass(frozen=True)
class Fact:
    """One dated fact as text, with the days it holds (``until`` is the first day on which it no longer does)."""

    kind: str
    code: str
    value: str
    since: date | None
    until: date | None
    recorded_at: datetime
    retracted_at: datetime | None
    source_kind: str
    source: str

    @property
    def sensitive(self) -> bool:
        """Whether it is only shown to somebody who asks for it."""
        return self.kind == "circumstance" and BY_CODE[self.code].sensitive

    def holds(self, day: date, known_at: datetime) -> bool:
        """Whether it was believed at ``known_at`` to hold on ``day``."""
        known = self.recorded_at <= known_at and (self.retracted_at is None or self.retracted_at > known_at)
        return known and (self.since is None or self.since <= day) and (self.until is None or day < self.until)


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


def villages(area_id: int) -> list[str]:
    """The villages of a commune in which households live."""
    lived_in = Exists(Membership.objects.filter(household_id=OuterRef("pk"), retracted_at=None))
    names = Household.objects.filter(lived_in, area_id=area_id).exclude(village="").values_list("village", flat=True)
    return sorted(names.distinct(), key=fold)


_HISTORY = """
WITH mine AS (
  SELECT 'residence' AS kind, '' AS code, concat_ws(', ', nullif(f.village, ''), u.name) AS value,
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_residence AS f JOIN areas_unit AS u ON u.id = f.unit_id WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'identity', '', concat_ws(' · ', f.full_name, f.born_precision || ':' || f.born_on, f.sex, f.ethnicity,
      'died:' || f.died_on, CASE WHEN NOT f.citizen THEN 'foreign' END),
      NULL::daterange, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_identity AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'paper', f.kind, f.number,
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_paper AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'household', CASE WHEN f.is_head THEN 'head' ELSE '' END, coalesce(nullif(f.relation, ''), ''),
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_membership AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'poverty', '', f.status,
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_poverty AS f
    WHERE f.household_id IN (
      SELECT household_id FROM registry_membership WHERE person_id = %(person)s AND retracted_at IS NULL)
  UNION ALL
  SELECT 'disability', array_to_string(f.types, ','), concat_ws('|', f.degree, f.certified_on),
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_disability AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'circumstance', f.kind, f.value,
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_circumstance AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'pension', '', f.amount_vnd::text,
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_pension AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'channel', f.kind, concat_ws(' · ', nullif(f.bank, ''), nullif(f.account, ''), nullif(f.recipient_name, '')),
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_payment_channel AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'phone', '', f.number,
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_phone AS f WHERE f.person_id = %(person)s
  UNION ALL
  SELECT 'upbringing', f.child_id::text, coalesce(c.full_name, ''),
      f.valid, f.recorded_at, f.retracted_at, f.source_id
    FROM registry_upbringing AS f LEFT JOIN registry_person AS c ON c.id = f.child_id
    WHERE f.person_id = %(person)s
)
SELECT m.kind, m.code, coalesce(m.value, ''), lower(m.valid), upper(m.valid), m.recorded_at, m.retracted_at,
  s.kind, s.reference
FROM mine AS m JOIN registry_source AS s ON s.id = m.source_id
ORDER BY m.kind, m.code, lower(m.valid) DESC NULLS FIRST, m.recorded_at DESC
"""


def history(person_id: int) -> list[Fact]:
    """All facts ever recorded about a person, retracted ones too, in one query."""
    with connection.cursor() as cursor:
        cursor.execute(_HISTORY, {"person": person_id})
        return [Fact(*row) for row in cursor.fetchall()]


def as_of(facts: Iterable[Fact], day: date, known_at: datetime) -> list[Fact]:
    """Those that were believed at ``known_at`` to hold on ``day``."""
    return [fact for fact in facts if fact.holds(day, known_at)]


@dataclass(frozen=True)
class Member:
    """Somebody who belongs to the household."""

    id: int
    full_name: str
    born: str
    is_head: bool
    relation: str


_MEMBERS = """
SELECT p.id, p.full_name, p.born_on, p.born_precision, f.is_head, f.relation
FROM registry_membership AS f JOIN registry_person AS p ON p.id = f.person_id
WHERE f.household_id = (
    SELECT household_id FROM registry_membership
    WHERE person_id = %(person)s AND valid @> %(day)s
      AND recorded_at <= %(known)s AND (retracted_at IS NULL OR retracted_at > %(known)s) LIMIT 1)
  AND f.valid @> %(day)s AND f.recorded_at <= %(known)s AND (f.retracted_at IS NULL OR f.retracted_at > %(known)s)
ORDER BY f.is_head DESC, p.born_on, p.id
"""


def household_of(person_id: int, day: date, known_at: datetime) -> list[Member]:
    """Who belonged to the person's household on a day, as known at a time; the head first."""
    with connection.cursor() as cursor:
        cursor.execute(_MEMBERS, {"person": person_id, "day": day, "known": known_at})
        rows = cursor.fetchall()
    return [
        Member(pk, name, Person(born_on=born, born_precision=precision).born, head, relation)
        for pk, name, born, precision, head, relation in rows
    ]


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
