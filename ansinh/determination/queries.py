"""Reading determinations."""

from __future__ import annotations

from collections.abc import Sequence

import polars
from django.db import connection

from ansinh.determination.models import Run
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
