"""The check of the registry: every invariant over all people and facts as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from ansinh.kernel.finding import Finding
from ansinh.kernel.money import format_dong
from ansinh.kernel.sealing.values import SealBroken, open_all
from ansinh.registry.invariants_table import COUNTED, INVARIANTS, MOST, SHOWN_PEOPLE

BATCH = 20_000
REGISTRY_INVARIANTS = {invariant.code: invariant for invariant in INVARIANTS}
"""By their codes, for checks that rest on them."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """The findings (at most MOST of each kind), how many there are in all, and over how much was looked.

    ``notes`` are what somebody should look at, though nothing is wrong by itself; they are not counted.
    """

    findings: tuple[Finding, ...]
    notes: tuple[Finding, ...]
    wrong: int
    checked: int
    people: int
    facts: int

    @property
    def closing(self) -> str:
        """The closing figure."""
        return (
            f"{format_dong(self.wrong)} sai lệch trên {format_dong(self.people)} người, {format_dong(self.facts)} "
            f"thông tin ({self.checked} điều kiểm tra)"
        )


def verify_registry(on: date) -> Verdict:
    """Check the invariants on a day. Needs a connection that sees every row."""
    findings: list[Finding] = []
    notes: list[Finding] = []
    wrong = 0
    with connection.cursor() as cursor:
        for invariant in INVARIANTS:
            statement = f"SELECT count(*) OVER (), w.* FROM ({invariant.select}) AS w ORDER BY w LIMIT {MOST:d}"  # noqa: S608 - our own names
            cursor.execute(statement, {"on": on})
            rows = cursor.fetchall()
            wrong += rows[0][0] if rows and not invariant.note else 0
            told = notes if invariant.note else findings
            told += [Finding(invariant.code, invariant.message.format(*row[1:])) for row in rows]
        others = _other_ethnicity(cursor)
        wrong += len(others)
        findings += [Finding("R5c", f"hồ sơ {p}: dân tộc khác nhân thân {i}") for p, i in others[:MOST]]
        cursor.execute(COUNTED)
        people, *facts = cursor.fetchone()
    return Verdict(tuple(findings), tuple(notes), wrong, len(INVARIANTS) + 1, people, sum(facts))


def _other_ethnicity(cursor: Any) -> list[tuple[int, int]]:
    """(person, identity) where the people shown is another one than the people believed."""
    found: list[tuple[int, int]] = []
    last = 0
    while True:
        cursor.execute(SHOWN_PEOPLE, [last, BATCH])
        rows = cursor.fetchall()
        if not rows:
            return found
        found += [(person, identity) for person, identity, shown, believed in rows if _differ(shown, believed)]
        last = rows[-1][0]


def _differ(shown: str, believed: str) -> bool:
    """What does not open is told by the check of what is sealed."""
    try:
        one, other = open_all([shown, believed])
    except SealBroken:
        return False
    return one != other
