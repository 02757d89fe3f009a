"""Until when a case has to be done: its steps, when each was done, when the term stood still."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from ansinh.casework.cases.procedure import CaseProcedure
from ansinh.legislation.deadlines import Due, WorkingCalendar, due_dates, working_calendar
from ansinh.legislation.errors import LawError

SOON_DAYS = 2
"""A case is soon due when it has so many working days left, or fewer."""


class Light(StrEnum):
    """How a case stands to its term."""

    TIME = "time"
    SOON = "soon"
    LATE = "late"
    PAUSED = "paused"
    IN_TIME = "in_time"
    OVERDUE = "overdue"
    NONE = "none"


LIGHTS = {
    Light.TIME: "Còn hạn",
    Light.SOON: "Sắp đến hạn",
    Light.LATE: "Quá hạn",
    Light.PAUSED: "Tạm dừng tính hạn",
    Light.IN_TIME: "Đúng hạn",
    Light.OVERDUE: "Trễ hạn",
    Light.NONE: "Không ghi hạn",
}


@dataclass(frozen=True)
class Done:
    """An act that was done to a case on a day."""

    act: str
    on: date


@dataclass(frozen=True)
class Clock:
    """``steps``: the term's steps with their days. ``due_on``: the last day of the whole, ``step_due_on`` of the step
    that is open. Both are None while the term stands still or where it cannot be told. ``paused_on``: since when.
    """

    steps: tuple[Due, ...]
    due_on: date | None
    step_due_on: date | None
    paused_on: date | None

    @property
    def current(self) -> Due | None:
        """The step that is open."""
        return next((due for due in self.steps if due.done_on is None), None)


@cache
def calendar() -> WorkingCalendar:
    """The calendar of working days; read once."""
    return working_calendar()


def pauses(history: Iterable[Done]) -> list[tuple[date, date | None]]:
    """From which day to which the citizen was waited for; the last one may go on."""
    found: list[tuple[date, date | None]] = []
    for done in history:
        if done.act == "ask":
            found.append((done.on, None))
        elif found and found[-1][1] is None and done.act in ("supplied", "withdraw"):
            found[-1] = (found[-1][0], done.on)
    return found


def _days(after: date, until: date) -> Iterable[date]:
    return (after + timedelta(days=n) for n in range(1, (until - after).days + 1))


def clock_of(procedure: CaseProcedure, received_on: date, history: Sequence[Done]) -> Clock:
    """The clock of a case: ``history`` in order. The day of receipt, of asking and of the answer are not counted."""
    stood = pauses(history)
    stopped = frozenset(day for since, until in stood if until is not None for day in _days(since, until))
    steps = [step for step in procedure.steps if step.days is not None]
    done: dict[str, date] = {}
    began: dict[str, date] = {}
    for one in history:
        act = procedure.acts.get(one.act)
        done.update({step.code: one.on for step in steps if act and step.code in act.ends and step.code not in done})
        if one.act == "complain":
            began.setdefault("complaint", one.on)
    try:
        found = due_dates(
            received_on, steps, calendar(), done=done, cases=list(began), case_began=began, stopped=stopped
        )
    except LawError:  # beyond the last year of the calendar
        found = ()
    paused_on = next((since for since, until in stood if until is None), None)
    open_step = next((due for due in found if due.done_on is None), None)
    if paused_on is not None:
        return Clock(found, None, None, paused_on)
    return Clock(found, found[-1].due_on if found else None, open_step.due_on if open_step else None, None)


def soon_until(today: date) -> date:
    """The last day that counts as soon."""
    return calendar().after(today, SOON_DAYS)


def light_of(
    *, due_on: date | None, paused: bool, closed_on: date | None, today: date, soon: date | None = None
) -> Light:
    """The light of a case; a closed one is judged by the day it was closed."""
    if closed_on is not None:
        return Light.NONE if due_on is None else Light.IN_TIME if closed_on <= due_on else Light.OVERDUE
    if paused:
        return Light.PAUSED
    if due_on is None:
        return Light.NONE
    if due_on < today:
        return Light.LATE
    return Light.SOON if due_on <= (soon or soon_until(today)) else Light.TIME
