"""Reading determinations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars
from django.db import connection
from django.db.models import Count, Q

from ansinh.determination.models import Result, Run
from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month

BENEFITS = {
    "person_id": polars.Int64,
    "area_id": polars.Int64,
    "programme": polars.String,
    "category": polars.String,
    "coefficient_tenths": polars.Int32,
    "base_vnd": polars.Int64,
    "amount_vnd": polars.Int64,
}


def latest_run(month: Month, *, area_ids: Sequence[int] | None = None) -> Run:
    """The newest determination of a month for just these units (None: for the whole registry).

    Raises Refusal when the month has not been determined.
    """
    areas = {"area_ids": sorted(area_ids)} if area_ids is not None else {"area_ids": None}
    run = Run.objects.filter(month=month.first, **areas).order_by("-id").first()
    if run is None:
        raise Refusal(
            "Tháng %(month_2)s chưa được xác định.", code="not_determined", month=str(month), month_2=month.vietnamese
        )
    return run


def runs_of_month(month: Month, *, covering: int | None = None) -> list[Run]:
    """The determinations of a month, the newest first; only those that took in a unit, when one is named."""
    found = Run.objects.filter(month=month.first)
    if covering is not None:
        found = found.filter(Q(area_ids=None) | Q(area_ids__contains=[covering]))
    return list(found.order_by("-id"))


def outcomes_in(run_id: int, area_ids: Sequence[int]) -> dict[int, int]:
    """How many residents of some units have each outcome in a run; "not eligible" is not stored and not counted."""
    found = Result.objects.filter(run_id=run_id, area_id__in=area_ids)
    return dict(found.values_list("outcome").annotate(n=Count("person_id")))


def benefits_of(run_id: int) -> polars.DataFrame:
    """The benefits of a run, one row each."""
    columns = ", ".join(BENEFITS)
    with connection.cursor() as cursor:
        return read_frame(
            cursor, f"SELECT {columns} FROM determination_benefit WHERE run_id = %(run)s", BENEFITS, {"run": run_id}
        )


def undetermined_people(run_id: int) -> polars.Series:
    """Ids of the people of a run of whom it cannot be told."""
    with connection.cursor() as cursor:
        frame = read_frame(
            cursor,
            "SELECT person_id FROM determination_result WHERE run_id = %(run)s AND outcome = 2",
            {"person_id": polars.Int64},
            {"run": run_id},
        )
    return frame["person_id"]


def determined_months(since: date) -> list[Month]:
    """The months that were ever determined, from the one of a day on, in order."""
    months = Run.objects.filter(month__gte=since.replace(day=1)).order_by("month").values_list("month", flat=True)
    return [Month.of(first) for first in months.distinct()]


def latest_months(people: Sequence[int]) -> polars.DataFrame:
    """The latest month that was determined where each of some people is registered today: person_id, latest."""
    query = """
    SELECT p.id, u.latest FROM registry_person AS p JOIN (
      SELECT a.area_id, (SELECT max(r.month) FROM determination_run AS r
        WHERE r.area_ids IS NULL OR a.area_id = ANY (r.area_ids)) AS latest
      FROM (SELECT DISTINCT area_id FROM registry_person WHERE id = ANY (%(people)s)) AS a
    ) AS u ON u.area_id = p.area_id WHERE p.id = ANY (%(people)s) AND u.latest IS NOT NULL
    """
    with connection.cursor() as cursor:
        return read_frame(cursor, query, {"person_id": polars.Int64, "latest": polars.Date}, {"people": list(people)})


_STANDING = {
    "run_id": polars.Int64,
    "person_id": polars.Int64,
    "area_id": polars.Int64,
    "outcome": polars.Int16,
    "facts_hash": polars.String,
    "total_vnd": polars.Int64,
    "benefits": polars.String,
}
# The runs are named as numbers, so that only their partitions are looked at.
_ANSWERS = """
SELECT r.run_id, r.person_id, r.area_id, r.outcome, r.facts_hash, r.total_vnd, coalesce(b.benefits, '') AS benefits
FROM determination_result AS r LEFT JOIN (
  SELECT run_id, person_id, string_agg(programme || ':' || category || ':' || amount_vnd, '|'
    ORDER BY (programme || ':' || category || ':' || amount_vnd) COLLATE "C") AS benefits
  FROM determination_benefit WHERE run_id = ANY (%(runs)s) AND person_id = ANY (%(people)s) GROUP BY 1, 2
) AS b ON (b.run_id, b.person_id) = (r.run_id, r.person_id)
WHERE r.run_id = ANY (%(runs)s) AND r.person_id = ANY (%(people)s)
"""


def standing_answers(month: Month, people: Sequence[int], *, lived_in: polars.DataFrame) -> polars.DataFrame:
    """What the newest determination of a month that took them in says of some people, one row each.

    ``lived_in``: person_id and area_id of those of whom nothing may be stored. Columns: person_id, run_id, known_at
    (of the run), outcome, facts_hash, total_vnd, and benefits as "programme:category:đồng" in order joined by "|".
    Nobody whom no run took in has a row.
    """
    runs = runs_of_month(month)
    with connection.cursor() as cursor:
        given = {"runs": [run.pk for run in runs], "people": list(people)}
        stored = read_frame(cursor, _ANSWERS, _STANDING, given)
    places = polars.concat([stored.select("person_id", "area_id"), lived_in]).unique()
    found = []
    for run in runs:
        covered = places if run.area_ids is None else places.filter(polars.col("area_id").is_in(run.area_ids))
        mine = covered.select("person_id").unique()
        places = places.filter(~polars.col("person_id").is_in(mine["person_id"].implode()))
        answers = stored.filter(polars.col("run_id") == run.pk).drop("run_id", "area_id")
        row = mine.join(answers, on="person_id", how="left")
        found.append(row.with_columns(run_id=polars.lit(run.pk), known_at=polars.lit(run.known_at)))
    if not found:
        return polars.DataFrame(schema={**_STANDING, "known_at": polars.Datetime("us", "UTC")}).drop("area_id")
    return polars.concat(found).with_columns(
        polars.col("outcome", "total_vnd").fill_null(0), polars.col("facts_hash", "benefits").fill_null("")
    )
