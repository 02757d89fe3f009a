"""What is being paid in a month, in columns."""

from __future__ import annotations

from collections.abc import Sequence

import polars
from django.db import connection

from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.period import Month

_PAID = {
    "person_id": polars.Int64,
    "programme": polars.String,
    "category": polars.String,
    "coefficient_tenths": polars.Int32,
    "base_vnd": polars.Int64,
    "amount_vnd": polars.Int64,
    "area_id": polars.Int64,
    "paid_from": polars.Date,
}


def paid_in_month(month: Month, area_ids: Sequence[int] | None = None) -> polars.DataFrame:
    """The awards in force in a month, one row a benefit. ``area_id`` is where the person is registered today."""
    query = """
    SELECT a.person_id, a.programme, a.category, a.coefficient_tenths, a.base_vnd, a.amount_vnd, p.area_id,
      lower(a.months) AS paid_from
    FROM casework_award AS a JOIN registry_person AS p ON p.id = a.person_id
    WHERE a.retracted_at IS NULL AND a.months @> %(month)s::date
      AND (%(areas)s::bigint[] IS NULL OR p.area_id = ANY (%(areas)s::bigint[]))
    """
    with connection.cursor() as cursor:
        areas = list(area_ids) if area_ids is not None else None
        return read_frame(cursor, query, _PAID, {"month": month.first, "areas": areas})
