"""A month's casework in bulk: what is being paid, what waits for whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars
from django.db import connection
from django.db.models import Q, QuerySet

from ansinh.access.public import Actor
from ansinh.casework.case_policies import own_household
from ansinh.casework.models import Decision, Proposal
from ansinh.casework.states import State
from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.period import Month
from ansinh.registry.public import RECORDS_OF_ONE, records_of

NOT_OF_A_CASE = Q(case=None) | Q(case__closed_on__isnull=False)
CLEAR = Q(doubt="") & NOT_OF_A_CASE
"""What may be done in bulk: the law and the files of each of the others are looked at one by one."""


def not_own(user_id: int) -> Q:
    """What somebody may sign: neither prepared by themselves nor about their own household."""
    return ~Q(prepared_by_id=user_id) & ~Q(person_id__in=own_household(user_id))


_PAID = {
    "person_id": polars.Int64,
    "programme": polars.String,
    "category": polars.String,
    "coefficient_tenths": polars.Int32,
    "base_vnd": polars.Int64,
    "amount_vnd": polars.Int64,
    "area_id": polars.Int64,
}


_OF_MONTH = """
SELECT p.id, a.programme, a.category, a.coefficient_tenths, a.base_vnd, a.amount_vnd, p.area_id
FROM casework_award AS a LEFT JOIN registry_alias AS alias ON alias.person_id = a.person_id
JOIN registry_person AS p ON p.id = coalesce(alias.kept_id, a.person_id)
WHERE a.retracted_at IS NULL AND a.months @> %({month})s::date
"""
_OF_ONE = f"AND a.person_id = ANY (ARRAY({RECORDS_OF_ONE}))"


def paid_in_month(
    month: Month, area_ids: Sequence[int] | None = None, *, person_ids: Sequence[int] | None = None
) -> polars.DataFrame:
    """The awards in force in a month, one row a benefit. ``area_id`` is where the person is registered today.

    ``area_ids`` or ``person_ids`` restrict it. What was awarded to a record that has been merged is its person's.
    """
    one = person_ids[0] if person_ids is not None and len(person_ids) == 1 else None
    restricted = (
        "" if person_ids is None else _OF_ONE if one is not None else "AND a.person_id = ANY (%(people)s::bigint[])"
    )
    within = "AND (%(areas)s::bigint[] IS NULL OR p.area_id = ANY (%(areas)s::bigint[]))"
    query = f"{_OF_MONTH.format(month='month')} {within} {restricted}"
    with connection.cursor() as cursor:
        people = None if person_ids is None or one is not None else records_of(person_ids)
        asked = {"areas": area_ids, "people": people}
        lists = {name: None if ids is None else list(ids) for name, ids in asked.items()}
        return read_frame(cursor, query, _PAID, {"month": month.first, "person": one, **lists})


def paid_to_one(person_id: int, month: Month) -> tuple[polars.DataFrame, polars.DataFrame]:
    """The same of one person in a month and in the next, read at once."""
    now, ahead = (f"{_OF_MONTH.format(month=name)} {_OF_ONE}" for name in ("month", "next"))
    query = f"SELECT true, found.* FROM ({now}) AS found UNION ALL SELECT false, found.* FROM ({ahead}) AS found"
    with connection.cursor() as cursor:
        given = {"month": month.first, "next": month.next().first, "person": person_id}
        found = read_frame(cursor, query, {"now": polars.String, **_PAID}, given)
    return found.filter(polars.col("now") == "t").drop("now"), found.filter(polars.col("now") == "f").drop("now")


def months_decided(person_ids: Sequence[int], until: Month) -> list[Month]:
    """The months before ``until`` from the first for which something stands decided for some of these people."""
    query = """
    SELECT min(lower(months)) FROM casework_award
    WHERE retracted_at IS NULL AND person_id = ANY (%s) AND lower(months) < %s
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [list(records_of(person_ids)), until.first])
        first = cursor.fetchone()[0]
    return [] if first is None else list(Month.of(first).until(until))


def once_decided(month: Month, person_ids: Sequence[int]) -> polars.DataFrame:
    """Of these people the programmes that were ever decided for a month, though it was taken back since: person_id,
    programme. What was decided for a record that has been merged is its person's."""
    query = """
    SELECT DISTINCT coalesce(alias.kept_id, a.person_id), a.programme
    FROM casework_award AS a LEFT JOIN registry_alias AS alias ON alias.person_id = a.person_id
    WHERE a.months @> %(month)s::date AND a.person_id = ANY (%(people)s::bigint[])
    """
    schema = {name: _PAID[name] for name in ("person_id", "programme")}
    with connection.cursor() as cursor:
        return read_frame(cursor, query, schema, {"month": month.first, "people": list(records_of(person_ids))})


