"""What is really there of a month's work for a commune or the province: files, determination, proposals, money."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, JSONField, OuterRef, Q
from django.db.models.expressions import RawSQL

from ansinh.casework.public import Award, Group, month_groups
from ansinh.determination import public as determination
from ansinh.kernel import progress
from ansinh.kernel.models import Progress
from ansinh.kernel.period import Month
from ansinh.payments.public import PayrollRun, PayrollShare, RunKind, RunState


@dataclass(frozen=True)
class Place:
    """Whose month: a commune with what it was before, or the whole province (no commune, no areas).

    ``communes``: the ids of the communes there are, to tell how many of them a piece of work took in.
    """

    commune_id: int | None
    area_ids: Sequence[int] | None
    communes: frozenset[int]


@dataclass(frozen=True)
class ListFile:
    """A file with rows about the month: rows accepted, of these new or changed, rows that wait, of these unclear."""

    pk: int
    name: str
    accepted: int
    changes: int
    waiting: int
    unclear: int
    last_taken: datetime | None


@dataclass(frozen=True)
class Determined:
    """The newest determination that took the place in; ``communes``: how many of a province's, when only some."""

    run: determination.Run | None
    own: determination.Run | None
    eligible: int
    undetermined: int
    communes: int


@dataclass(frozen=True)
class RunMoney:
    """A payroll run in the place: what was frozen when it was locked, and how its lines stand, as (lines, đồng).

    ``released_on``, ``reported_on``: the days under which handing over and the last results were posted.
    """

    run: PayrollRun
    lines: int
    listed_vnd: int
    ends: dict[str, tuple[int, int]]
    overpaid: int
    problems: int
    released_on: date | None = None
    reported_on: date | None = None

    def of(self, state: str) -> tuple[int, int]:
        """Lines and đồng in a state."""
        return self.ends.get(state, (0, 0))

    @property
    def ended_vnd(self) -> int:
        """đồng of lines that came to an end: paid, returned, or known to be unknown."""
        return sum(self.of(state)[1] for state in ("paid", "returned", "unknown"))


@dataclass(frozen=True)
class MonthWork:
    """All of it; ``reports`` are of the long work that touched the place, the latest first.

    ``other_law``: the month was determined by a law that is no longer the one in force.
    """

    files: list[ListFile]
    determined: Determined
    groups: list[Group]
    runs: list[RunMoney]
    reports: list[Progress]
    unlisted: int
    other_law: bool = False


def month_work(month: Month, place: Place, *, code: str, asks: int | None) -> MonthWork:
    """Gather it in at most eight statements, however many people there are.

    ``code`` is the commune's (empty: the province), ``asks`` the user who may not decide what they prepared.
    ``unlisted`` counts communes with awards in force that no run takes in; zero for a single commune.
    """
    runs, determined = _runs(month, place), _determined(month, place)
    run = determined.run
    return MonthWork(
        files=_files(month.first, place.area_ids),
        determined=determined,
        groups=month_groups(month, place.area_ids, asks=asks),
        runs=runs,
        reports=[row for row in progress.below(f"month:{month}:") if _touches(row.work, code)],
        unlisted=_unlisted(month, place, runs),
        other_law=run is not None and run.law_version != determination.law_in_force().version(str(month)),
    )


def _touches(work: str, code: str) -> bool:
    codes = work.rpartition(":")[2]
    return codes == "all" or code in codes.split("+")


# A row belongs to the month that its list names. The table of columns is small and leads to the files.
_FILES = """
SELECT f.id, f.name, count(*) FILTER (WHERE r.decision = 'accepted'),
  count(*) FILTER (WHERE r.decision = 'accepted' AND r.status IN ('new', 'changed')),
  count(*) FILTER (WHERE r.decision = 'pending'),
  count(*) FILTER (WHERE r.decision = 'pending' AND r.status IN ('problem', 'possible_duplicate')),
  (SELECT max(s.at) FROM registry_source AS s WHERE s.file_id = f.id)
FROM intake_source_file AS f JOIN intake_row AS r ON r.file_id = f.id AND r.month = %(month)s
WHERE f.id IN (SELECT file_id FROM intake_file_column WHERE month = %(month)s)
  AND (%(areas)s::bigint[] IS NULL OR f.area_id = ANY (%(areas)s::bigint[]))
GROUP BY f.id, f.name ORDER BY 5 DESC, 1
"""


