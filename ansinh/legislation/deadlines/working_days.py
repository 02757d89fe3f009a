"""The calendar of working days: weekends, holidays, days off in lieu, days swapped (values/holidays.yaml)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from ansinh.legislation.errors import LawError, RuleSetError
from ansinh.legislation.own_files import values_file

KINDS = ("fixed", "lunar", "chosen", "compensatory", "swapped_off", "swapped_worked", "optional")
CHECKED = ("law", "computed", "announced", "reported", "unverified")
_SATURDAY = 5
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SpecialDay:
    """A day off on a weekday's place, or a Saturday worked. ``checked`` says how far it is certain; see the file."""

    day: date
    label_vi: str
    kind: str
    article: str
    checked: str
    source: str


@dataclass(frozen=True, slots=True)
class WorkingCalendar:
    """``first`` to ``last``, both included, are known; asking about another day is an error, not a guess."""

    first: date
    last: date
    special: Mapping[date, SpecialDay]

    def is_working(self, day: date) -> bool:
        """Whether offices work on a day. Raises LawError outside the years of the calendar."""
        if not self.first <= day <= self.last:
            raise LawError(
                f"Chưa có lịch ngày nghỉ cho ngày {day:%d/%m/%Y} (có từ năm {self.first.year} đến {self.last.year})."
            )
        special = self.special.get(day)
        return special.kind == "swapped_worked" if special else day.weekday() < _SATURDAY

    def why_off(self, day: date) -> str:
        """Why a day is off, in Vietnamese; empty when it is a working day. Raises LawError as is_working."""
        if self.is_working(day):
            return ""
        special = self.special.get(day)
        return special.label_vi if special else "Ngày nghỉ hằng tuần"

    def after(self, day: date, working_days: int) -> date:
        """The day on which so many working days are full; counting begins the day after ``day``.

        Raises LawError for fewer than one, and as is_working.
        """
        if working_days < 1:
            raise LawError(f"Thời hạn {working_days} ngày làm việc không hợp lệ.")
        left = working_days
        while left:
            day += _ONE_DAY
            left -= self.is_working(day)
        return day

    def before(self, day: date) -> date:
        """The last working day before a day. Raises LawError as is_working."""
        day -= _ONE_DAY
        while not self.is_working(day):
            day -= _ONE_DAY
        return day

    def between(self, day: date, until: date) -> int:
        """Working days after ``day`` up to and with ``until``. Raises LawError as is_working."""
        return sum(self.is_working(day + timedelta(days=n)) for n in range(1, (until - day).days + 1))


@cache
def special_days() -> tuple[SpecialDay, ...]:
    """Every special day of the file, in order, the optional ones included. Raises RuleSetError for a wrong file."""
    text = _file()
    labels, articles = text["holidays"], text["articles"]
    found = [_special(entry, labels, articles) for entry in text["days"]]
    for name, entry in text["optional"].items():
        for day in entry["days"]:
            found.append(SpecialDay(day, labels[name], "optional", "", entry["checked"], entry["source"]))
    days = [special.day for special in found]
    if len(set(days)) != len(days):
        raise RuleSetError("holidays.yaml: a day stands there twice")
    wrong = [s.day for s in found if s.kind not in KINDS or s.checked not in CHECKED]
    wrong += [s.day for s in found if s.checked in {"announced", "reported"} and not s.source]
    if wrong:
        raise RuleSetError(f"holidays.yaml: {wrong}")
    return tuple(sorted(found, key=lambda special: special.day))


def working_calendar(also: Iterable[str] = ()) -> WorkingCalendar:
    """The calendar of all years of the file. ``also``: names of optional holidays to count as days off.

    Raises RuleSetError for a name that the file has not.
    """
    text = _file()
    chosen = set(also)
    if unknown := chosen - set(text["optional"]):
        raise RuleSetError(f"no optional holiday is called {', '.join(sorted(unknown))}")
    switched_on = {day for name in chosen for day in text["optional"][name]["days"]}
    special = {s.day: s for s in special_days() if s.kind != "optional" or s.day in switched_on}
    return WorkingCalendar(date(text["first_year"], 1, 1), date(text["last_year"], 12, 31), special)


@cache
def _file() -> dict[str, Any]:
    return values_file("holidays.yaml")


def _special(entry: Mapping[str, Any], labels: Mapping[str, str], articles: Mapping[str, Any]) -> SpecialDay:
    day, kind = entry["day"], entry["kind"]
    held = [row["article"] for row in articles[kind] if row["from"] <= day]
    return SpecialDay(day, labels[entry["holiday"]], kind, held[-1], entry["checked"], entry.get("source", ""))
