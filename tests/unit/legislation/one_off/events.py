"""Made-up events over all values of the contract, for tests that must hold for every event."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ansinh.legislation.facts_table import FactColumn
from ansinh.legislation.one_off import EVENT_COLUMNS

DAYS = ("2020-05-05", "2021-07-01", "2024-09-10", "2026-08-15", "2026-10-04", "2026-10-05")
NOT_FACTS = {"event_id", "kind", "happened"}
NUMBERS = {"count": (0, 1, 3, 4), "days": (0, 2, 3, 90, 200), "km": (0, 37), "people": (0, 1, 120),
           "amount": (0, 1, 10_000_000, 60_000_000)}  # fmt: skip


def values_of(column: FactColumn, happened: str) -> list[object]:
    """A value of each stretch between the boundaries of the law."""
    if column.kind == "province":
        return ["15", "01", "22"]
    if column.kind == "date":
        day = date.fromisoformat(happened)
        births = [day.replace(year=day.year - age) for age in (0, 16, 70, 75, 80)]
        days = [born + timedelta(days=1) for born in births[1:]] + births
        return sorted({born.isoformat() for born in days})
    if column.kind == "yes_no":
        return [False, True]
    return list(column.values or NUMBERS[column.kind])


def event(chance: random.Random, kind: str, happened: str, unknown: float = 0.0) -> dict[str, object]:
    """An event with every fact of the contract; some of them not known."""
    facts: dict[str, object] = {"event_id": "e", "kind": kind, "happened": happened}
    for column in EVENT_COLUMNS:
        if column.name not in NOT_FACTS:
            known = chance.random() >= unknown
            facts[column.name] = chance.choice(values_of(column, happened)) if known else None
    return facts
