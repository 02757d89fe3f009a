"""Rights go over to what came of an area, from the day on; rights in a level that ends, end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from ansinh.kernel.errors import Refusal

# A grant that begins later begins in the new area; a grant that has begun ends on the day and goes on there.
_ENDING = """
CREATE TEMP TABLE ending_grant ON COMMIT DROP AS
SELECT g.id, g.user_id, g.role, g.area_id, g.valid, m.new_unit
FROM access_grant AS g LEFT JOIN unnest(%(old)s::bigint[], %(new)s::bigint[]) AS m (old_unit, new_unit)
  ON m.old_unit = g.area_id
WHERE g.area_id = ANY (%(ended)s::bigint[]) AND (upper_inf(g.valid) OR upper(g.valid) > %(on)s)
"""
_CARRY = (
    "INSERT INTO areas_carried (change_id, what, row_id, unit_id, until) "
    "SELECT %(change)s, 'grant ended', id, area_id, upper(valid) FROM ending_grant WHERE lower(valid) < %(on)s",
    "UPDATE access_grant AS g SET valid = daterange(lower(g.valid), %(on)s) FROM ending_grant AS e "
    "WHERE e.id = g.id AND lower(e.valid) < %(on)s",
    "INSERT INTO areas_carried (change_id, what, row_id, unit_id, until) "
    "SELECT %(change)s, 'grant later', id, area_id, upper(valid) FROM ending_grant "
    "WHERE lower(valid) >= %(on)s AND new_unit IS NOT NULL",
    "UPDATE access_grant AS g SET area_id = e.new_unit FROM ending_grant AS e "
    "WHERE e.id = g.id AND lower(e.valid) >= %(on)s AND e.new_unit IS NOT NULL",
)
# Who held a role in two communes that become one holds it there once, for as long as either lasted.
_MADE = """
WITH made AS (
  INSERT INTO access_grant (user_id, role, area_id, valid)
  SELECT user_id, role, new_unit, range_merge(range_agg(daterange(%(on)s, upper(valid)))) FROM ending_grant
  WHERE new_unit IS NOT NULL AND lower(valid) < %(on)s GROUP BY 1, 2, 3 RETURNING id
)
INSERT INTO areas_carried (change_id, what, row_id) SELECT %(change)s, 'grant made', id FROM made
"""
_COUNTS = """
SELECT count(*) FILTER (WHERE new_unit IS NOT NULL AND lower(valid) < %(on)s),
  count(*) FILTER (WHERE new_unit IS NULL AND lower(valid) < %(on)s),
  count(*) FILTER (WHERE new_unit IS NULL AND lower(valid) >= %(on)s) FROM ending_grant
"""
_BACK = (
    "DELETE FROM access_grant WHERE id IN (SELECT row_id FROM areas_carried WHERE change_id = %(change)s "
    "AND what = 'grant made')",
    "UPDATE access_grant AS g SET valid = daterange(lower(g.valid), c.until) FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'grant ended' AND c.row_id = g.id",
    "UPDATE access_grant AS g SET area_id = c.unit_id FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'grant later' AND c.row_id = g.id",
)


@transaction.atomic
def carry_grants(*, change_id: int, on: date, ended: Sequence[int], pairs: Sequence[tuple[int, int]]) -> dict[str, int]:
    """``pairs``: of each ended area the one that takes over its rights; without one, rights end.

    Returns how many ended, how many were made, and how many people lost a role with their level.
    """
    given = {
        "change": change_id,
        "on": on,
        "ended": list(ended),
        "old": [old for old, _ in pairs],
        "new": [new for _, new in pairs],
    }
    with connection.cursor() as cursor:
        cursor.execute(_ENDING, given)
        for statement in _CARRY:
            cursor.execute(statement, given)
        cursor.execute(_MADE, given)
        made = int(cursor.rowcount)
        cursor.execute(_COUNTS, given)
        carried, over, never = cursor.fetchone()
        cursor.execute("DROP TABLE ending_grant")
    if never:
        raise Refusal(
            "Có %(never)s quyền cấp từ ngày sau khi cấp đó kết thúc: hãy thu hồi trước khi áp dụng.",
            code="grant_after_end",
            never=never,
        )
    return {"carried": int(carried), "made": made, "ended_with_level": int(over)}


@transaction.atomic
def bring_grants_back(*, change_id: int) -> None:
    """What `carry_grants` did, taken back."""
    with connection.cursor() as cursor:
        for statement in _BACK:
            cursor.execute(statement, {"change": change_id})


def living_grants(unit_ids: Sequence[int], on: date) -> int:
    """How many people hold which roles in areas on a day (each person and role once an area)."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM access_grant WHERE area_id = ANY (%s::bigint[]) AND valid @> %s::date",
            [list(unit_ids), on],
        )
        return int(cursor.fetchone()[0])
