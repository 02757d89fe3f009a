"""Ages and months counted in days: the calendar arithmetic of events."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from ansinh.legislation.facts_table import EPOCH_ORDINAL

_FEBRUARY = 2


def day_number(day: date) -> int:
    """A day as days since 1970-01-01."""
    return day.toordinal() - EPOCH_ORDINAL


def last_born_to_be_full(day: date, years: int) -> int:
    """The last birthday on which one is full ``years`` old on the day, as a day number.

    Whoever was born on 29 February is a year older on 28 February of a year that has no 29th.
    """
    year = day.year - years
    last = calendar.monthrange(year, day.month)[1]
    at_end = day.day == calendar.monthrange(day.year, day.month)[1]
    return day_number(date(year, day.month, last if at_end and day.month == _FEBRUARY else min(day.day, last)))


def last_of_months(first: date, months: int) -> date:
    """The last day of so many months that begin with ``first``: the day before the same day, months later.

    Where the month has no such day, its last day: three months from 30 November end on 28 (29) February.
    """
    number = first.year * 12 + first.month - 1 + months
    year, month = number // 12, number % 12 + 1
    if first.day == 1:
        return date(year, month, 1) - timedelta(days=1)
    return date(year, month, min(first.day - 1, calendar.monthrange(year, month)[1]))
