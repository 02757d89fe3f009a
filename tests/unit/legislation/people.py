"""Random people in the neighbourhood of every boundary of the law."""

from __future__ import annotations

import random
from datetime import date, timedelta

from ansinh.legislation import FACTS, FactColumn

REGIME_MONTHS = (
    "2015-01", "2021-06", "2021-07",
    "2024-06", "2024-07", "2025-06", "2025-07", "2026-06", "2026-07", "2026-09", "2026-10", "2027-02",
)  # fmt: skip
SELDOM = {"imprisoned": 0.04, "in_facility": 0.06, "abandoned": 0.1, "spouse_has_parent_support": 0.1}
AGES = (0, 3, 4, 15, 16, 17, 18, 22, 30, 59, 60, 70, 75, 80, 90)


def person(number: int, chance: random.Random, month: str, unknown: float = 0.0) -> dict[str, object]:
    """One person; ``unknown`` is the chance of each fact that may be unknown."""
    facts: dict[str, object] = {"person_id": str(number), "month": month}
    for fact in FACTS:
        if fact.name in facts:
            continue
        empty = unknown and fact.kind != "date_or_none" and chance.random() < unknown
        facts[fact.name] = None if empty else _value(fact, chance, month)
    born, died = facts["born"], facts["died"]
    if isinstance(born, str) and isinstance(died, str) and died < born:
        facts["died"] = None
    return facts


def people(count: int, seed: int, month: str, unknown: float = 0.0) -> list[dict[str, object]]:
    """Many people, the same for the same seed."""
    chance = random.Random(f"{seed}{month}{unknown}")
    return [person(i, chance, month, unknown) for i in range(count)]


def columns_of(rows: list[dict[str, object]]) -> dict[str, list[object]]:
    """Rows as columns, without person and month."""
    return {fact.name: [row[fact.name] for row in rows] for fact in FACTS if fact.kind not in {"id", "month"}}


def _value(fact: FactColumn, chance: random.Random, month: str) -> object:
    if fact.kind == "province":
        return chance.choice(["15", "15", "22", "01", "34"])
    if fact.kind == "choice":
        return chance.choice(fact.values)
    if fact.kind == "yes_no":
        return chance.random() < SELDOM.get(fact.name, 0.4)
    if fact.kind == "count":
        return chance.choice([0, 0, 0, 1, 2, 3])
    if fact.kind == "amount":
        return chance.choice([0, 0, 0, 1, 400_000, 499_999, 500_000, 539_999, 540_000, 5_000_000])
    return _day(fact, chance, month)


def _day(fact: FactColumn, chance: random.Random, month: str) -> str | None:
    first = date.fromisoformat(f"{month}-01")
    if fact.name == "born":
        # Within some weeks of a birthday that the law knows, or anywhere.
        age = chance.choice([*AGES, chance.randrange(100)])
        return (first - timedelta(days=int(age * 365.25) + chance.randrange(-45, 45))).isoformat()
    share = 0.06 if fact.name == "died" else 0.8
    return (first + timedelta(days=chance.randrange(-60, 60))).isoformat() if chance.random() < share else None
