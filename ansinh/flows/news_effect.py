"""What news would change in what the law gives: the registry is asked as it is, and as it would be."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.registry import public as registry

CANNOT_TELL = 2
MOST_PEOPLE = 200
Due = dict[tuple[int, str], int | None]
"""(person, category): đồng a month, or None where it cannot be told whether anything is due (category "")."""


@dataclass(frozen=True)
class Effect:
    """From a month on, a person's category has another amount; None: not due (before or after).

    ``person_id`` is NEW_PERSON for whom the news brings. ``unclear``: it can no longer be told, a fact is missing.
    """

    person_id: int
    month: Month
    category: str
    before_vnd: int | None
    after_vnd: int | None
    unclear: bool = False

    @property
    def kind(self) -> str:
        """start, stop, adjust or unclear."""
        if self.unclear:
            return "unclear"
        return "start" if self.before_vnd is None else "stop" if self.after_vnd is None else "adjust"


def effect_of(request: registry.ChangeRequest, on: date) -> list[Effect]:
    """The differences in the month from which the news holds, the present one, and those after each.

    Months in between follow from the same facts. Nothing that is written for the question is kept.
    """
    first, now = Month.of(request.effective_on), Month.of(on)
    months = sorted({first, first.next(), now, now.next()} if first <= now else {first, first.next()})
    with acting_as(SYSTEM):
        known = _clock()
        with registry.as_if_applied(request, on) as rows:
            people = registry.queries_requests.affected_people(rows, request.effective_on)[:MOST_PEOPLE]
            new = {r["key"]["person_id"] for r in rows if r["fact"] == "identity" and r["before"] is None}
            pairs = [(month, _due(people, month, known), _due(people, month, _clock())) for month in months]
    found: dict[tuple[int, str], Effect] = {}
    for month, before, after in pairs:
        for key in before.keys() | after.keys():
            if key not in found and before.get(key, 0) != after.get(key, 0):
                found[key] = _effect(key, month, before, after, new)
    return sorted(found.values(), key=lambda effect: (effect.person_id, effect.month, effect.category))


def _effect(key: tuple[int, str], month: Month, before: Due, after: Due, new: Container[int]) -> Effect:
    person = registry.NEW_PERSON if key[0] in new else key[0]
    return Effect(person, month, key[1], before.get(key), after.get(key), unclear=not key[1] and key in after)


def _due(people: list[int], month: Month, known_at: datetime) -> Due:
    frame = registry.facts_of_month(month, known_at=known_at, person_ids=people)
    if frame.is_empty():
        return {}
    found = determination.evaluate(frame, month, determination.law_in_force(known_at=known_at))
    due: Due = {(row["person_id"], row["category"]): row["amount_vnd"] for row in found.benefits.iter_rows(named=True)}
    for row in found.results.iter_rows(named=True):
        if row["outcome"] == CANNOT_TELL:
            due[(row["person_id"], "")] = None
    return due


def _clock() -> Any:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
