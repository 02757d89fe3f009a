"""Ending reservations: spent when the money leaves, voided when the list is cancelled, restored when it came back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any

from django.db import connection, transaction

from ansinh.funds.codes import TransferCode
from ansinh.funds.operations.post_sides import Place, Side, post_sides

_PENDING = """
SELECT t.id, t.area_id, substr(t.key, length(%(owner)s::text) + 9), t.year, a.area_id, a.programme, a.budget_id,
  e.amount_vnd
FROM funds_transfer AS t JOIN funds_entry AS e ON e.transfer_id = t.id AND e.amount_vnd > 0
JOIN funds_account AS a ON a.id = e.account_id
WHERE t.code = 'budget_committed' AND starts_with(t.key, %(owner)s::text || '/commit/')
  AND NOT EXISTS (SELECT FROM funds_transfer AS ended WHERE ended.of_id = t.id)
ORDER BY t.key, e.id
"""
# Of what came back, the part beyond what no line had paid goes back to the lines, the last drawn first.
_RESTORABLE = """
WITH back AS ({returned}), spent AS (
  SELECT t.area_id, substr(t.key, length(%(owner)s::text) + 8) AS tail, t.year, a.programme AS content,
    a.area_id AS line_area, a.budget_id, -sum(e.amount_vnd) AS amount, max(e.id) AS place
  FROM funds_transfer AS t JOIN funds_entry AS e ON e.transfer_id = t.id AND e.amount_vnd < 0
  JOIN funds_account AS a ON a.id = e.account_id
  WHERE t.code = 'commitment_spent' AND starts_with(t.key, %(owner)s::text || '/spend/') GROUP BY 1, 2, 3, 4, 5, 6
), restored AS (
  SELECT a.budget_id, t.area_id, split_part(substr(t.key, length(%(owner)s::text) + 10), '/', 2) AS programme,
    sum(e.amount_vnd) AS amount
  FROM funds_transfer AS t JOIN funds_entry AS e ON e.transfer_id = t.id AND e.amount_vnd > 0
  JOIN funds_account AS a ON a.id = e.account_id
  WHERE t.code = 'budget_restored' AND starts_with(t.key, %(owner)s::text || '/restore/') GROUP BY 1, 2, 3
)
SELECT spent.area_id, split_part(spent.tail, '/', 2), spent.year, spent.line_area, spent.content, spent.budget_id,
  spent.amount, coalesce(restored.amount, 0), back.amount_vnd, back.paid_vnd
FROM spent JOIN back ON back.area_id = spent.area_id AND back.programme = split_part(spent.tail, '/', 2)
LEFT JOIN restored ON restored.area_id = spent.area_id AND restored.budget_id = spent.budget_id
  AND restored.programme = back.programme
