"""The check of the registry: every invariant over all people and facts as they stand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ansinh.kernel.money import format_dong
from ansinh.registry.invariants_table import COUNTED, INVARIANTS, MOST


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is wrong: which invariant, and a sentence with ids."""

    code: str
    message: str


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
        cursor.execute(COUNTED)
        people, *facts = cursor.fetchone()
    return Verdict(tuple(findings), tuple(notes), wrong, len(INVARIANTS), people, sum(facts))
