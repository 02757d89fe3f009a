"""Residences that reach beyond the days of their commune, since a step became known later: cut where communes change.

So far they were found over the succession; now each day's residence names the commune of that day, recorded today.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import polars
from django.db import connection, transaction

from ansinh.kernel.copy_rows import copy_frame
from ansinh.registry.models import Source

Piece = tuple[int, str, int, str, date, date | None]
"""A commune, a village of it; the commune that this was, the village's name there, from a day until before another."""

_SCHEMA = {
    "unit_id": polars.Int64, "village": polars.String, "in_unit": polars.Int64, "called": polars.String,
    "since": polars.Date, "until": polars.Date,
}  # fmt: skip
_TABLE = (
    "CREATE TEMP TABLE piece (unit_id bigint, village text, in_unit bigint, called text, since date, until date) "
    "ON COMMIT DROP"
)
_OUTSIDE = """
FROM registry_residence AS r JOIN areas_unit AS u ON u.id = r.unit_id
WHERE r.retracted_at IS NULL AND NOT u.valid @> r.valid
"""
# Only those whose every day is covered by the pieces: of the others nobody can tell.
_COVERED = f"""
CREATE TEMP TABLE settled ON COMMIT DROP AS
SELECT r.id, r.person_id, r.unit_id, r.village, r.valid {_OUTSIDE}
  AND datemultirange(r.valid) <@ (SELECT range_agg(daterange(p.since, p.until)) FROM piece AS p
    WHERE (p.unit_id, p.village) = (r.unit_id, r.village))
"""  # noqa: S608 - our own names
_STATEMENTS = (
    "UPDATE registry_residence AS r SET retracted_at = statement_timestamp(), retracted_by_id = %(source)s "
    "FROM settled AS s WHERE s.id = r.id",
    "INSERT INTO registry_residence (person_id, unit_id, village, valid, source_id) "
    "SELECT s.person_id, p.in_unit, p.called, s.valid * daterange(p.since, p.until), %(source)s "
    "FROM settled AS s JOIN piece AS p ON (p.unit_id, p.village) = (s.unit_id, s.village) "
    "AND daterange(p.since, p.until) && s.valid",
)


def outside_places() -> list[tuple[int, str]]:
    """The communes and villages of residences that reach beyond the days of their commune."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT r.unit_id, r.village {_OUTSIDE} ORDER BY 1, 2")
        return cursor.fetchall()


@transaction.atomic
def settle_residences(*, pieces: Sequence[Piece]) -> int:
    """Cut them by ``pieces``; returns how many were. Those that the pieces do not cover stay as they are."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        copy_frame(cursor, "piece", polars.DataFrame(list(pieces), schema=_SCHEMA, orient="row"))
        cursor.execute(_COVERED)
        settled = int(cursor.rowcount)
        if settled:
            source = Source.objects.create(kind=Source.Kind.SYSTEM, reference="Địa bàn của từng thời kỳ")
            for statement in _STATEMENTS:
                cursor.execute(statement, {"source": source.pk})
        cursor.execute("DROP TABLE piece, settled")
    return settled
