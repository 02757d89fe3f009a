"""Classifications that reach beyond the days of their commune, since a step became known later."""

from __future__ import annotations

from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.areas.lineage import Lineage
from ansinh.areas.models import Classification, Hardship


@transaction.atomic
def settle_classifications(*, of: Lineage) -> int:
    """Cut them by the communes of each day; returns how many were."""
    settled = 0
    for model in (Hardship, Classification):
        for row in model.objects.raw(
            f"SELECT c.* FROM {model._meta.db_table} AS c JOIN areas_unit AS u ON u.id = c.unit_id "  # noqa: S608 - our own
            "WHERE NOT u.valid @> c.valid"
        ):
            _cut(row, of)
            settled += 1
    return settled


def _cut(row: Any, of: Lineage) -> None:
    kept = {f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if not f.primary_key}
    row.delete()
    for unit, called, since, until in of.pieces(row.unit_id, row.village):
        start = max(since, row.valid.lower)
        ends = [day for day in (until, row.valid.upper) if day is not None]
        end = min(ends) if ends else None
        if end is not None and end <= start:
            continue
        place = {"unit_id": unit, "village": called if row.village else "", "valid": DateRange(start, end)}
        with connection.cursor() as cursor:  # another row may say so already
            cursor.execute(
                f"SELECT 1 FROM {row._meta.db_table} WHERE unit_id = %s AND village = %s AND valid && %s::daterange",  # noqa: S608
                [unit, place["village"], f"[{start},{end or ''})"],
            )
            taken = cursor.fetchone()
        if not taken:
            type(row).objects.create(**(kept | place))
