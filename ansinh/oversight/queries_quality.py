"""The quality of a commune's data: how fresh, what contradicts, what is missing, and of whom it cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from ansinh import legislation
from ansinh.access.public import SYSTEM, acting_as
from ansinh.determination.public import Run
from ansinh.kernel.sealing.values import open_all
from ansinh.oversight.models import FreshnessFigure, QualityFigure
from ansinh.oversight.quality_table import BY_CODE, CHECKS, FRESHNESS, Check, Freshness

PAGE = 100
MANY = 10_000
"""So many people are found a page at a time along their names; of fewer it is kept with the figure who they are."""
PEOPLE = "people"
UNDETERMINED = "undetermined"
# Somebody stands for them: who was only in a list that was undone is in none of these figures.
_HERE = (
    "(%(area)s::bigint IS NULL OR p.area_id = %(area)s) AND EXISTS (SELECT FROM registry_identity AS i "
    "WHERE i.person_id = p.id AND i.retracted_at IS NULL)"
)
_ALIVE = "(p.died_on IS NULL OR p.died_on > %(on)s::date)"


@dataclass(frozen=True)
class Fresh:
    """A kind of fact in a commune: of how many people it is recorded and known, the newest entry and its source."""

    kind: Freshness
    people: int
    known: int
    latest: datetime | None
    source_kind: str
    source: str
    stale: bool


@dataclass(frozen=True)
class Missing:
    """A fact whose absence leaves people undetermined in the last determination."""

    code: str
    label: str
    people: int


_CERTIFICATES = f"""
SELECT p.id, p.born_on, f.certified_on FROM registry_disability AS f JOIN registry_person AS p ON p.id = f.person_id
WHERE f.retracted_at IS NULL AND f.certified_on <> '' AND {_HERE}
  AND (%(among)s::bigint[] IS NULL OR p.id = ANY (%(among)s))
"""
_CIRCUMSTANCES = f"""
SELECT f.id, f.content FROM registry_sealed_circumstance AS f JOIN registry_person AS p ON p.id = f.person_id
WHERE f.retracted_at IS NULL AND f.valid @> %(on)s::date AND {_HERE}
"""


def _early(area_id: int | None, among: Sequence[int] | None = None) -> list[int]:
    """People with a certificate from before their birth; its day is sealed, so it is looked at here."""
    rows = _rows(_CERTIFICATES, area=area_id, among=among)
    days = open_all(certified for _, _, certified in rows)
    return sorted({pk for (pk, born, _), day in zip(rows, days, strict=True) if day and day < born.isoformat()})


def _blank(area_id: int | None, on: date) -> list[int]:
    """Sealed circumstances that are known to be unknown."""
    rows = _rows(_CIRCUMSTANCES, area=area_id, on=on)
    contents = open_all(content for _, content in rows)
    return [pk for (pk, _), content in zip(rows, contents, strict=True) if str(content).endswith("=")]


def _rows(statement: str, **given: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return cursor.fetchall()


_COUNTS = " UNION ALL ".join(
    [
        f"SELECT p.area_id, '{check.code}' AS code, count(*) AS people, "
        f"CASE WHEN count(*) <= {MANY:d} THEN array_agg(p.id ORDER BY p.id) END FROM registry_person AS p "
        f"WHERE {_HERE} AND ({check.people}) GROUP BY 1"
        for check in CHECKS
    ]
    + [f"SELECT p.area_id, '{PEOPLE}', count(*), NULL FROM registry_person AS p WHERE {_HERE} AND {_ALIVE} GROUP BY 1"]
)


@dataclass(frozen=True)
class Counted:
    """How many people, and who they are unless they are many (``MANY``)."""

    people: int
    ids: Sequence[int] | None = None


def counts(area_id: int | None, on: date) -> dict[int, dict[str, Counted]]:
    """By commune of today and code of check (and ``people``: those who live) how many people, counted now."""
    found: dict[int, dict[str, Counted]] = {}
    for area, code, people, ids in _rows(_COUNTS, area=area_id, on=on, early=_early(area_id)):
        found.setdefault(area, {})[code] = Counted(people, ids)
    return found


_PEOPLE = """
SELECT p.id, p.full_name, CASE p.born_precision WHEN 'day' THEN to_char(p.born_on, 'YYYY-MM-DD')
    WHEN 'month' THEN to_char(p.born_on, 'YYYY-MM') ELSE to_char(p.born_on, 'YYYY') END,
  concat_ws(', ', nullif(p.village, ''), u.name)
