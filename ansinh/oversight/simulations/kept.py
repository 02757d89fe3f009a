"""Simulations that were kept: the list of them, and one as it was worked out, as far as its rows may be seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import polars
from django.db.models import F, QuerySet, Sum

from ansinh.kernel import progress
from ansinh.kernel.models import Progress
from ansinh.kernel.period import Month
from ansinh.legislation import Draft
from ansinh.oversight.models import OutlookMonth, ReformCell, ReformChange, ReformPerson, Simulation, SimulationResult
from ansinh.oversight.simulations.outlook import Outlook, read_assumptions
from ansinh.oversight.simulations.reform import GAIN, LOSE, Reform
from ansinh.registry.public import Person

LISTED = 50
PAGE = 100
_INT, _TEXT = polars.Int64, polars.String
_CELLS = {
    "area_id": _INT, "programme": _TEXT, "category": _TEXT,
    "people_before": _INT, "people_after": _INT, "before_vnd": _INT, "after_vnd": _INT,
}  # fmt: skip
_CHANGES = {"area_id": _INT, "change": _TEXT, "people": _INT, "before_vnd": _INT, "after_vnd": _INT}
_PEOPLE = {
    "person_id": _INT, "area_id": _INT, "before": _TEXT, "after": _TEXT,
    "before_vnd": _INT, "after_vnd": _INT, "change": _TEXT,
}  # fmt: skip
_YEARS = dict.fromkeys(("year", "months", "before_vnd", "after_vnd"), _INT)
_MONTHS = {"month": polars.Date, "programme": _TEXT, "people": _INT, "amount_vnd": _INT}


@dataclass(frozen=True)
class Listed:
    """A simulation in the list: where it stands (a state of progress) and its main figures, None before it is done.

    Of a reform: people who gain and lose, đồng a month by the law and with the draft. Of an outlook: đồng of all its
    months.
    """

    simulation: Simulation
    state: str
    figures: Mapping[str, int] | None


@dataclass(frozen=True)
class ListedPage:
    """A page of the list; ``last_id`` is the edge of the next one, with older simulations."""

    rows: Sequence[Listed]
    more_after: bool

    @property
    def last_id(self) -> int | None:
        """The id of the oldest one here."""
        return self.rows[-1].simulation.pk if self.rows else None


def listed(kind: str, *, after: int | None = None, size: int = LISTED) -> ListedPage:
    """Simulations of a kind, newest first, from the one after an edge on."""
    older = {} if after is None else {"pk__lt": after}
    upto = list(_questions().filter(kind=kind, **older).order_by("-id")[: size + 1])
    found = upto[:size]
    done = {result.simulation_id for result in SimulationResult.objects.filter(simulation__in=found)}
    works = [one.work for one in found if one.pk not in done]
    states = dict(Progress.objects.filter(work__in=works).values_list("work", "state")) if works else {}
    figures = _reform_figures(done) if kind == Simulation.Kind.REFORM else _outlook_figures(done)
    rows = [
        Listed(
            one,
            "done" if one.pk in done else states.get(one.work, "waiting"),
            figures.get(one.pk, {}) if one.pk in done else None,
        )
        for one in found
    ]
    return ListedPage(rows, more_after=len(upto) > size)


def _questions() -> QuerySet[Simulation]:
    return Simulation.objects.select_related("area", "asked_by").defer("draft")


def _reform_figures(ids: Iterable[int]) -> dict[int, dict[str, int]]:
    figures: dict[int, dict[str, int]] = {}
    rows = ReformChange.objects.filter(simulation__in=list(ids)).values_list("simulation_id", "change")
    summed = rows.annotate(n=Sum("people"), before=Sum("before_vnd"), after=Sum("after_vnd"))
    for pk, change, people, before, after in summed:
        sums = figures.setdefault(pk, {"gain": 0, "lose": 0, "before_vnd": 0, "after_vnd": 0})
        sums["gain"] += people if change in GAIN else 0
        sums["lose"] += people if change in LOSE else 0
        sums["before_vnd"] += int(before)
        sums["after_vnd"] += int(after)
    return figures


def _outlook_figures(ids: Iterable[int]) -> dict[int, dict[str, int]]:
    figures: dict[int, dict[str, int]] = {}
    rows = OutlookMonth.objects.filter(simulation__in=list(ids)).values_list("simulation_id", "law")
    for pk, law, total in rows.annotate(total=Sum("amount_vnd")):
        figures.setdefault(pk, {})[law] = int(total)
    return figures


def one(kind: str, pk: int) -> Simulation | None:
    """A simulation with who asked and, when there is one, its result; None out of sight."""
    found = Simulation.objects.select_related("area", "asked_by", "result").filter(kind=kind, pk=pk)
    return found.first()


def several(kind: str, ids: Sequence[int]) -> list[Simulation]:
    """Those of some simulations that are answered and in sight, in the order asked for."""
    found = Simulation.objects.select_related("area", "asked_by", "result").filter(kind=kind, result__isnull=False)
    by_id = found.in_bulk(list(ids))
    return [by_id[pk] for pk in dict.fromkeys(ids) if pk in by_id]


def progress_of(simulation: Simulation) -> Progress | None:
    """Where the worker stands with it."""
    return next(iter(progress.of(simulation.work)), None)


def reform_of(simulation: Simulation, *, with_people: bool = False) -> Reform:
    """The kept answer in the form of ``reform``, as far as its areas are seen. ``people`` only if asked for."""
    result = simulation.result
    people = ReformPerson.objects.filter(simulation=simulation).order_by("area_id", "person_id")
    first = Month.of(simulation.first_month) if simulation.first_month else Month.of(simulation.month)
    return Reform(
        month=Month.of(simulation.month),
        draft=Draft(simulation.title, simulation.number, str(first), {}),
        asked=result.people,
        undetermined=(result.undetermined_before, result.undetermined_after),
        people=_frame(people, _PEOPLE) if with_people else polars.DataFrame(schema=_PEOPLE),
        cells=_frame(ReformCell.objects.filter(simulation=simulation), _CELLS),
        changes=_frame(ReformChange.objects.filter(simulation=simulation), _CHANGES),
        years=polars.DataFrame(result.years, schema=_YEARS),
        labels=result.labels,
        versions=(result.law_version, result.draft_version),
    )


def outlook_of(simulation: Simulation) -> list[Outlook]:
    """The kept outlook by the law as it was, and with the draft when there is one."""
    laws = OutlookMonth.Law.values[: 2 if simulation.draft_sha256 else 1]
    rows = OutlookMonth.objects.filter(simulation=simulation).order_by("month", "programme")
    months = _frame(rows, {"law": _TEXT, **_MONTHS})
    supposed = read_assumptions(simulation.assumptions)
    first, asked = Month.of(simulation.month), simulation.result.people
    return [
        Outlook(first, simulation.years, asked, supposed, months.filter(polars.col("law") == law).drop("law"))
        for law in laws
    ]


def _frame(rows: QuerySet[Any], schema: Mapping[str, Any]) -> polars.DataFrame:
    return polars.DataFrame(list(rows.values_list(*schema)), schema=dict(schema), orient="row")


@dataclass(frozen=True)
class Case:
    """Somebody to decide anew. ``person`` is None when they live out of sight by now."""

    row: ReformPerson
    person: Person | None


@dataclass(frozen=True)
class CasePage:
    """A page of cases by commune; ``last_id`` is the edge of the next one."""

    cases: Sequence[Case]
    more_after: bool

    @property
    def last_id(self) -> int | None:
        """The id of the last row."""
        return self.cases[-1].row.pk if self.cases else None


def cases(
    simulation: Simulation, *, change: str = "", area_id: int | None = None, after: int | None = None, size: int = PAGE
) -> CasePage:
    """The people whose cases would have to be decided anew, as far as their communes are seen."""
    rows = ReformPerson.objects.filter(simulation=simulation).annotate(difference_vnd=F("after_vnd") - F("before_vnd"))
    rows = rows.filter(change=change) if change else rows
    rows = rows.filter(area_id=area_id) if area_id is not None else rows
    rows = rows.filter(pk__gt=after) if after is not None else rows
    found = list(rows.select_related("area").order_by("pk")[: size + 1])
    shown = found[:size]
    people = Person.objects.in_bulk([row.person_id for row in shown])
    return CasePage([Case(row, people.get(row.person_id)) for row in shown], more_after=len(found) > size)
