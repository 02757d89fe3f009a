"""Three years of months, run as they would have been: prepared by one, decided by another, answered by the payers."""

from __future__ import annotations

import zoneinfo
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from ansinh.demo.post_office import statement_of_everything
from ansinh.flows.cast import province_cast
from ansinh.flows.monthly_cycle import STAGES, Cycle, run_month
from ansinh.flows.summary import Summary
from ansinh.kernel.period import Month

FIRST, LAST = Month(2023, 12), Month(2026, 10)
PAY_DAY = 10
WITHOUT_FILES = tuple(stage for stage in STAGES if stage != "intake")
_LOCAL = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")


def past_months() -> list[Month]:
    """The months of the history, oldest first."""
    return list(FIRST.until(LAST.next()))


def run_history(folder: Path, *, told: Callable[[Month, Summary], None]) -> None:
    """Run every past month as known in the morning of its pay day. The facts are in the registry already: no files.

    ``folder`` takes the payers' answers; ``told`` hears of each month that is finished.
    """
    for month in past_months():
        on = date(month.year, month.number, PAY_DAY)
        cycle = Cycle(
            month=month,
            on=on,
            clock=lambda on=on: datetime(on.year, on.month, on.day, 7, tzinfo=_LOCAL),
            cast=province_cast(on),
            answer=lambda run, month=month: statement_of_everything(run, folder / str(month)),
        )
        told(month, run_month(cycle, stages=WITHOUT_FILES))