FROM registry_person AS p JOIN areas_unit AS u ON u.id = p.area_id
WHERE {among} {here} AND {true} ORDER BY p.name_sort, p.id LIMIT {size:d} OFFSET %(skip)s
"""


def _people(
    true: str, area_id: int | None, on: date, skip: int, among: Sequence[int] | None = None
) -> list[tuple[int, str, str, str]]:
    if among is not None and not among:
        return []
    given: dict[str, Any] = {"early": _early(area_id, among)} if "%(early)s" in true else {}
    within = "" if among is None else "p.id = ANY (%(among)s::bigint[]) AND"
    statement = _PEOPLE.format(among=within, here=_HERE, true=f"({true})", size=PAGE)
    return _rows(statement, area=area_id, on=on, skip=skip, among=among, **given)


def people_of(check: Check, area_id: int | None, on: date, *, skip: int = 0) -> list[tuple[int, str, str, str]]:
    """Of whom a check is true: id, name, birth, place, by name.

    Of those who were counted it is asked anew, so that whoever was put right is gone at once; who is wrong since comes
    with the next count, as in the figure. What never was counted is looked for among all.
    """
    counted = _counted(check.code, area_id)
    beyond = check.elsewhere and area_id is not None and counted is not None  # people that one sees, by the commune
    with acting_as(SYSTEM) if beyond else nullcontext():
        return _people(check.people, area_id, on, skip, counted)


def _counted(code: str, area_id: int | None) -> list[int] | None:
    """Who was counted in the scope; None when they are many, or nobody counted."""
    scope = {} if area_id is None else {"area_id": area_id}
    figures = QualityFigure.objects.filter(code__in=(code, PEOPLE), **scope).values_list("code", "people", "person_ids")
    mine = [(people, ids) for of, people, ids in figures if of == code]
    if not figures or any(ids is None for _, ids in mine) or sum(people for people, _ in mine) > MANY:
        return None
    return [one for _, ids in mine for one in ids]


_FRESH = " UNION ALL ".join(
    f"SELECT p.area_id, '{kind.code}', count(DISTINCT f.person_id), "
    "count(DISTINCT f.person_id) FILTER (WHERE f.known), max(f.recorded_at), "
    "(array_agg(f.source_id ORDER BY f.recorded_at DESC))[1] "
    f"FROM ({kind.facts}) AS f JOIN registry_person AS p ON p.id = f.person_id WHERE {_HERE} AND {_ALIVE} GROUP BY 1"
    for kind in FRESHNESS
)
_KINDS = {kind.code: kind for kind in FRESHNESS}


def freshness(area_id: int | None, on: date) -> dict[int, list[Fresh]]:
    """By commune of today the kinds of fact of which anything is recorded, counted now."""
    rows = _rows(
        "SELECT f.area_id, f.code, f.people, f.known, f.latest, s.kind, s.reference "
        f"FROM ({_FRESH}) AS f (area_id, code, people, known, latest, source_id) JOIN registry_source AS s "
        "ON s.id = f.source_id",
        area=area_id,
        on=on,
        blank=_blank(area_id, on),
    )
    found: dict[int, list[Fresh]] = {}
    for area, code, people, known, latest, kind, source in rows:
        stale = _stale(latest, _KINDS[code], on)
        found.setdefault(area, []).append(Fresh(_KINDS[code], people, known, latest, kind, source, stale))
    return found


def _stale(latest: datetime, kind: Freshness, on: date) -> bool:
    return (on - latest.date()).days > kind.days


@dataclass(frozen=True)
class Board:
    """What is known of a commune's data: figures by code of check, every kind of fact, when they were counted."""

    figures: dict[str, int]
    fresh: list[Fresh]
    counted_at: datetime | None


