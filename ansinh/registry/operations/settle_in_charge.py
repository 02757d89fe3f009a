"""People and households whose commune in charge is no more, since a step became known later: handed to what came of it.

Where somebody lives carries them along; who died or moved out of the province before lives nowhere on that day.
"""

from __future__ import annotations

from collections.abc import Sequence

import polars
from django.db import connection, transaction

from ansinh.kernel.copy_rows import copy_frame
from ansinh.registry.operations.carry_residents import MOVES, MOVES_TABLE, NOW_IN_CHARGE, Move

KEPT = ("person", "household")
_ENDED = (
    "SELECT p.area_id, p.village FROM registry_{name} AS p JOIN areas_unit AS u ON u.id = p.area_id "
    "WHERE NOT upper_inf(u.valid) OR isempty(u.valid)"
)


def ended_in_charge() -> list[tuple[int, str]]:
    """The communes that are no more and still in charge of somebody, with the villages."""
    with connection.cursor() as cursor:
        cursor.execute(" UNION ".join(_ENDED.format(name=name) for name in KEPT))
        return sorted(cursor.fetchall())


@transaction.atomic
def settle_in_charge(*, moves: Sequence[Move]) -> int:
    """Hand them over as ``moves`` say; returns how many people and households. Needs a role that sees every area."""
    settled = 0
    with connection.cursor() as cursor:
        cursor.execute(MOVES_TABLE)
        copy_frame(cursor, "area_move", polars.DataFrame(list(moves), schema=MOVES, orient="row"))
        for name in KEPT:
            cursor.execute(NOW_IN_CHARGE.format(name=name))
            settled += int(cursor.rowcount)
        cursor.execute("DROP TABLE area_move")
    return settled
