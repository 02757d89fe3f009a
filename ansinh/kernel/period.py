"""Benefit months. The law counts in calendar months; every amount belongs to one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_TEXT = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    """A calendar month. Stored in the database as its first day; periods of months are half-open."""

    year: int
    number: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2999 and 1 <= self.number <= 12):
            raise ValueError(f"not a month: {self.year}-{self.number}")

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read "YYYY-MM". Raises ValueError for anything else."""
        match = _TEXT.fullmatch(text.strip())
        if match is None:
            raise ValueError(f"not a month (YYYY-MM): {text!r}")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        """The month in which a day lies."""
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        """First day of the month."""
        return date(self.year, self.number, 1)

    @property
    def end(self) -> date:
        """First day after the month: the open end of its period."""
        return self.plus(1).first

    @property
    def last(self) -> date:
        """Last day of the month."""
        return self.end - timedelta(days=1)

    def plus(self, months: int) -> Month:
        """The month that lies so many months later (earlier when negative)."""
        index = self.year * 12 + self.number - 1 + months
        return Month(index // 12, index % 12 + 1)

    def minus(self, months: int) -> Month:
        """The month that lies so many months earlier."""
        return self.plus(-months)

    def next(self) -> Month:
        """The month after this one."""
        return self.plus(1)

    def until(self, end: Month) -> Iterator[Month]:
        """This month and those after it, up to but not including ``end``."""
        month = self
        while month < end:
            yield month
            month = month.next()

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def vietnamese(self) -> str:
        """As it is written in documents: 11/2026."""
        return f"{self.number:02d}/{self.year}"
