"""Storing the results of a month: the product's way (COPY into a partition) beside Django's bulk_create.

    .venv/bin/python -m bench.storage.measure FOLDER [MONTH [ROUNDS]]

The same rows, the same tables with the same keys; each side in one transaction that is committed to disk. Sides take
turns; medians are printed as a table.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import polars
from django.db import connection, transaction

from bench.month.measure import a_copy
from bench.month.province import make, use
from bench.month.stopwatch import load

BATCH = 5000
TABLES = ("determination_result", "determination_benefit")


def _run(text: str) -> int:
    from ansinh.determination.models import Run
    from ansinh.kernel.period import Month

    month = Month.parse(text)
    made = Run.objects.create(
        month=month.first, known_at=datetime.now(UTC), law_version="", facts_digest="", people=0, eligible=0,
        undetermined=0, total_vnd=0,
    )  # fmt: skip
    return made.pk


def by_copy(run: int, results: polars.DataFrame, benefits: polars.DataFrame) -> None:
    """As the product does it."""
    from ansinh.determination.operations import determine_month

    for table, rows in zip(TABLES, (results, benefits), strict=True):
        determine_month._attach(run, table, rows.with_columns(run_id=polars.lit(run)))


def by_bulk_create(run: int, results: polars.DataFrame, benefits: polars.DataFrame) -> None:
    """As a Django project would: instances, then bulk_create into partitions that stand ready."""
    from ansinh.determination.models import Benefit, Result

    with connection.cursor() as cursor:
        for table in TABLES:
            cursor.execute(f"CREATE TABLE {table}_{run} PARTITION OF {table} FOR VALUES IN ({run})")
    for model, rows in ((Result, results), (Benefit, benefits)):
        made = [model(run_id=run, **row) for row in rows.iter_rows(named=True)]
        model.objects.bulk_create(made, batch_size=BATCH)


def timed(way: Callable[[int, polars.DataFrame, polars.DataFrame], None], text: str, *rows: polars.DataFrame) -> float:
    """Seconds of one way, with the commit."""
    run = _run(text)
    started = time.perf_counter()
    with transaction.atomic():
        way(run, *rows)
    return time.perf_counter() - started


def main() -> None:
    """Determine once, store many times, print the ratio."""
    text = sys.argv[2] if len(sys.argv) > 2 else "2026-07"
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 5
    use(Path(sys.argv[1]).absolute())
    make(0)
    from ansinh.determination.evaluate import evaluate
    from ansinh.kernel.period import Month
    from ansinh.legislation import WRITTEN_BOOK
    from ansinh.registry.public import facts_of_month

    month = Month.parse(text)
    with transaction.atomic():
        found = evaluate(facts_of_month(month, known_at=datetime.now(UTC)), month, WRITTEN_BOOK)
    rows = (found.results, found.benefits)
    with a_copy():
        times = [(timed(by_copy, text, *rows), timed(by_bulk_create, text, *rows)) for _ in range(rounds)]
    ours, loop = (statistics.median(side) for side in zip(*times, strict=True))
    print(f"Month {text}, medians of {rounds}, load {load()}\n")
    print("| rows (results + benefits) | COPY | bulk_create | ratio |\n|---:|---:|---:|---:|")
    print(f"| {rows[0].height:,} + {rows[1].height:,} | {ours:.2f} s | {loop:.2f} s | {loop / ours:.1f}× |")


if __name__ == "__main__":
    main()