def board(area_id: int, on: date) -> Board:
    """As last counted; ``counted_at`` is None where it never was, and where nobody lives. Nothing is counted here."""
    kept = QualityFigure.objects.filter(area_id=area_id).values_list("code", "people", "counted_at")
    figures, counted_at = {code: people for code, people, _ in kept}, max((at for _, _, at in kept), default=None)
    known = {one.kind.code: one for one in _kept_freshness(area_id, on)} if figures else {}
    fresh = [known.get(kind.code) or Fresh(kind, 0, 0, None, "", "", True) for kind in FRESHNESS]
    return Board(figures, fresh, counted_at)


def _kept_freshness(area_id: int, on: date) -> list[Fresh]:
    rows = FreshnessFigure.objects.filter(area_id=area_id).values_list(
        "code", "people", "known", "latest", "source_kind", "source"
    )
    return [Fresh(_KINDS[code], *row, stale=_stale(row[2], _KINDS[code], on)) for code, *row in rows]


def last_run(covering: int | None) -> Run | None:
    """The determination of the latest month that took a commune in (none named: of the whole registry)."""
    for run in Run.objects.order_by("-month", "-id")[:200]:
        if run.area_ids is None or covering in run.area_ids:
            return run
    return None


def missing_facts(run: Run, area_id: int | None) -> tuple[int, list[Missing]]:
    """How many people the run could not decide on, and the facts that were missing; the most frequent first."""
    masks = _rows(
        "SELECT r.missing_mask, count(*) FROM determination_result AS r JOIN registry_person AS p ON p.id = "
        "r.person_id WHERE r.run_id = %(run)s AND r.outcome = 2 AND (%(area)s::bigint IS NULL OR p.area_id = %(area)s) "
        "GROUP BY 1",
        run=run.pk,
        area=area_id,
    )
    found = [
        Missing(fact.name, fact.label_vi, sum(n for mask, n in masks if mask >> place & 1))
        for place, fact in enumerate(legislation.FACTS)
    ]
    named = sorted((one for one in found if one.people), key=lambda one: -one.people)
    return sum(n for _, n in masks), named


def people_missing(run: Run, code: str, area_id: int | None, *, skip: int = 0) -> list[tuple[int, str, str, str]]:
    """Of whom a run could not tell because a fact was missing: as ``people_of``."""
    bit = [fact.name for fact in legislation.FACTS].index(code)
    lacking = (
        f"EXISTS (SELECT FROM determination_result AS r WHERE r.run_id = {run.pk:d} AND r.person_id = p.id "
        f"AND r.outcome = 2 AND (r.missing_mask >> {bit:d}) & 1 = 1)"
    )
    return _people(lacking, area_id, run.month, skip)


def undetermined_by_commune(run: Run, area_id: int | None = None) -> dict[int, int]:
    """By commune of today (or of one alone) of how many people a run could not tell."""
    return dict(
        _rows(
            "SELECT p.area_id, count(*) FROM determination_result AS r JOIN registry_person AS p ON p.id = r.person_id "
            "WHERE r.run_id = %(run)s AND r.outcome = 2 "
            "AND (%(area)s::bigint IS NULL OR p.area_id = %(area)s) GROUP BY 1",
            run=run.pk,
            area=area_id,
        )
    )


def kept_figures() -> tuple[datetime | None, dict[int, dict[str, int]]]:
    """The figures of all communes in sight as last counted, and when the oldest of them were."""
    found: dict[int, dict[str, int]] = {}
    moments = set()
    for area, code, people, at in QualityFigure.objects.values_list("area_id", "code", "people", "counted_at"):
        found.setdefault(area, {})[code] = people
        moments.add(at)
    return min(moments, default=None), found


def contradictions_in(row: dict[str, int]) -> int:
    """Of all contradictions in a commune the sum: somebody with two counts twice."""
    return sum(people for code, people in row.items() if code in BY_CODE and BY_CODE[code].kind == "contradiction")
