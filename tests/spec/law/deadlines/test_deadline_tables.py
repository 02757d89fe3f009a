"""Every row of the tables beside this file, and the calendar as a whole."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from ansinh.legislation import LawError, deadlines
from tests.spec.law.table_rows import table_rows

HERE = Path(__file__).parent
CALENDAR = deadlines.working_calendar()
Row = dict[str, str]
# The first day of the lunar year and the tenth of its third month, as in printed calendars.
LUNAR = {2014: ("2014-01-31", "2014-04-09"), 2015: ("2015-02-19", "2015-04-28"), 2016: ("2016-02-08", "2016-04-16"),
         2017: ("2017-01-28", "2017-04-06"), 2018: ("2018-02-16", "2018-04-25"), 2019: ("2019-02-05", "2019-04-14"),
         2020: ("2020-01-25", "2020-04-02"), 2021: ("2021-02-12", "2021-04-21"), 2022: ("2022-02-01", "2022-04-10"),
         2023: ("2023-01-22", "2023-04-29"), 2024: ("2024-02-10", "2024-04-18"), 2025: ("2025-01-29", "2025-04-07"),
         2026: ("2026-02-17", "2026-04-26"), 2027: ("2027-02-06", "2027-04-16")}  # fmt: skip


@pytest.mark.parametrize("row", table_rows(HERE / "due_dates.md"), ids=lambda row: row["trường hợp"])
def test_due_dates(row: Row) -> None:
    received = date.fromisoformat(row["ngày nhận"])
    deadline = deadlines.deadline_of(row["loại hồ sơ"], received_on=received)
    cases = {"complaint"} if row["trường hợp riêng"] == "có khiếu nại" else set()
    found = deadlines.due_dates(received, deadline.steps, CALENDAR, cases=cases)
    assert "; ".join(f"{due.step.code} {due.due_on or '–'}" for due in found) == row["các bước"]
    assert deadline.steps or deadline.unknown_vi


@pytest.mark.parametrize("row", table_rows(HERE / "working_days.md"), ids=lambda row: row["ngày"])
def test_working_days(row: Row) -> None:
    day = date.fromisoformat(row["ngày"])
    assert CALENDAR.is_working(day) is (row["làm việc"] == "có")
    assert CALENDAR.why_off(day) == row["vì sao"]


def test_a_step_counts_from_the_day_on_which_the_one_before_was_done() -> None:
    steps = deadlines.deadline_of("monthly_allowance", received_on=date(2024, 6, 3)).steps
    early, late = date(2024, 6, 5), date(2024, 6, 14)
    first, second, *_ = deadlines.due_dates(date(2024, 6, 3), steps, CALENDAR, done={"commune_review": early})
    assert (first.due_on, first.late, second.begins_on, second.due_on) == (
        date(2024, 6, 12),
        False,
        early,
        date(2024, 6, 10),
    )
    first, second, *_ = deadlines.due_dates(date(2024, 6, 3), steps, CALENDAR, done={"commune_review": late})
    assert (first.late, second.due_on, second.late) == (True, date(2024, 6, 19), None)
    exact = deadlines.due_dates(date(2024, 6, 3), steps, CALENDAR, done={"commune_review": date(2024, 6, 12)})
    assert exact[0].late is False
    with pytest.raises(LawError, match="trước ngày nhận hồ sơ"):
        deadlines.due_dates(date(2024, 6, 3), steps, CALENDAR, done={"commune_review": date(2024, 6, 2)})


def test_a_complaint_counts_from_the_day_it_came_in() -> None:
    steps = deadlines.deadline_of("monthly_allowance", received_on=date(2024, 6, 3)).steps
    found = deadlines.due_dates(
        date(2024, 6, 3), steps, CALENDAR, cases={"complaint"}, case_began={"complaint": date(2024, 6, 13)}
    )
    assert found[1].due_on == date(2024, 6, 27)


def test_a_step_without_a_term_leaves_open_what_follows_until_it_is_done() -> None:
    steps = deadlines.deadline_of("emergency_funeral", received_on=date(2024, 6, 3)).steps
    assert [due.due_on for due in deadlines.due_dates(date(2024, 6, 3), steps, CALENDAR)] == [None, None]
    found = deadlines.due_dates(date(2024, 6, 3), steps, CALENDAR, done={"commune": date(2024, 6, 7)})
    assert found[1].due_on == date(2024, 6, 12)


def test_a_file_still_open_when_the_procedure_changed() -> None:
    received = date(2026, 10, 2)
    kept = deadlines.deadline_of("monthly_allowance", received_on=received, as_of=date(2026, 10, 20))
    assert kept.procedure == "nd147_2025"
    with pytest.raises(LawError, match="không có trong"):
        deadlines.deadline_of("move_within_district", received_on=date(2025, 7, 1))
    with pytest.raises(LawError, match="no kind of file"):
        deadlines.deadline_of("no_such", received_on=received)


def test_outside_the_years_of_the_calendar_nothing_is_guessed() -> None:
    for day in (date(2013, 12, 31), date(2028, 1, 1)):
        with pytest.raises(LawError, match="Chưa có lịch"):
            CALENDAR.is_working(day)
    with pytest.raises(LawError, match="Chưa có lịch"):
        CALENDAR.after(date(2027, 12, 30), 2)
    assert CALENDAR.after(date(2027, 12, 30), 1) == date(2027, 12, 31)
    with pytest.raises(LawError, match="không hợp lệ"):
        CALENDAR.after(date(2026, 11, 2), 0)


def test_the_day_of_culture_counts_only_where_it_is_switched_on() -> None:
    on = deadlines.working_calendar(["culture_day"])
    for year in (2026, 2027):
        assert CALENDAR.is_working(date(year, 11, 24))
        assert on.why_off(date(year, 11, 24)) == "Ngày Văn hóa Việt Nam"
    assert on.after(date(2026, 11, 20), 3) == CALENDAR.after(date(2026, 11, 20), 3) + timedelta(days=1)
    with pytest.raises(LawError, match="no optional holiday"):
        deadlines.working_calendar(["no_such"])


def test_every_year_has_the_days_off_that_the_law_counts() -> None:
    lunar = {special.day: special for special in deadlines.special_days() if special.kind == "lunar"}
    for year, (tet, hung) in LUNAR.items():
        assert lunar[date.fromisoformat(tet)].label_vi == "Tết Nguyên đán"
        assert lunar[date.fromisoformat(hung)].label_vi == "Giỗ Tổ Hùng Vương"
        of_year = [s for s in deadlines.special_days() if s.day.year == year]
        own = [s for s in of_year if s.kind in {"fixed", "lunar", "chosen"}]
        # 1 + 5 + 1 + 1 + 1 + national day, which has two days since the Labour Code of 2019.
        assert len(own) == (11 if year >= 2021 else 10), year
        # A holiday on a weekend is made good by another day, one for one.
        in_lieu = [s for s in of_year if s.kind == "compensatory"]
        assert len(in_lieu) == sum(s.day.weekday() > 4 for s in own), year
        assert all(s.day.weekday() < 5 for s in in_lieu)
        assert all(s.article and s.checked for s in of_year if s.kind != "optional")


def test_swapped_days_come_in_pairs_of_a_weekday_and_a_saturday() -> None:
    off = [s.day for s in deadlines.special_days() if s.kind == "swapped_off"]
    worked = [s.day for s in deadlines.special_days() if s.kind == "swapped_worked"]
    assert len(off) == len(worked) > 0
    assert all(day.weekday() < 5 for day in off)
    assert all(day.weekday() == 5 for day in worked)


def test_between_undoes_after() -> None:
    start = date(2026, 2, 1)
    for days in range(1, 60):
        assert CALENDAR.between(start, CALENDAR.after(start, days)) == days


def test_every_kind_has_words_and_every_deadline_an_article() -> None:
    assert {deadline.kind for deadline in deadlines.DEADLINES} == set(deadlines.KINDS)
    for deadline in deadlines.DEADLINES:
        codes = [step.code for step in deadline.steps]
        assert len(set(codes)) == len(codes), deadline
        assert all(step.article and step.text_vi for step in deadline.steps)
        assert bool(deadline.steps) != bool(deadline.unknown_vi)
