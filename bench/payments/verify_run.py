"""Re-deriving a payroll run: facts, law, decisions, đồng; beside COPY OUT of the same rows.

    .venv/bin/python -m bench.payments.verify_run [LINES [ROUNDS]]

A throw-away database (without fsync) is given people of seventy-five and more with what is known of them and their
awards; the list is locked, then worked out anew, ROUNDS times (3). Medians are printed as a table.
"""

from __future__ import annotations

import statistics
import sys
import time

from django.db import connection

from bench.payments.country import MONTH, prepare, throw_away

# One fact of each kind that the rules ask for, known long before.
FACTS = (
    "UPDATE registry_person SET born_on = date '1935-01-01' + (id % 5000)::int",
    "INSERT INTO registry_source (kind, reference) VALUES ('made_up', 'bench')",
    """
    INSERT INTO registry_identity (
      person_id, full_name, born_on, born_precision, sex, ethnicity, recorded_at, source_id)
    SELECT id, full_name, born_on, born_precision, sex, ethnicity, '2020-01-01', (SELECT max(id) FROM registry_source)
    FROM registry_person
    """,
    """
    INSERT INTO registry_residence (person_id, unit_id, village, valid, recorded_at, source_id)
    SELECT id, area_id, village, '[2020-01-01,)', '2020-01-01', (SELECT max(id) FROM registry_source)
    FROM registry_person
    """,
    """
    INSERT INTO registry_circumstance (person_id, kind, value, valid, recorded_at, source_id)
    SELECT id, 'merit_allowance', 'no', '[2020-01-01,)', '2020-01-01', (SELECT max(id) FROM registry_source)
    FROM registry_person
    """,
    "ANALYZE",
)
ROWS = (
    "SELECT * FROM payments_line",
    "SELECT * FROM payments_part",
    "SELECT * FROM casework_award",
    "SELECT * FROM registry_identity",
    "SELECT * FROM registry_residence",
    "SELECT * FROM registry_circumstance",
)


def copied_out() -> float:
    """Seconds to COPY out the rows that are read: lines, parts, awards and facts."""
    started = time.perf_counter()
    with connection.cursor() as cursor:
        for query in ROWS:
            with cursor.copy(f"COPY ({query}) TO STDOUT") as copy:
                for _ in copy:
                    pass
    return time.perf_counter() - started


def verified(run_id: int) -> tuple[float, int]:
    """Seconds to work the run out anew, and how many differences came out."""
    from ansinh.access.public import SYSTEM, acting_as
    from ansinh.payments import public as payments

    started = time.perf_counter()
    with acting_as(SYSTEM):
        (run,) = payments.runs_to_verify(run_id)
        told = payments.verify_payroll(run)
    return time.perf_counter() - started, len(told.differences)


def locked_run(lines: int) -> int:
    """A locked run over so many people, with what is known of them."""
    from ansinh.kernel.period import Month
    from ansinh.payments import public as payments

    at = prepare(lines)
    with connection.cursor() as cursor:
        for statement in FACTS:
            cursor.execute(statement)
    run = payments.open_run(actor=at.maker, month=Month.of(MONTH), area=at.area, pay_on=MONTH)
    payments.lock_run(actor=at.maker, run_id=run.pk)
    return run.pk


def main() -> None:
    """Print the table."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with throw_away():
        run_id = locked_run(lines)
        times = [(verified(run_id), copied_out()) for _ in range(rounds)]
    ours = statistics.median(spent for (spent, _), _ in times)
    bare = statistics.median(spent for _, spent in times)
    differences = times[0][0][1]
    print("| lines | worked out anew | differences | COPY of the rows read | ratio | a million lines |")
    print("|---:|---:|---:|---:|---:|---:|")
    print(
        f"| {lines:,} | {ours:.1f} s | {differences:,} | {bare:.1f} s | {ours / bare:.1f}× "
        f"| {ours / lines * 1_000_000:.0f} s |"
    )


if __name__ == "__main__":
    main()