ORDER BY 1, 2, spent.place DESC
"""
# Everything drawn for a content in a year, by area and line, the last drawn first, less what was given back.
_DRAWN = """
WITH needed AS ({needed})
SELECT n.area_id, n.amount_vnd, l.area_id, l.content, l.id, drawn.amount
FROM needed AS n CROSS JOIN LATERAL (
  SELECT a.budget_id, -sum(e.amount_vnd) AS amount, max(e.id) FILTER (WHERE t.code = 'commitment_spent') AS place
  FROM funds_transfer AS t JOIN funds_entry AS e ON e.transfer_id = t.id
  JOIN funds_account AS a ON a.id = e.account_id AND a.budget_id IS NOT NULL
  WHERE t.code IN ('commitment_spent', 'budget_restored') AND t.year = %(year)s AND t.id IN (
    SELECT own.transfer_id FROM funds_account AS o JOIN funds_entry AS own ON own.account_id = o.id
    WHERE (o.kind, o.area_id, o.programme) = ('budget_line', n.area_id, %(content)s))
  GROUP BY 1
) AS drawn JOIN funds_budget_line AS l ON l.id = drawn.budget_id
WHERE drawn.amount > 0 ORDER BY n.area_id, drawn.place DESC
"""


@transaction.atomic
def spend_commitments(*, owner: str, on: date) -> int:
    """The money leaves: what was reserved under ``owner`` is drawn. Returns đồng; a repeat draws none."""
    return _end(owner, on, TransferCode.COMMITMENT_SPENT)


@transaction.atomic
def void_commitments(*, owner: str, on: date) -> int:
    """What was reserved under ``owner`` is free again. Returns đồng; a repeat frees none."""
    return _end(owner, on, TransferCode.COMMITMENT_VOIDED)


def _end(owner: str, on: date, code: TransferCode) -> int:
    spent = code == TransferCode.COMMITMENT_SPENT
    with connection.cursor() as cursor:
        cursor.execute(_PENDING, {"owner": owner})
        rows = cursor.fetchall()
    sides: dict[int | None, list[Side]] = {}
    for transfer, area, tail, year, line_area, content, line, amount in rows:
        place = Place(line_area, content, line)
        target = Place(area, tail.partition("/")[2]) if spent else place
        key = f"{owner}/{'spend' if spent else 'void'}/{tail}"
        sides.setdefault(year, []).append(Side(key, area, place, target, amount, transfer))
    return sum(post_sides(code=code, on=on, sides=some, year=year) for year, some in sides.items())


@transaction.atomic
def restore_budget(*, owner: str, on: date, returned: str, parameters: Mapping[str, Any]) -> int:
    """Give back to the lines what came back to the budget of a list whose reservation was spent.

    ``returned`` is a SELECT with area_id, programme, amount_vnd (all that came back so far) and paid_vnd (the whole
    list). Returns đồng; asked again without more having come back it returns 0.
    """
    with connection.cursor() as cursor:
        cursor.execute(_RESTORABLE.format(returned=returned), {**parameters, "owner": owner})
        rows = cursor.fetchall()
    sides: dict[int | None, list[Side]] = {}
    for (area, programme), group in groupby(rows, lambda row: (row[0], row[1])):
        lines = list(group)
        back, whole = lines[0][8], lines[0][9]
        uncovered = whole - sum(row[6] for row in lines)
        due = max(0, back - uncovered) - sum(row[7] for row in lines)
        for row, amount in _last_drawn(due, ((row, row[6] - row[7]) for row in lines)):
            key, target = f"{owner}/restore/{area}/{programme}/{back}", Place(*row[3:6])
            sides.setdefault(row[2], []).append(Side(key, area, Place(area, programme), target, amount))
    code = TransferCode.BUDGET_RESTORED
    return sum(post_sides(code=code, on=on, sides=some, year=year) for year, some in sides.items())


@transaction.atomic
def restore_beyond(*, content: str, year: int, on: date, key: str, needed: str, parameters: Mapping[str, Any]) -> int:
    """Give back to the lines what was drawn for a content in a year beyond what is needed, the last drawn first.

    ``needed`` is a SELECT with area_id and amount_vnd: all that the area still needs of it in the year. Returns đồng;
    asked again it returns 0. Where several drawings make one need, as fees do, nothing tells which of them came back.
    """
    names = {**parameters, "content": content, "year": year}
    with connection.cursor() as cursor:
        cursor.execute(_DRAWN.format(needed=needed), names)
        rows = cursor.fetchall()
    sides = []
    for area, group in groupby(rows, lambda row: row[0]):
        lines = list(group)
        beyond = sum(row[5] for row in lines) - lines[0][1]
        for row, amount in _last_drawn(beyond, ((row, row[5]) for row in lines)):
            target = Place(*row[2:5])
            sides.append(Side(f"{key}/restore/{area}/{content}", area, Place(area, content), target, amount))
    return post_sides(code=TransferCode.BUDGET_RESTORED, on=on, sides=sides, year=year)


def _last_drawn(due: int, drawn: Iterable[tuple[tuple[Any, ...], int]]) -> Iterator[tuple[tuple[Any, ...], int]]:
    """How much of ``due`` each line gets back, in their order, of what it still lacks."""
    for row, left in drawn:
        if (amount := int(min(due, left))) > 0:
            due -= amount
            yield row, amount
