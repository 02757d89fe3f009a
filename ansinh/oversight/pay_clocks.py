"""The two days that the law sets for every month's payment: money and lists before the 25th, results before the 20th.

"Before the 25th of every month … for the month that follows" and "before the 20th" are days of the calendar, not terms
in working days; offices and the treasury act on working days, so the last of these before the day is the day to keep,
and what is left until then is counted in them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.utils import timezone

from ansinh.casework.public import Light
from ansinh.kernel.period import Month
from ansinh.legislation.deadlines import WorkingCalendar, working_calendar
from ansinh.legislation.errors import LawError
from ansinh.oversight.month_work import RunMoney
from ansinh.payments.public import PayrollRun, RunKind, RunState

RELEASE_BEFORE, REPORT_BEFORE = 25, 20
SOON_DAYS = 3
"""Amber from so many working days left on."""
ND335_FROM = date(2026, 10, 5)


@dataclass(frozen=True)
class PayClock:
    """``last_day``: the last working day on which it is in time. ``done_on``: when it was; None as long as it was not.

    ``days``: working days left (or, once over, how many it is or was late); ``article`` sets the day.
    """

    code: str
    light: Light
    last_day: date
    done_on: date | None
    days: int
    article: str


def pay_clocks(month: Month, runs: Sequence[RunMoney], today: date) -> list[PayClock]:
    """Both clocks of a month in a place; none where the calendar of working days does not reach.

    They stop when the last of the place's monthly runs was handed over, and when the last was settled.
    """
    of_month = [money for money in runs if money.run.kind == RunKind.MONTHLY]
    released = _last([(money.run.released_at, money.released_on) for money in of_month])
    settled = _last([(money.run.settled_at, money.reported_on) for money in of_month])
    days = (
        ("release", month.minus(1).first.replace(day=RELEASE_BEFORE), released, 4),
        ("report", month.first.replace(day=REPORT_BEFORE), settled, 5),
    )
    try:
        return [_clock(code, before, done_on, clause, today) for code, before, done_on, clause in days]
    except LawError:
        return []


def pressing_clocks(today: date) -> list[tuple[Month, PayClock]]:
    """Of last month, this one and the next whatever is due soon or late and not done, where one sees; for the desk.

    Of last month only what was begun; nothing where no list was ever drawn.
    """
    this = Month.of(today)
    months = (this.minus(1), this, this.next())
    runs = PayrollRun.objects.filter(kind=RunKind.MONTHLY).exclude(state=RunState.CANCELLED)
    found: dict[Month, list[RunMoney]] = {month: [] for month in months}
    for run in runs.filter(month__in=[month.first for month in months]):
        found[Month.of(run.month)].append(RunMoney(run, 0, 0, {}, 0, 0))
    if not any(found.values()) and not runs.exists():
        return []
    return [
        (month, clock)
        for month in months
        if found[month] or month != months[0]
        for clock in pay_clocks(month, found[month], today)
        if clock.done_on is None and clock.light in (Light.SOON, Light.LATE)
    ]


def _last(steps: Sequence[tuple[datetime | None, date | None]]) -> date | None:
    """The last day on which a step was done, as it was posted (else as it was recorded); None while one is not."""
    days = [posted or timezone.localdate(moment) for moment, posted in steps if moment is not None]
    return max(days) if days and len(days) == len(steps) else None


def _clock(code: str, before: date, done_on: date | None, clause: int, today: date) -> PayClock:
    calendar = _calendar()
    last_day = calendar.before(before)
    article = f"Điều 28 khoản {clause} NĐ 335/2026" if before >= ND335_FROM else f"Điều 34 khoản {clause} NĐ 20/2021"
    at = done_on or today
    if at <= last_day:
        left = calendar.between(at, last_day)
        light = Light.IN_TIME if done_on else Light.SOON if left <= SOON_DAYS else Light.TIME
        return PayClock(code, light, last_day, done_on, left, article)
    light = Light.OVERDUE if done_on else Light.LATE
    return PayClock(code, light, last_day, done_on, calendar.between(last_day, at), article)


@cache
def _calendar() -> WorkingCalendar:
    return working_calendar()
