"""Reading determinations."""

from __future__ import annotations

from collections.abc import Sequence

import polars
from django.db import connection
from django.db.models import Count, Q

from ansinh.determination.models import Result, Run
from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month

_BENEFITS = {
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
        raise Refusal(f"Tháng {month.vietnamese} chưa được xác định.", code="not_determined", month=str(month))
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
    columns = ", ".join(_BENEFITS)
    with connection.cursor() as cursor:
        return read_frame(
            cursor, f"SELECT {columns} FROM determination_benefit WHERE run_id = %(run)s", _BENEFITS, {"run": run_id}
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
