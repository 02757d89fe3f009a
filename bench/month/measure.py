"""A month for the whole province: snapshot, determination, proposals, decisions, payroll.

    .venv/bin/python -m bench.month.measure FOLDER [PEOPLE [ROUNDS]]

Three months follow one another as in life: the first (everybody starts), the month in which the standard amount rises
(everybody is adjusted), and one in which little changes. Each round runs on a fresh copy of the loaded database, and
commits. Printed: the medians.
"""

from __future__ import annotations

import statistics
import sys
import zoneinfo
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection

from bench.month.province import WHOLE, make, use
from bench.month.stopwatch import Stopwatch, forget_peak, load, peak_mib

MONTHS = {"2026-06": "first month, all start", "2026-07": "standard amount rises, all adjust", "2026-08": "few changes"}
PAY_DAY = 10
PARTS = ("snapshot", "determine", "propose", "decide", "pay")
LIMITED = ("determine", "propose", "pay")
"""What the target of 60 s counts: snapshot (within determine), determination, proposals, payroll."""
_LOCAL = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
COPY = "ansinh_round"


@contextmanager
def a_copy() -> Iterator[None]:
    """Connect to a fresh copy of the database, which goes afterwards."""
    original = connection.settings_dict["NAME"]
    connection.close()
    with _maintenance() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {COPY}")
        cursor.execute(f"CREATE DATABASE {COPY} OWNER ansinh TEMPLATE {original} STRATEGY file_copy")
        cursor.execute("CHECKPOINT")
    connection.settings_dict["NAME"] = COPY
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = original
        with _maintenance() as cursor:
            cursor.execute(f"DROP DATABASE {COPY}")


@contextmanager
def _maintenance() -> Iterator[Any]:
    import psycopg

    from ansinh.server.cluster import Cluster
    from ansinh.server.places import places

    with psycopg.connect(Cluster(places()).superuser_url(), autocommit=True) as link:
        yield link.cursor()


def one_month(text: str, *, first: bool, stages: Sequence[str] = PARTS[1:]) -> tuple[dict[str, float], dict[str, int]]:
    """Run a month; seconds by part, and figures. In the ``first`` everybody starts, without arrears."""
    from ansinh.casework.public import Proposal, State
    from ansinh.determination.operations import determine_month
    from ansinh.flows.cast import province_cast
    from ansinh.flows.monthly_cycle import Cycle, run_month
    from ansinh.kernel.period import Month

    month = Month.parse(text)
    on = date(month.year, month.number, PAY_DAY)
    moment = datetime(on.year, on.month, on.day, 7, tzinfo=_LOCAL)
    cycle = Cycle(month=month, on=on, clock=lambda: moment, cast=province_cast(on))
    watch = Stopwatch()
    figures: dict[str, int] = {}
    forget_peak()
    for stage in stages:
        with watch.within(determine_month.registry, "facts_of_month", f"facts in {stage}"), watch.part(stage):
            summary = run_month(cycle, stages=(stage,))
        figures |= {name: count for name, count in vars(summary).items() if count}
        if first and stage == "propose":
            # What was paid elsewhere until now starts with this month, without arrears, and is not doubtful.
            live = Proposal.objects.exclude(state__in=[State.DECIDED, State.WITHDRAWN])
            live.update(first_month=month.first, doubt="")
    watch.seconds["snapshot"] = watch.seconds["facts in determine"]
    return dict(watch.seconds), figures | {"MiB": peak_mib()}


def look_at_sizes() -> None:
    """What autovacuum does by itself within minutes of a first month."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def one_round(months: Sequence[str]) -> dict[str, tuple[dict[str, float], dict[str, int]]]:
    """The months one after the other on a fresh copy."""
    found = {}
    with a_copy():
        for text in months:
            found[text] = one_month(text, first=text == months[0])
            print(text, {k: round(v, 2) for k, v in found[text][0].items()}, found[text][1], "load", load(), flush=True)
            look_at_sizes()
    return found


def table(rounds: Sequence[dict[str, Any]]) -> str:
    """Medians as a table."""
    lines = ["| month | snapshot | determine (with it) | propose | decide | pay | counted of 60 s | lines | peak MiB |"]
    lines.append("|---|" + "---:|" * 8)
    for text in rounds[0]:
        middle = {part: statistics.median(r[text][0][part] for r in rounds) for part in PARTS}
        counted = statistics.median(sum(r[text][0][part] for part in LIMITED) for r in rounds)
        figures = rounds[0][text][1]
        seconds = " | ".join(f"{middle[part]:.1f}" for part in PARTS)
        peak = max(r[text][1]["MiB"] for r in rounds)
        lines.append(
            f"| {text}, {MONTHS.get(text, '')} | {seconds} | **{counted:.1f}** | {figures['lines']:,} | {peak:,} |"
        )
    return "\n".join(lines)


def main() -> None:
    """Make the province when it is not there, run the rounds, print the medians."""
    people = int(sys.argv[2]) if len(sys.argv) > 2 else WHOLE
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    use(Path(sys.argv[1]).absolute())
    make(people)
    rounds = [one_round(list(MONTHS)) for _ in range(count)]
    print(f"\n{people:,} people, medians of {count} in seconds, load {load()}\n\n{table(rounds)}")


if __name__ == "__main__":
    main()
