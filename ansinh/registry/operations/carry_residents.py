"""People and households whose commune changed: from the day on they live in the one that came of it.

A residence that reaches beyond the day is retracted and recorded anew up to the day and from it on, with the change as
its source: what held before stays readable, and no residence lies outside the days of its commune. Set-based: one pass
over each table, whether it is a hamlet or the province.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import polars
from django.db import connection, transaction

from ansinh.kernel.copy_rows import copy_frame
from ansinh.kernel.crash import crash_here
from ansinh.registry.models import Source

Move = tuple[int, str, int, str]
"""A former commune, a village of it, the commune that it goes to, the village's name there."""

MOVES = {"old_unit": polars.Int64, "village": polars.String, "new_unit": polars.Int64, "became": polars.String}
MOVES_TABLE = "CREATE TEMP TABLE area_move (old_unit bigint, village text, new_unit bigint, became text) ON COMMIT DROP"
_REACHING = """
CREATE TEMP TABLE area_carried ON COMMIT DROP AS
SELECT r.id, r.person_id, r.unit_id, r.village, r.valid, m.new_unit, m.became
FROM registry_residence AS r JOIN area_move AS m ON (m.old_unit, m.village) = (r.unit_id, r.village)
WHERE r.retracted_at IS NULL AND (upper_inf(r.valid) OR upper(r.valid) > %(on)s)
"""
_CARRY = (
    "UPDATE registry_residence AS r SET retracted_at = statement_timestamp(), retracted_by_id = %(source)s "
    "FROM area_carried AS c WHERE c.id = r.id",
    "INSERT INTO registry_residence (person_id, unit_id, village, valid, source_id) "
    "SELECT person_id, unit_id, village, daterange(lower(valid), %(on)s), %(source)s FROM area_carried "
    "WHERE lower(valid) < %(on)s",
    "INSERT INTO registry_residence (person_id, unit_id, village, valid, source_id) "
    "SELECT person_id, new_unit, became, daterange(greatest(lower(valid), %(on)s), upper(valid)), %(source)s "
    "FROM area_carried",
)
# The commune in charge today: of everybody registered there, also of those who died or moved out of the province.
_NOTE_IN_CHARGE = (
    "INSERT INTO areas_carried (change_id, what, row_id, unit_id, was) SELECT %(change)s, '{name}', p.id, p.area_id, "
    "p.village FROM registry_{name} AS p JOIN area_move AS m ON (m.old_unit, m.village) = (p.area_id, p.village)"
)
NOW_IN_CHARGE = (
    "UPDATE registry_{name} AS p SET area_id = m.new_unit, village = m.became FROM area_move AS m "
    "WHERE (m.old_unit, m.village) = (p.area_id, p.village)"
)


@transaction.atomic
def carry_residents(*, change_id: int, on: date, reference: str, by_user: int | None, moves: Sequence[Move]) -> int:
    """Carry everybody over as ``moves`` say; returns how many residences. Needs a role that sees every area."""
    source = Source.objects.create(kind=Source.Kind.SYSTEM, reference=reference[:200], actor_id=by_user)
    given = {"on": on, "source": source.pk, "change": change_id}
    frame = polars.DataFrame(list(moves), schema=MOVES, orient="row")
    with connection.cursor() as cursor:
        cursor.execute(MOVES_TABLE)
        copy_frame(cursor, "area_move", frame)
        cursor.execute("ANALYZE area_move")
        cursor.execute(_REACHING, given)
        cursor.execute("CREATE INDEX ON area_carried (id)")
        cursor.execute("ANALYZE area_carried")
        for statement in _CARRY:
            cursor.execute(statement, given)
        carried = int(cursor.rowcount)
        crash_here("area_change.residences")
        for name in ("person", "household"):
            for statement in (_NOTE_IN_CHARGE, NOW_IN_CHARGE):
                cursor.execute(statement.format(name=name), given)
        cursor.execute(
            "INSERT INTO areas_carried (change_id, what, row_id) VALUES (%(change)s, 'source', %(source)s)", given
        )
        cursor.execute("DROP TABLE area_move, area_carried")
    return carried


_SOURCE = "SELECT row_id FROM areas_carried WHERE change_id = %s AND what = 'source'"
_TAKE_BACK = (
    "UPDATE registry_residence SET retracted_at = statement_timestamp(), retracted_by_id = %(undo)s "
    "WHERE source_id = %(source)s AND retracted_at IS NULL",
    "INSERT INTO registry_residence (person_id, unit_id, village, valid, source_id) "
    "SELECT person_id, unit_id, village, valid, source_id FROM registry_residence "
    "WHERE retracted_by_id = %(source)s AND source_id <> %(source)s",
)
_BACK_IN_CHARGE = (
    "UPDATE registry_{name} AS p SET area_id = c.unit_id, village = c.was FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = '{name}' AND c.row_id = p.id"
)


@transaction.atomic
def bring_residents_back(*, change_id: int, reference: str, by_user: int | None) -> int:
    """What `carry_residents` did, taken back: its residences are retracted and the former ones recorded again."""
    with connection.cursor() as cursor:
        cursor.execute(_SOURCE, [change_id])
        found: Any = cursor.fetchone()
        if found is None:
            return 0
        undo = Source.objects.create(kind=Source.Kind.SYSTEM, reference=reference[:200], actor_id=by_user)
        given = {"source": found[0], "undo": undo.pk, "change": change_id}
        for statement in _TAKE_BACK:
            cursor.execute(statement, given)
        back = int(cursor.rowcount)
        for name in ("person", "household"):
            cursor.execute(_BACK_IN_CHARGE.format(name=name), given)
    return back