def _files(month: date, area_ids: Sequence[int] | None) -> list[ListFile]:
    with connection.cursor() as cursor:
        cursor.execute(_FILES, {"month": month, "areas": list(area_ids) if area_ids is not None else None})
        return [ListFile(*row) for row in cursor.fetchall()]


def _determined(month: Month, place: Place) -> Determined:
    runs = determination.runs_of_month(month, covering=place.commune_id)
    exact = None if place.area_ids is None else sorted(place.area_ids)
    own = next((run for run in runs if run.area_ids == exact), None)
    if place.area_ids is None:
        some = {area for run in runs if run.area_ids for area in run.area_ids} & place.communes
        found = (own.eligible, own.undetermined) if own else (0, 0)
        return Determined(own, own, *found, 0 if own else len(some))
    newest = runs[0] if runs else None
    if newest is None or newest == own:
        return Determined(newest, own, *((own.eligible, own.undetermined) if own else (0, 0)), 0)
    outcomes = determination.outcomes_in(newest.pk, place.area_ids)
    return Determined(newest, own, outcomes.get(1, 0), outcomes.get(2, 0), 0)


# One statement with the run itself; an absent array of areas means all of them.
_MONEY = """
(SELECT jsonb_build_object(
  'ends', (SELECT jsonb_object_agg(state, jsonb_build_array(n, vnd)) FROM (
    SELECT state, count(*) AS n, sum(amount_vnd)::bigint AS vnd FROM payments_line
    WHERE run_id = payments_run.id AND commune_id = ANY (coalesce(%s::bigint[], ARRAY[commune_id])) GROUP BY 1) AS l),
  'listed', (SELECT jsonb_build_array(coalesce(sum(line_count), 0), coalesce(sum(total_vnd), 0)) FROM payments_share
    WHERE run_id = payments_run.id AND commune_id = ANY (coalesce(%s::bigint[], ARRAY[commune_id]))),
  'overpaid', (SELECT count(*) FROM payments_overpayment WHERE found_in_id = payments_run.id AND state = 'open'
    AND area_id = ANY (coalesce(%s::bigint[], ARRAY[area_id]))),
  'released_on', (SELECT max(t."on") FROM funds_transfer AS t
    WHERE t.code = 'payroll_released' AND starts_with(t.key, 'run/' || payments_run.id || '/release/')),
  'reported_on', (SELECT max(t."on") FROM payments_return_import AS f
    JOIN funds_transfer AS t ON starts_with(t.key, 'import/' || f.id || '/') WHERE f.run_id = payments_run.id),
  'problems', (SELECT count(*) FROM payments_return_row AS w JOIN payments_return_import AS f ON f.id = w.file_id
    WHERE f.run_id = payments_run.id AND w.status = 'problem')))
"""


def _runs(month: Month, place: Place) -> list[RunMoney]:
    areas = list(place.area_ids) if place.area_ids is not None else None
    found = PayrollRun.objects.filter(month=month.first).exclude(Q(state=RunState.CANCELLED) | Q(kind=RunKind.ONE_OFF))
    if areas is not None:
        shares = PayrollShare.objects.filter(run=OuterRef("pk"), commune_id__in=areas)
        found = found.filter(Q(area_id__in=areas) | Exists(shares))
    money = RawSQL(_MONEY, [areas] * 3, output_field=JSONField())  # noqa: S611 - our own text, areas as parameters
    found = found.select_related("area", "made_by", "approved_by", "authorised_by", "released_by").annotate(money=money)
    return [_with_money(run, run.money) for run in found.order_by("area__code", "number")]


def _with_money(run: PayrollRun, money: dict[str, Any]) -> RunMoney:
    ends = {state: (int(n), int(vnd)) for state, (n, vnd) in (money["ends"] or {}).items() if state != "cancelled"}
    lines, listed = money["listed"]
    days = [date.fromisoformat(money[name]) if money[name] else None for name in ("released_on", "reported_on")]
    return RunMoney(run, int(lines), int(listed), ends, money["overpaid"], money["problems"], *days)


def _unlisted(month: Month, place: Place, runs: Sequence[RunMoney]) -> int:
    """Only a province whose communes draw their own lists has to ask."""
    if place.area_ids is not None or not runs or any(money.run.area_id not in place.communes for money in runs):
        return 0
    paid = Award.objects.filter(retracted_at=None, months__contains=month.first, area_id__in=place.communes)
    return paid.exclude(area_id__in=[money.run.area_id for money in runs]).values("area_id").distinct().count()
