"""Three years of months, run as they would have been: prepared by one, decided by another, answered by the payers."""

from __future__ import annotations

import zoneinfo
from datetime import date, datetime
from pathlib import Path

from django.db import connection
from psycopg import sql

from ansinh.casework.public import Proposal, State, decide_proposals
from ansinh.demo.budgets import give_budget
from ansinh.demo.post_office import statement_of_everything
from ansinh.flows.cast import province_cast
from ansinh.flows.monthly_cycle import Cycle, run_month
from ansinh.flows.summary import Summary
from ansinh.funds.public import Estimate
from ansinh.kernel.period import Month

FIRST, LAST = Month(2023, 12), Month(2026, 10)
LOOKED_AT_UNTIL = Month(2026, 8)
"""Doubtful cases of later months are left for whoever tries the screens."""
PAY_DAY = 10
LOOK_AT_SIZES = (1, 4, 7, 10)
_LOCAL = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")


def past_months(until: Month = LAST) -> list[Month]:
    """The months of the history, oldest first."""
    return list(FIRST.until(until.next()))


def run_history(month: Month, folder: Path) -> Summary:
    """Run one past month as known in the morning of its pay day. The facts are in the registry already: no files.

    ``folder`` takes the payers' answers. A month that was interrupted is taken up where it was.
    """
    cycle = _cycle(month, folder)
    if not Estimate.objects.filter(decided_on=month.first).exists():
        give_budget(month, cycle.on)
    summary = _run(cycle)
    if month.number in LOOK_AT_SIZES or month == FIRST:
        _look_at_sizes()
    return summary


def _look_at_sizes() -> None:
    """Tables grow from nothing faster than the server looks at them by itself, and plans for small tables get slow."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relname ~ '^(casework|payments|funds)_'")
        names = sorted(row[0] for row in cursor.fetchall())
        cursor.execute(sql.SQL("ANALYZE {}").format(sql.SQL(", ").join(map(sql.Identifier, names))))


def _cycle(month: Month, folder: Path) -> Cycle:
    on = date(month.year, month.number, PAY_DAY)
    return Cycle(
        month=month,
        on=on,
        clock=lambda: datetime(on.year, on.month, on.day, 7, tzinfo=_LOCAL),
        cast=province_cast(on),
        answer=lambda run: statement_of_everything(run, folder / str(month)),
        taking_over=month == FIRST,
    )


def _run(cycle: Cycle) -> Summary:
    run_month(cycle, stages=("determine", "propose", "decide"))
    if cycle.month <= LOOKED_AT_UNTIL:
        _decide_one_by_one(cycle)
    return run_month(cycle, stages=("pay", "settle"))


def _decide_one_by_one(cycle: Cycle) -> None:
    """The doubtful cases were looked into and found right."""
    found = Proposal.objects.filter(state=State.SUBMITTED, month__lte=cycle.month.first).order_by("pk")
    ids = list(found.values_list("pk", flat=True))
    if ids:
        decide_proposals(ids=ids, by=cycle.cast.decider, on=cycle.on)
