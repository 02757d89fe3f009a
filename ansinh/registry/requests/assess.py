"""What a request would change: each fact as it is now and as it would be; and what it lays a hand on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db import connection

from ansinh.registry.circumstance_table import BY_CODE
from ansinh.registry.fact_table import FACT_TABLES
from ansinh.registry.requests.kind import NEW_PERSON, Change
from ansinh.registry.sealed_facts import place_of, plain_values

Row = dict[str, Any]
"""{"fact", "key", "day" (YYYY-MM-DD), "before", "after"}: before and after are values by column, or None."""
_CURRENT = """
SELECT w.place, to_jsonb(f) FROM jsonb_to_recordset(%(wanted)s::jsonb) AS w (place int, day date, {types})
JOIN {table} AS f ON {same} AND f.retracted_at IS NULL AND f.valid @> w.day
"""
_LATER = """
SELECT max(lower(f.valid)) FROM jsonb_to_recordset(%(wanted)s::jsonb) AS w (place int, day date, {types})
JOIN {table} AS f ON {same} AND f.retracted_at IS NULL AND lower(f.valid) > w.day
"""
# Nobody moved where a commune went over into another and its people with it: whatever goes before goes over as well.
_CARRIED = """
WHERE NOT EXISTS (
  SELECT FROM registry_residence AS b JOIN areas_succession AS s ON s.predecessor_id = b.unit_id
  WHERE b.person_id = f.person_id AND b.retracted_at IS NULL AND upper(b.valid) = lower(f.valid)
    AND s.successor_id = f.unit_id AND s."on" = lower(f.valid)
    AND f.village = coalesce((SELECT v.became FROM areas_village_share AS v
      WHERE (v.predecessor_id, v.village, v.successor_id) = (b.unit_id, b.village, f.unit_id)), b.village)
)
"""
MOVING = {"residence": _CARRIED, "membership": ""}
_IDENTITY = """
SELECT person_id, to_jsonb(f) FROM registry_identity AS f WHERE person_id = ANY (%s) AND retracted_at IS NULL
"""
_HOUSEHOLD = "SELECT id, to_jsonb(f) FROM registry_household AS f WHERE id = ANY (%s)"


def rows_of(changes: Sequence[Change]) -> list[Row]:
    """The changes beside what the registry believes now, in their order."""
    rows: list[Row] = [
        {"fact": c.fact, "key": dict(c.key), "day": c.day.isoformat(), "before": None, "after": _listed(c)}
        for c in changes
    ]
    with connection.cursor() as cursor:
        for fact in sorted({change.fact for change in changes}):
            _fill(cursor, fact, [row for row in rows if row["fact"] == fact])
    return rows


def _listed(change: Change) -> dict[str, Any] | None:
    return None if change.values is None else dict(change.values)


def _fill(cursor: Any, fact: str, rows: list[Row]) -> None:
    if fact in ("identity", "household"):
        name = "person_id" if fact == "identity" else "household_id"
        cursor.execute(_IDENTITY if fact == "identity" else _HOUSEHOLD, [[row["key"][name] for row in rows]])
        found = dict(cursor.fetchall())
        for row in rows:
            known = found.get(row["key"][name])
            plain = known and plain_values(fact, _decoded(known))
            row["before"] = known and {column: plain[column] for column in row["after"]}
        return
    by_table: dict[str, list[tuple[Row, dict[str, Any]]]] = {}
    for row in rows:
        table, key = place_of(fact, row["key"])
        by_table.setdefault(table, []).append((row, key))
    for table, found_there in by_table.items():
        cursor.execute(*_asked(_CURRENT, table, [(row["day"], key) for row, key in found_there]))
        for place, known in cursor.fetchall():
            columns = {column: _decoded(known)[column] for column in FACT_TABLES[table].values}
            found_there[place][0]["before"] = plain_values(table, columns)


def _decoded(value: Any) -> dict[str, Any]:
    return json.loads(value) if isinstance(value, str) else value


def _asked(statement: str, fact: str, wanted: Sequence[tuple[str, dict[str, Any]]]) -> tuple[str, dict[str, str]]:
    table = FACT_TABLES[fact]
    types = ", ".join(f"{column} {kind}" for column, kind in table.key.items())
    same = " AND ".join(f"f.{column} = w.{column}" for column in table.key)
    rows = [{"place": place, "day": day, **key} for place, (day, key) in enumerate(wanted)]
    return statement.format(types=types, table=table.table, same=same), {"wanted": json.dumps(rows)}


def later_move(rows: Sequence[Row]) -> date | None:
    """The last day from which another residence or household is known already: a move cannot be slid in before it.

    Going over into another commune with everybody is no move, nor is another relation within the household.
    """
    found: list[date | None] = []
    with connection.cursor() as cursor:
        for fact, without in MOVING.items():
            wanted = [(row["day"], row["key"]) for row in rows if row["fact"] == fact and not _stays_member(row)]
            statement, given = _asked(_LATER, fact, wanted)
            cursor.execute(statement + without, given)
            found.append(cursor.fetchone()[0])
    return max((day for day in found if day is not None), default=None)


def _stays_member(row: Row) -> bool:
    """Whether only the relation to the head is another."""
    sides = (row["before"], row["after"])
    return (
        row["fact"] == "membership"
        and all(side and not side["is_head"] for side in sides)
        and (row["before"]["household_id"] == row["after"]["household_id"])
    )


def same_ground(stored: Sequence[Row], now: Sequence[Row]) -> bool:
    """Whether a request still rests on what it was written on, and would still do the same."""
    return json.loads(json.dumps(list(stored))) == json.loads(json.dumps(list(now)))


def touches_of(rows: Sequence[Row]) -> list[tuple[str, int, str, date, date | None]]:
    """(person or household, id, fact, first day, first day no longer) of each fact that a request lays a hand on.

    Of a fact that changes on several days the first counts. A newcomer has no facts yet: two who come into one
    household on one day are looked at together.
    """
    found = []
    home = next((r["after"]["household_id"] for r in rows if r["fact"] == "membership" and r["after"]), None)
    for row in rows:
        day = date.fromisoformat(row["day"])
        subject = "household" if "household_id" in row["key"] else "person"
        number = row["key"][f"{subject}_id"]
        parts = ":".join(str(value) for column, value in row["key"].items() if column != f"{subject}_id")
        if number == NEW_PERSON and row["fact"] == "identity" and home and home > 0:
            found.append(("household", home, "newcomer", day, day + timedelta(days=1)))
        if any(isinstance(value, int) and value < 0 for value in row["key"].values()):
            continue
        if row["fact"] == "identity":
            found += [(subject, number, f"identity:{column}", date.min, None) for column in row["after"]]
        else:
            found.append((subject, number, _named(row["fact"], parts), day, None))
    earliest = {touch[:3]: touch for touch in sorted(set(found), key=lambda touch: touch[:4], reverse=True)}
    return sorted(earliest.values(), key=lambda touch: touch[:4])


def _named(fact: str, parts: str) -> str:
    """The fact as a touch names it in clear: which of the sensitive circumstances it is does not stand there."""
    if fact == "circumstance" and parts in BY_CODE and BY_CODE[parts].sensitive:
        return "circumstance:sensitive"
    return f"{fact}:{parts}".rstrip(":")
