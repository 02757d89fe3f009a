"""Months and days as integers: the only calendar arithmetic of the law."""

from __future__ import annotations

import re
from datetime import date

from ansinh.legislation.errors import LawError
from ansinh.legislation.facts_table import EPOCH_ORDINAL

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


def month_number(month: str) -> int:
    """Months since year 0 of "YYYY-MM". Raises LawError for anything else."""
    match = _MONTH.fullmatch(month)
    if match is None:
        raise LawError(f"{month!r} không phải là tháng dạng YYYY-MM (not a month).")
    return int(match[1]) * 12 + int(match[2]) - 1


def first_day(number: int) -> int:
    """The first day of a month given by its number, as days since 1970-01-01."""
    return date(number // 12, number % 12 + 1, 1).toordinal() - EPOCH_ORDINAL


def last_born_to_be_full(number: int, years: int) -> int:
    """The last birthday on which one is full ``years`` old on some day of the month ("từ đủ N tuổi")."""
    return first_day(number + 1 - 12 * years) - 1


def first_born_to_be_under(number: int, years: int, months_kept: int) -> int:
    """The first birthday on which the title "dưới N tuổi" still holds in the month.

    ``months_kept`` 1: it is kept for the month in which the person turns N; 0: it ends with the month before.
    """
    return first_day(number + 1 - months_kept - 12 * years)


def iso_day(days: int) -> str:
    """A day number as YYYY-MM-DD."""
    return date.fromordinal(days + EPOCH_ORDINAL).isoformat()


def month_text(number: int) -> str:
    """The month "YYYY-MM" of a number of months since year 0."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def month_of(day: date) -> str:
    """The month "YYYY-MM" in which a day lies."""
    return f"{day.year:04d}-{day.month:02d}"


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of the month where it has no such day (BLDS 2015 Đ148.3)."""
    number = day.year * 12 + day.month - 1 + months
    last = date.fromordinal(first_day(number + 1) - 1 + EPOCH_ORDINAL)
    return last.replace(day=min(day.day, last.day))
