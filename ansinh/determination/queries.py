"""Reading determinations."""

from __future__ import annotations

from datetime import datetime

import polars
from django.db import connection

from ansinh.determination.models import Run
from ansinh.kernel.copy_rows import read_frame
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


def latest_run(month: Month, *, known_at: datetime | None = None) -> Run | None:
    """The newest determination of a month, or the newest that was made of what was known by a moment."""
    runs = Run.objects.filter(month=month.first)
    if known_at is not None:
        runs = runs.filter(known_at__lte=known_at)
    return runs.order_by("-id").first()


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
