"""Posting between named accounts: those of budget lines on one side, those of areas on the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db import connection, transaction

from ansinh.funds.codes import ROUTES, TransferCode
from ansinh.funds.operations.open_period import check_open


class Place(NamedTuple):
    """An account of the kind that the route names: area, content, and for the accounts of a line the line."""

    area_id: int
    content: str
    line_id: int | None = None


@dataclass(frozen=True, slots=True)
class Side:
    """đồng (above 0) from one account to another; sides with the same key make one transfer of the area."""

    key: str
    area_id: int
    source: Place
    target: Place
    amount_vnd: int
    of_id: int | None = None


_TABLE = """
CREATE TEMP TABLE funds_sides (
  place bigint, key text, area_id bigint, of_id bigint, source_area bigint, source_content text, source_line bigint,
  target_area bigint, target_content text, target_line bigint, amount_vnd bigint) ON COMMIT DROP
"""
_OPEN_ACCOUNTS = """
INSERT INTO funds_account (kind, area_id, programme, budget_id)
SELECT DISTINCT %(source)s, source_area, source_content, source_line FROM funds_sides
UNION SELECT DISTINCT %(target)s, target_area, target_content, target_line FROM funds_sides
ON CONFLICT (kind, area_id, programme, budget_id) DO NOTHING
"""
_POST = """
WITH made AS (
  INSERT INTO funds_transfer (code, "on", area_id, key, of_id, year, created_xid)
  SELECT %(code)s, %(on)s, area_id, key, of_id, %(year)s, 0 FROM funds_sides GROUP BY key, area_id, of_id ORDER BY key
  RETURNING id, key
)
INSERT INTO funds_entry (transfer_id, account_id, amount_vnd, line_id)
SELECT made.id, a.id, side.amount_vnd, NULL FROM funds_sides AS s JOIN made USING (key)
CROSS JOIN LATERAL (VALUES
  (%(source)s, s.source_area, s.source_content, s.source_line, -s.amount_vnd),
  (%(target)s, s.target_area, s.target_content, s.target_line, s.amount_vnd)
) AS side (kind, area_id, content, line_id, amount_vnd)
JOIN funds_account AS a ON a.kind = side.kind AND a.area_id = side.area_id AND a.programme = side.content
  AND a.budget_id IS NOT DISTINCT FROM side.line_id
ORDER BY s.place
"""


@transaction.atomic
def post_sides(*, code: TransferCode, on: date, sides: Sequence[Side], year: int | None = None) -> int:
    """Move đồng along the route of ``code``, in the order given; returns how many were moved.

    A key that was posted raises IntegrityError.

    Raises Refusal for a day in a closed month. What a balance that may not fall below 0 does not hold is refused by the
    database (IntegrityError, holding_not_below_zero): the caller has looked before.
    """
    if not sides:
        return 0
    check_open(on, {side.area_id for side in sides})
    route = ROUTES[code]
    names: dict[str, Any] = {"code": code, "on": on, "year": year, "source": route.source, "target": route.target}
    with connection.cursor() as cursor:
        cursor.execute(_TABLE)
        with cursor.copy("COPY funds_sides FROM STDIN") as copy:
            for place, side in enumerate(sides):
                copy.write_row((place, side.key, side.area_id, side.of_id, *side.source, *side.target, side.amount_vnd))
        cursor.execute(_OPEN_ACCOUNTS, names)
        cursor.execute(_POST, names)
        if cursor.rowcount != 2 * len(sides):
            raise AssertionError(f"{cursor.rowcount} entries for {len(sides)} sides")
        cursor.execute("DROP TABLE funds_sides")
    return sum(side.amount_vnd for side in sides)
