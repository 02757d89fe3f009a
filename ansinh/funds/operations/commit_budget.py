"""Reserving budget for an approved list: a pending transfer for each area and programme, ended once later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from ansinh.funds.codes import TransferCode
from ansinh.funds.contents_table import FEE_CONTENT
from ansinh.funds.drawing import Need, draw
from ansinh.funds.models import BudgetLine
from ansinh.funds.operations.post_sides import Place, Side, post_sides
from ansinh.funds.queries_budget import lock_lines, year_is_checked
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong

# The nearest area first (the commune's own line before the province's), there the line of the programme before that of
# every programme, then by source. An area also draws on what the areas had that went over into it.
_NEEDS = """
WITH RECURSIVE need AS ({moves}), up (area_id, unit_id, distance) AS (
  SELECT DISTINCT area_id, area_id, 0 FROM need
  UNION
  SELECT up.area_id, next.id, up.distance + 1 FROM up CROSS JOIN LATERAL (
    SELECT parent_id AS id FROM areas_unit WHERE id = up.unit_id AND parent_id IS NOT NULL
    UNION SELECT predecessor_id FROM areas_succession WHERE successor_id = up.unit_id
  ) AS next WHERE up.distance < 12
), near AS (SELECT area_id, unit_id, min(distance) AS distance FROM up GROUP BY 1, 2)
SELECT n.area_id, n.programme, sum(n.amount_vnd)::bigint, coalesce((
  SELECT array_agg(l.id ORDER BY near.distance, l.content = 'all', array_position(%(sources)s::text[], l.source::text),
    l.id)
  FROM near JOIN funds_budget_line AS l ON l.area_id = near.unit_id
  WHERE near.area_id = n.area_id AND l.year = %(year)s
    AND (l.content = n.programme OR l.content = 'all' AND n.programme <> %(fees)s)), '{{}}')
FROM need AS n GROUP BY 1, 2 ORDER BY 1, 2
"""
_OWNERS = "SELECT id, area_id, key FROM funds_transfer WHERE key = ANY (%s)"
SOURCES = ["central", "provincial", "donation"]
_CODES = {"sources": SOURCES, "fees": FEE_CONTENT}


@dataclass(frozen=True, slots=True)
class Committed:
    """đồng reserved on budget lines, and đồng for which no line had anything left."""

    covered_vnd: int
    uncovered_vnd: int


@transaction.atomic
def commit_budget(
    *, approved: str, owner: str, year: int, on: date, moves: str, parameters: Mapping[str, Any], may_lack: bool = False
) -> Committed:
    """Reserve on the lines of a budget year what was approved under the key ``approved``.

    ``moves`` is a SELECT with area_id, programme and amount_vnd; ``owner`` is the key that ends the reservation.
    Where the year is checked, a list that the lines do not cover is refused as a whole (Refusal), unless it
    ``may_lack`` (fees hold nobody's money back); else what is missing is counted. Lines are taken in one order and held
    until the end of the transaction, so lists approved at once never take more than there is.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            _NEEDS.format(moves=moves), {**parameters, "year": year, "sources": SOURCES, "fees": FEE_CONTENT}
        )
        needs = [Need(area, programme, amount, tuple(lines)) for area, programme, amount, lines in cursor.fetchall()]
        left = lock_lines({line for need in needs for line in need.lines})
        draws, uncovered = draw(needs, left)
        missing = sum(uncovered.values())
        if missing and not may_lack and year_is_checked(year):
            raise _refused(year, sum(need.amount_vnd for need in needs), missing)
        keys = [f"{approved}/{need.area_id}/{need.programme}" for need in needs]
        cursor.execute(_OWNERS, [keys])
        made = {key: pk for pk, _, key in cursor.fetchall()}
    lines = {line.pk: line for line in BudgetLine.objects.filter(pk__in={one.line_id for one in draws})}
    sides = []
    for one in draws:
        place = Place(lines[one.line_id].area_id, lines[one.line_id].content, one.line_id)
        tail = f"{one.need.area_id}/{one.need.programme}"
        of_id = made[f"{approved}/{tail}"]
        sides.append(Side(f"{owner}/commit/{tail}", one.need.area_id, place, place, one.amount_vnd, of_id))
    covered = post_sides(code=TransferCode.BUDGET_COMMITTED, on=on, sides=sides, year=year)
    return Committed(covered, missing)


def _refused(year: int, needed: int, missing: int) -> Refusal:
    return Refusal(
        "Dự toán năm %(year)s không đủ: danh sách cần %(needed)s đồng, còn thiếu %(lacking)s đồng. Hãy "
        "bổ sung dự toán rồi duyệt lại.",
        code="over_budget",
        year=year,
        missing=missing,
        needed=format_dong(needed),
        lacking=format_dong(missing),
    )
