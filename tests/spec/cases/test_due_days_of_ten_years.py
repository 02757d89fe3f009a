"""Due days of ten years, worked out another way: a list of working days, and a place in it.

The product walks from day to day; here the working days of 2017–2026 are written out first, from the rows of the file
of holidays, and a term is a number of places further. A table of known days, written by hand, stands beside it.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml

from ansinh.casework.cases.clock import Done, calendar, clock_of
from ansinh.casework.cases.kinds import CASE_KINDS
from ansinh.casework.cases.procedure import procedure_at_receipt, procedure_named
from ansinh.legislation.deadlines import Step, due_dates
from tests.paths import ROOT

FIRST, LAST = date(2017, 1, 1), date(2026, 12, 31)
TERMS = (2, 3, 5, 7, 10, 20)
FILE = Path(ROOT) / "ansinh/legislation/values/holidays.yaml"


def _written_out() -> list[date]:
    rows: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))["days"]
    worked = {row["day"] for row in rows if row["kind"] == "swapped_worked"}
    off = {row["day"] for row in rows} - worked
    every = (FIRST + timedelta(days=n) for n in range((LAST - FIRST).days + 120))
    return [day for day in every if day in worked or (day.isoweekday() <= 5 and day not in off)]


WORKING = _written_out()


def _places_further(day: date, days: int) -> date:
    """The day so many working days after; the day itself is not counted."""
    return WORKING[bisect_right(WORKING, day) + days - 1]


@pytest.mark.parametrize("days", TERMS)
def test_every_day_of_ten_years(days: int) -> None:
    step = Step("x", days, "", "")
    day, wrong = FIRST, []
    while day <= LAST:
        (due,) = due_dates(day, [step], calendar())
        if due.due_on != _places_further(day, days):
            wrong.append((day, due.due_on))
        day += timedelta(days=1)
    assert wrong == []


def test_there_are_3652_days_and_about_250_working_days_a_year() -> None:
    assert (LAST - FIRST).days + 1 == 3652
    per_year = {year: sum(day.year == year for day in WORKING) for year in range(2017, 2027)}
    assert all(247 <= n <= 253 for n in per_year.values()), per_year


# Counted on a paper calendar: Tết 2024 from Thursday 8 to Wednesday 14 February; Tết 2025 from Monday 27 to Friday 31
# January, with Saturday 25 and Sunday 26 before; National Day 2024: Saturday 31 August to Tuesday 3 September.
BY_HAND = (
    ("nd20_2021", date(2024, 2, 5), date(2024, 3, 11)),  # 6, 7 February, 15, 16, 19–23, 26 … 8 and 11 March
    ("nd20_2021", date(2024, 8, 28), date(2024, 9, 27)),
    ("nd147_2025", date(2025, 8, 20), date(2025, 9, 5)),  # 1 and 2 September off
    ("nd147_2025", date(2026, 9, 28), date(2026, 10, 12)),
    ("nd335_2026", date(2026, 10, 5), date(2026, 10, 14)),
)


@pytest.mark.parametrize(("procedure", "received", "due"), BY_HAND)
def test_known_days(procedure: str, received: date, due: date) -> None:
    found = procedure_at_receipt(CASE_KINDS["new"], "social_allowance", received)
    assert found.code == procedure
    assert clock_of(found, received, []).due_on == due


def test_the_procedure_changes_on_its_day() -> None:
    new = CASE_KINDS["new"]
    days = {
        date(2025, 6, 30): ("nd20_2021", "nd20"),
        date(2025, 7, 1): ("nd147_2025", "commune"),
        date(2026, 10, 4): ("nd147_2025", "commune"),
        date(2026, 10, 5): ("nd335_2026", "nd335"),
    }
    found = {day: procedure_at_receipt(new, "social_allowance", day) for day in days}
    assert {day: (one.code, one.flow) for day, one in found.items()} == days
    pension = {day: procedure_at_receipt(new, "social_pension", day).code for day in list(days)[1:]}
    assert list(pension.values()) == ["nd176_2025", "nd176_2025", "nd176_2025_amended"]


def test_a_complaint_under_nd20_adds_ten_days_and_later_steps_run_from_its_end() -> None:
    procedure = procedure_named(CASE_KINDS["new"], "social_allowance", "nd20_2021")
    received = date(2024, 5, 6)
    without = clock_of(procedure, received, [])
    assert without.due_on == _places_further(_places_further(_places_further(_places_further(received, 7), 3), 7), 3)
    complained, concluded = date(2024, 5, 14), date(2024, 5, 24)
    history = [Done("post", date(2024, 5, 10)), Done("complain", complained)]
    waiting = clock_of(procedure, received, history)
    assert waiting.steps[1].due_on == _places_further(complained, 10)
    done = clock_of(procedure, received, [*history, Done("conclude", concluded)])
    assert done.due_on == _places_further(_places_further(_places_further(concluded, 3), 7), 3)


@pytest.mark.parametrize("asked", [1, 4, 9])
@pytest.mark.parametrize("answered", [1, 3, 17])
def test_a_pause_moves_the_end_by_the_working_days_it_lasted(asked: int, answered: int) -> None:
    procedure = procedure_named(CASE_KINDS["new"], "social_allowance", "nd147_2025")
    received = date(2024, 2, 1)
    since = received + timedelta(days=asked)
    until = since + timedelta(days=answered)
    paused = clock_of(procedure, received, [Done("ask", since)])
    assert (paused.due_on, paused.step_due_on, paused.paused_on) == (None, None, since)
    lasted = sum(since < day <= until for day in WORKING)
    plain = _places_further(received, 10)
    assert since < plain, "the term had not run out when it stopped"
    resumed = clock_of(procedure, received, [Done("ask", since), Done("supplied", until)])
    assert resumed.due_on == _places_further(received, 10 + lasted)


def test_a_file_of_june_2025_that_is_entered_later_is_the_communes() -> None:
    """Nobody holds the offices of the district any more; no other procedure goes by the day it is entered."""
    new, june, later = CASE_KINDS["new"], date(2025, 6, 27), date(2026, 11, 2)
    codes = [procedure_at_receipt(new, "social_allowance", june, day).code for day in (june, date(2025, 6, 30), later)]
    assert codes == ["nd20_2021", "nd20_2021", "nd147_2025"]
    assert procedure_at_receipt(new, "social_allowance", date(2026, 10, 2), later).code == "nd147_2025"
    assert procedure_at_receipt(new, "social_allowance", date(2026, 10, 5), later).code == "nd335_2026"
