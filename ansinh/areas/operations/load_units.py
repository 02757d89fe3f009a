"""Loading the units of all times, into an empty database or one that was loaded with less knowledge."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.areas.known_units import CITATIONS, Key, Known, known_units
from ansinh.areas.models import Succession, Unit
from ansinh.kernel import audit

_ROUNDS = (Unit.Kind.PROVINCE, Unit.Kind.DISTRICT, Unit.Kind.COMMUNE)


@transaction.atomic
def load_units(*, before: date | None = None) -> int:
    """Bring units and successions to what the data files know; returns how many were written or changed, 0: none.

    A unit is known again by kind, code and first day: its row, and whatever points at it, stays; name and end may
    change. Rows that the files do not know (later mergers, entered here) stay as they are. A step that has not come
    yet where units are held already is left to be applied as a change, with people, files and rights
    (`reorganise_as_known`); ``before``: an empty database learns no step from that day on.
    """
    rows = {(row.kind, row.code, row.valid.lower): row for row in Unit.objects.filter(withdrawn=False)}
    known = known_units().without(_still_to_come(rows, before))
    changed = _change(known, rows)
    added = sum(_add(kind, known, rows) for kind in _ROUNDS)
    changed += _link(known, rows)
    if changed or added:
        audit.record(actor=None, action="areas.load", object_kind="unit", details={"added": added, "changed": changed})
    return added + changed


def _still_to_come(rows: dict[Key, Unit], before: date | None) -> set[date]:
    """The days of steps none of whose former units has ended here yet."""
    if before is not None:
        return {day for day in CITATIONS if day >= before}
    found: dict[date, list[bool]] = {}
    for unit in known_units().units:
        if unit.end in CITATIONS and unit.key in rows:
            found.setdefault(unit.end, []).append(rows[unit.key].valid.upper is None)
    return {day for day, open_ended in found.items() if all(open_ended)}


def _change(known: Known, rows: dict[Key, Unit]) -> int:
    """First what is there: a unit that ends earlier than was thought makes room for the next of its code."""
    wrong = []
    for unit in known.units:
        row = rows.get(unit.key)
        if row is None:
            continue
        end = unit.end or row.valid.upper  # the files know no end of today's units; a later merger may have set one
        if (row.name, row.valid.upper) != (unit.name, end):
            row.name, row.valid = unit.name, DateRange(unit.start, end)
            wrong.append(row)
    Unit.objects.bulk_update(wrong, ["name", "valid"])
    return len(wrong)


def _add(kind: str, known: Known, rows: dict[Key, Unit]) -> int:
    missing = [unit for unit in known.units if unit.kind == kind and unit.key not in rows]
    made = Unit.objects.bulk_create(
        Unit(
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            parent=rows[unit.parent] if unit.parent else None,
            valid=DateRange(unit.start, unit.end),
        )
        for unit in missing
    )
    rows.update(zip((unit.key for unit in missing), made, strict=True))
    return len(missing)


def _link(known: Known, rows: dict[Key, Unit]) -> int:
    """The successions of the known units; one that skipped a step in between is taken out."""
    wanted = {(rows[old].pk, rows[new].pk): rows[new].valid.lower for old, new in known.went_over}
    ours = [rows[unit.key].pk for unit in known.units]
    among = Succession.objects.filter(predecessor__in=ours, successor__in=ours)
    found = {(link.predecessor_id, link.successor_id): link for link in among}
    skipping = [link.pk for pair, link in found.items() if pair not in wanted]
    Succession.objects.filter(pk__in=skipping).delete()
    missing = [pair for pair in wanted if pair not in found]
    Succession.objects.bulk_create(
        Succession(predecessor_id=old, successor_id=new, on=wanted[old, new]) for old, new in missing
    )
    return len(skipping) + len(missing)
