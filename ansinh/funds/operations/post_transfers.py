"""Posting to the ledger: one transfer an area and programme, its entries in the same statement, set-based."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from ansinh.funds.codes import ROUTES, TransferCode
from ansinh.funds.operations.open_period import check_open

_MOVES = "funds_moves"

_OPEN_ACCOUNTS = """
INSERT INTO funds_account (kind, area_id, programme)
SELECT kind, area_id, programme FROM (SELECT DISTINCT area_id, programme FROM funds_moves) AS moves
CROSS JOIN unnest(%(kinds)s::text[]) AS kind
ON CONFLICT (kind, area_id, programme, budget_id) DO NOTHING
"""

_POST = """
WITH made AS (
  INSERT INTO funds_transfer (code, "on", area_id, key, year, created_xid)
  SELECT %(code)s, %(on)s, area_id, %(key)s || '/' || area_id || '/' || programme, %(year)s, 0
  FROM funds_moves GROUP BY area_id, programme ORDER BY area_id, programme
  RETURNING id, area_id, key
), sides AS (
  SELECT made.id AS transfer_id, m.area_id, m.programme, m.line_id, side.kind, side.sign * m.amount_vnd AS amount_vnd
  FROM funds_moves AS m
  JOIN made ON made.area_id = m.area_id AND made.key = %(key)s || '/' || m.area_id || '/' || m.programme
  CROSS JOIN (VALUES (%(source)s, -1), (%(target)s, 1)) AS side (kind, sign)
)
INSERT INTO funds_entry (transfer_id, account_id, amount_vnd, line_id)
SELECT sides.transfer_id, account.id, sides.amount_vnd, sides.line_id
FROM sides JOIN funds_account AS account USING (kind, area_id, programme) WHERE account.budget_id IS NULL
"""

_FIGURES = "SELECT count(*), coalesce(sum(amount_vnd), 0), count(DISTINCT (area_id, programme)) FROM funds_moves"


@dataclass(frozen=True, slots=True)
class Posting:
    """What was posted: number of transfers, number of moves, đồng moved."""

    transfers: int
    moves: int
    amount_vnd: int


@transaction.atomic
def post_transfers(
    *,
    code: TransferCode,
    on: date,
    key: str,
    moves: str,
    parameters: Mapping[str, Any] | None = None,
    year: int | None = None,
) -> Posting:
    """Move đồng along the route of ``code``.

    ``moves`` is a SELECT with the columns area_id, programme, amount_vnd (positive) and line_id (null for a whole
    list). Each area and programme gets one transfer with the key ``key/area/programme``; a key that was posted before
    raises IntegrityError, since the caller checks its own state first. ``year``: the budget year, where it is not that
    of the day. Returns figures, all 0 for an empty SELECT. Raises Refusal for a day in a closed month.
    """
    route = ROUTES[code]
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TEMP TABLE {_MOVES} ON COMMIT DROP AS {moves}", parameters)
        cursor.execute(_FIGURES)
        count, amount, transfers = cursor.fetchone()
        if count:
            cursor.execute("SELECT DISTINCT area_id FROM funds_moves")
            check_open(on, [area for (area,) in cursor.fetchall()])
            cursor.execute(_OPEN_ACCOUNTS, {"kinds": [route.source, route.target]})
            names: dict[str, Any] = {"code": code, "on": on, "key": key, "year": year}
            cursor.execute(_POST, names | {"source": route.source, "target": route.target})
            if cursor.rowcount != 2 * count:
                raise AssertionError(f"{cursor.rowcount} entries for {count} moves")
        cursor.execute(f"DROP TABLE {_MOVES}")
    return Posting(transfers=int(transfers), moves=int(count), amount_vnd=int(amount))