# Suspended, or ended by one commune and not taken up by the next yet (no end); a row a programme and stretch.
HELD_BACK = """
SELECT person_id, programme, first_month, ended_on FROM casework_suspension
UNION
SELECT w.person_id, w.programme, d.first_month, NULL
FROM casework_case AS c JOIN casework_decision AS d ON d.id = c.left_by_id
JOIN casework_award AS w ON w.retracted_by_id = d.id WHERE c.closed_on IS NULL
"""


def suspended_in(month: Month, person_ids: Sequence[int]) -> polars.DataFrame:
    """Of these people the programmes suspended in a month, or ended by one commune and not taken up by the next
    yet: person_id, programme. What concerns a record that has been merged is its person's."""
    query = f"""
    SELECT DISTINCT coalesce(alias.kept_id, s.person_id), s.programme
    FROM ({HELD_BACK}) AS s LEFT JOIN registry_alias AS alias ON alias.person_id = s.person_id
    WHERE s.first_month <= %(month)s AND (s.ended_on IS NULL OR s.ended_on >= %(month)s)
      AND s.person_id = ANY (%(people)s::bigint[])
    """
    schema = {name: _PAID[name] for name in ("person_id", "programme")}
    with connection.cursor() as cursor:
        return read_frame(cursor, query, schema, {"month": month.first, "people": list(records_of(person_ids))})


def _proposals(month: Month, area_ids: Sequence[int] | None) -> QuerySet[Proposal]:
    found = Proposal.objects.filter(month__lte=month.first)
    return found if area_ids is None else found.filter(area_id__in=area_ids)


def to_submit(month: Month, area_ids: Sequence[int] | None = None) -> list[int]:
    """Ids of the proposals up to a month that nobody has submitted; those of a live case are the case's own."""
    found = _proposals(month, area_ids).filter(NOT_OF_A_CASE, state=State.OPEN)
    return list(found.order_by("pk").values_list("pk", flat=True))


def clear_cases(month: Month, area_ids: Sequence[int] | None = None, *, not_prepared_by: Actor) -> list[int]:
    """Ids of the submitted proposals in which nothing is doubtful: those that somebody else may decide in bulk.

    Left out are those of a live case, and those of the household of whoever would decide.
    """
    found = _proposals(month, area_ids).filter(NOT_OF_A_CASE, state=State.SUBMITTED, doubt="")
    return list(found.filter(not_own(not_prepared_by.user_id)).order_by("pk").values_list("pk", flat=True))


def doubtful_cases(month: Month, area_ids: Sequence[int] | None = None) -> int:
    """How many submitted proposals wait to be looked at one by one."""
    return _proposals(month, area_ids).filter(state=State.SUBMITTED).exclude(doubt="").count()


def later_month_decided(month: Month, area_ids: Sequence[int] | None = None) -> bool:
    """Whether a decision counts from a later month already: then news of this one is taken up by the current month."""
    found = Decision.objects.filter(first_month__gt=month.first)
    return (found if area_ids is None else found.filter(commune_id__in=area_ids)).exists()


@dataclass(frozen=True)
class Group:
    """Proposals that stand alike: how many, and by how many đồng a month they change what is paid from now on.

    ``own``: not for the person who asked to sign: prepared by them or about their own household. ``fresh``: made of the
    month that was asked for, not left from before.
    ``run_id``: the newest determination that one of them was made of.
    """

    state: str
    kind: str
    doubtful: bool
    own: bool
    fresh: bool
    count: int
    change_vnd: int
    run_id: int


_GROUPS = """
SELECT state, kind, doubt <> '' OR EXISTS (SELECT FROM casework_case AS c
    WHERE c.id = casework_proposal.case_id AND c.closed_on IS NULL),
  prepared_by_id IS NOT DISTINCT FROM %(asks)s OR person_id IN (SELECT casework_own_household(%(asks)s, NULL)),
  month = %(month)s, count(*),
  coalesce(sum(after_vnd - before_vnd) FILTER (WHERE kind <> 'past'), 0)::bigint, max(run_id)
FROM casework_proposal
WHERE (month = %(month)s OR month < %(month)s AND state IN ('open', 'submitted', 'returned'))
  AND (%(areas)s::bigint[] IS NULL OR area_id = ANY (%(areas)s::bigint[]))
GROUP BY 1, 2, 3, 4, 5
"""


def month_groups(month: Month, area_ids: Sequence[int] | None, *, asks: int | None) -> list[Group]:
    """The proposals of a month and what is undecided from months before, in groups.

    ``asks`` is the user who may decide neither what they prepared nor about their own household.
    """
    areas = list(area_ids) if area_ids is not None else None
    with connection.cursor() as cursor:
        cursor.execute(_GROUPS, {"month": month.first, "areas": areas, "asks": asks})
        return [Group(*row) for row in cursor.fetchall()]
