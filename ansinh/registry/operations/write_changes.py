"""Writing changes of facts, set-based: those of one table and day together, later days first."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from ansinh.kernel.sealing.blind import hold_index_key
from ansinh.kernel.vietnamese import fold, sort_key
from ansinh.registry.fact_table import FACT_TABLES
from ansinh.registry.models import content_of
from ansinh.registry.operations.end_facts import end_facts
from ansinh.registry.operations.invert_facts import show_identities
from ansinh.registry.operations.supersede import supersede
from ansinh.registry.requests.kind import NEW_HOUSEHOLD, NEW_PERSON, Change
from ansinh.registry.sealed_facts import SEALED_CIRCUMSTANCE, place_of, stored_values

_IDENTITY = "full_name text, born_on date, born_precision text, died_on date, sex text, ethnicity text, citizen boolean"
_COLUMNS = tuple(part.split()[0] for part in _IDENTITY.split(", "))
_PERSON = """
INSERT INTO registry_person (id, full_name, name_fold, name_sort, born_on, born_precision, died_on, sex, ethnicity,
  area_id, village)
VALUES (%(id)s, %(full_name)s, %(name_fold)s, %(name_sort)s, %(born_on)s, %(born_precision)s, %(died_on)s, %(sex)s,
  %(ethnicity)s, %(area_id)s, %(village)s)
"""
_RETRACT_IDENTITY = """
UPDATE registry_identity SET retracted_at = statement_timestamp(), retracted_by_id = %s
WHERE person_id = %s AND retracted_at IS NULL RETURNING to_jsonb(registry_identity)
"""
_PLACE = """
UPDATE registry_household SET area_id = %(area_id)s, village = %(village)s WHERE id = %(id)s
"""
_FOUND = "INSERT INTO registry_household (id, area_id, village) VALUES (%(id)s, %(area_id)s, %(village)s)"
# A commune that has meanwhile gone over into several is left to the merger's own work.
_SHOW_PLACES = """
WITH RECURSIVE became (unit_id, id) AS (
  SELECT DISTINCT unit_id, unit_id FROM registry_residence WHERE person_id = ANY (%(people)s)
  UNION SELECT became.unit_id, s.successor_id FROM became JOIN areas_succession AS s ON s.predecessor_id = became.id
), today AS (
  SELECT unit_id, min(u.id) AS area_id FROM became JOIN areas_unit AS u ON u.id = became.id
  WHERE u.valid @> %(on)s::date GROUP BY unit_id HAVING count(*) = 1
)
UPDATE registry_person AS p SET area_id = today.area_id, village = r.village
FROM registry_residence AS r JOIN today USING (unit_id)
WHERE r.person_id = p.id AND p.id = ANY (%(people)s) AND r.retracted_at IS NULL AND r.valid @> %(on)s::date
  AND (p.area_id, p.village) IS DISTINCT FROM (today.area_id, r.village)
"""


def write_changes(cursor: Any, changes: Sequence[Change], *, source_id: int, area_id: int, on: date) -> list[Change]:
    """Record them, and bring what lists show up to ``on``. Returns them with the ids of those who are new.

    Runs as somebody who may write in every area that the changes concern.
    """
    hold_index_key()
    changes = _numbered(cursor, changes)
    for change in changes:
        if change.fact == "identity":
            _identity(cursor, change, source_id=source_id, area_id=area_id)
        elif change.fact == "household":
            _household(cursor, change)
    dated = [_as_stored(change) for change in changes if change.fact in FACT_TABLES]
    for day, ends, fact in sorted({(c.day, c.values is None, c.fact) for c in dated}, reverse=True):
        same = [c for c in dated if (c.day, c.values is None, c.fact) == (day, ends, fact)]
        _dated(cursor, fact, same, ends=ends, source_id=source_id)
    show_identities(cursor, [source_id])
    moved = [change.key["person_id"] for change in changes if change.fact == "residence"]
    show_places(cursor, moved, on)
    return changes


def show_places(cursor: Any, person_ids: Sequence[int], on: date) -> None:
    """Commune and village that lists show, and by which rights go, from where these people live on a day."""
    if person_ids:
        cursor.execute(_SHOW_PLACES, {"people": list(person_ids), "on": on})


def _numbered(cursor: Any, changes: Sequence[Change]) -> list[Change]:
    """With real ids in place of NEW_PERSON and NEW_HOUSEHOLD."""
    numbers: dict[Any, int] = {}
    for placeholder, table in ((NEW_PERSON, "registry_person"), (NEW_HOUSEHOLD, "registry_household")):
        if any(placeholder in change.key.values() for change in changes):
            cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
            numbers[placeholder] = cursor.fetchone()[0]

    def filled(values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: numbers.get(value, value) if name.endswith(("person_id", "household_id", "child_id")) else value
            for name, value in values.items()
        }

    return [replace(c, key=filled(c.key), values=c.values if c.values is None else filled(c.values)) for c in changes]


def _as_stored(change: Change) -> Change:
    """The change as it is written, sealed where its table seals."""
    fact, key = place_of(change.fact, change.key)
    if change.values is None:
        return replace(change, fact=fact, key=key)
    values = change.values
    if fact == SEALED_CIRCUMSTANCE:
        values = {"content": content_of(change.key["kind"], values["value"])}
    return replace(change, fact=fact, key=key, values=stored_values(fact, {**key, **values}, values))


def _identity(cursor: Any, change: Change, *, source_id: int, area_id: int) -> None:
    """A correction takes over what it does not correct; somebody new has the place of the commune until it is known."""
    person_id, values = change.key["person_id"], stored_values("identity", change.values or {}, change.values or {})
    cursor.execute(_RETRACT_IDENTITY, [source_id, person_id])
    former = cursor.fetchone()
    if former is None:
        name = values["full_name"]
        new = {"id": person_id, "area_id": area_id, "village": "", "name_fold": fold(name), "name_sort": sort_key(name)}
        cursor.execute(_PERSON, values | new)
    else:
        known = former[0] if isinstance(former[0], dict) else json.loads(former[0])
        values = {column: known[column] for column in _COLUMNS} | values
    columns = ", ".join(_COLUMNS)
    cursor.execute(
        f"INSERT INTO registry_identity (person_id, {columns}, source_id) "  # noqa: S608 - our own names
        f"SELECT %s, {columns}, %s FROM jsonb_to_record(%s::jsonb) AS r ({_IDENTITY})",
        [person_id, source_id, json.dumps(values)],
    )


def _household(cursor: Any, change: Change) -> None:
    given = {"id": change.key["household_id"], **(change.values or {})}
    cursor.execute(_PLACE, given)
    if cursor.rowcount == 0:
        cursor.execute(_FOUND, given)


def _dated(cursor: Any, fact: str, changes: Sequence[Change], *, ends: bool, source_id: int) -> None:
    table = FACT_TABLES[fact]
    types = {**table.key, **({} if ends else table.values), "from_day": "date"}
    rows = [{**c.key, **(c.values or {}), "from_day": c.day.isoformat()} for c in changes]
    listed = ", ".join(f"{column} {kind}" for column, kind in types.items())
    write = end_facts if ends else supersede
    write(
        cursor,
        table=table.table,
        key=tuple(table.key),
        values=tuple(table.values),
        query=f"SELECT {', '.join(types)} FROM jsonb_to_recordset(%(rows)s::jsonb) AS r ({listed})",  # noqa: S608 - our own names
        given={"rows": json.dumps(rows)},
        source_id=source_id,
    )
