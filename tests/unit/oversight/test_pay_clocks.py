"""The 25th and the 20th: by the last working day before them, with words for every colour, under the law of the day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any, cast

import pytest

from ansinh.kernel.period import Month
from ansinh.oversight.month_work import RunMoney
from ansinh.oversight.pay_clocks import pay_clocks, pressing_clocks
from ansinh.payments import public as payments
from tests import builders
from tests.unit.payments.payroll import PAY_DAY, award, office, released


def run(released: date | None = None, settled: date | None = None, kind: str = "monthly") -> RunMoney:
    def at(day: date | None) -> datetime | None:
        return datetime(day.year, day.month, day.day, 3, tzinfo=UTC) if day else None

    made: Any = SimpleNamespace(kind=kind, released_at=at(released), settled_at=at(settled))
    return cast(RunMoney, SimpleNamespace(run=made, released_on=None, reported_on=None))


@pytest.mark.parametrize(
    ("month", "release", "report"),
    [
        (Month(2026, 11), date(2026, 10, 23), date(2026, 11, 19)),  # 24 October 2026 is a Saturday
        (Month(2026, 3), date(2026, 2, 24), date(2026, 3, 19)),
        (Month(2026, 6), date(2026, 5, 22), date(2026, 6, 19)),  # the 24th a Sunday
    ],
)
def test_the_last_working_day_before(month: Month, release: date, report: date) -> None:
    assert [clock.last_day for clock in pay_clocks(month, [], date(2026, 1, 5))] == [release, report]


@pytest.mark.parametrize(
    ("today", "light", "days"),
    [
        (date(2026, 11, 13), "time", 4), (date(2026, 11, 16), "soon", 3), (date(2026, 11, 19), "soon", 0),
        (date(2026, 11, 20), "late", 1), (date(2026, 11, 23), "late", 2),
    ],
)  # fmt: skip
def test_green_amber_red(today: date, light: str, days: int) -> None:
    report = pay_clocks(Month(2026, 11), [run()], today)[1]
    assert (report.light, report.days, report.done_on) == (light, days, None)


def test_it_stops_with_the_last_of_the_places_monthly_runs() -> None:
    runs = [run(date(2026, 10, 20), date(2026, 11, 18)), run(date(2026, 10, 26)), run(kind="supplementary")]
    release, report = pay_clocks(Month(2026, 11), runs, date(2026, 11, 18))
    assert (release.light, release.done_on, release.days) == ("overdue", date(2026, 10, 26), 1)
    assert (report.light, report.done_on) == ("soon", None)
    settled = pay_clocks(Month(2026, 11), runs[:1], date(2026, 12, 1))[1]
    assert (settled.light, settled.done_on) == ("in_time", date(2026, 11, 18))


def test_the_article_is_that_of_the_day_and_beyond_the_calendar_nothing_is_said() -> None:
    assert "NĐ 20/2021" in pay_clocks(Month(2026, 10), [], date(2026, 9, 1))[0].article
    assert "NĐ 335/2026" in pay_clocks(Month(2026, 10), [], date(2026, 9, 1))[1].article
    assert pay_clocks(Month(2060, 1), [], date(2026, 9, 1)) == []


@pytest.mark.django_db
def test_what_presses_is_told_before_and_after_the_day_until_it_is_done() -> None:
    """November's list is handed over in November, and settled; December's is not drawn."""
    assert pressing_clocks(date(2026, 11, 20)) == [], "where no list was ever drawn nothing is late"
    here = office()
    award(here, builders.person(here.area))
    run = released(here)

    def pressing(day: int, month: int = 11) -> list[tuple[str, str, str]]:
        return [(str(of), clock.code, clock.light) for of, clock in pressing_clocks(date(2026, month, day))]

    assert pressing(13) == []
    assert pressing(18) == [("2026-11", "report", "soon")]
    assert pressing(20) == [("2026-11", "report", "late"), ("2026-12", "release", "soon")]
    payments.settle_run(actor=here.accountant, run_id=run.pk, on=PAY_DAY)
    assert pressing(25) == [("2026-12", "release", "late")]
    assert pressing(1, 12) == [("2026-12", "release", "late")]
