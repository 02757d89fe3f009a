"""Places of news that is dated before communes changed: what a place was on that day, and what it became since.

A kind says where people live from a day on in the words of one commune. Where that commune began after the day, or has
ended since, its predecessors and successors stand in its place for their days, as they do in residences that were
carried over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ansinh.areas import public as areas
from ansinh.registry.requests.kind import About, Change, Kind

Piece = tuple[date, int, str]
"""From a day on a commune and what the village is called there."""


def changes_told(kind: Kind, about: About) -> list[Change]:
    """The changes that follow from what was told, each in the communes of its days."""
    changes = kind.changes(about)
    if all(unit.valid.upper is None and day in unit.valid for day, unit in _lived_in(changes)):
        return changes
    steps, own = areas.lineage(), about.rests[0][1] if about.rests else None
    found: list[Change] = []
    for change in changes:
        if change.fact == "residence" and change.values:
            found += _residences(steps, change, own, _next_day(changes, change))
        elif change.fact == "household" and change.values:
            found.append(_household(steps, change))
        else:
            found.append(change)
    return found


def _lived_in(changes: Sequence[Change]) -> list[tuple[date, areas.Unit]]:
    """From which day on in which commune somebody is said to live."""
    told = [
        (change.day, change.values["unit_id"]) for change in changes if change.fact == "residence" and change.values
    ]
    units = areas.Unit.objects.in_bulk({unit for _, unit in told})
    return [(day, units[unit]) for day, unit in told]


def not_there(changes: Sequence[Change]) -> areas.Unit | None:
    """A commune that did not exist on the day, and nothing tells which other the place belonged to."""
    return next((unit for day, unit in _lived_in(changes) if day not in unit.valid), None)


def _residences(steps: areas.Lineage, change: Change, own: int | None, until: date | None) -> list[Change]:
    """The residence in pieces, up to the next that the news tells of the same person; as told where no piece fits."""
    values = change.values or {}
    pieces = _pieces(steps, values["unit_id"], values["village"], change.day)
    if not pieces and own is not None:
        pieces = _pieces(steps, own, values["village"], change.day)
    kept = [piece for piece in pieces if until is None or piece[0] < until]
    return [replace(change, day=day, values={"unit_id": unit, "village": village}) for day, unit, village in kept] or [
        change
    ]


def _pieces(steps: areas.Lineage, unit: int, village: str, day: date) -> list[Piece]:
    """From the day on without a gap; empty when nobody can tell."""
    found = [
        (max(since, day), one, called)
        for one, called, since, until in steps.pieces(unit, village)
        if until is None or until > day
    ]
    return found if found and found[0][0] == day else []


def _next_day(changes: Sequence[Change], change: Change) -> date | None:
    later = (c.day for c in changes if c.fact == "residence" and c.key == change.key and c.day > change.day)
    return min(later, default=None)


def _household(steps: areas.Lineage, change: Change) -> Change:
    """A household stands where it is in charge today."""
    values = change.values or {}
    if values["area_id"] not in steps.days:
        return change
    unit, village, _, until = steps.pieces(values["area_id"], values["village"])[-1]
    return change if until else replace(change, values={"area_id": unit, "village": village})
