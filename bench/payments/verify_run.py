"""Re-deriving a payroll run: facts, law, decisions, đồng; beside COPY OUT of the same rows.

    .venv/bin/python -m bench.payments.verify_run [LINES]

A throw-away database (without fsync) is given people of seventy-five and more with what is known of them, their awards
and a determination's evidence; the list is locked, then worked out anew three times. Medians are printed as a table.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from ansinh.kernel.sealing.key_file import make_keys
from ansinh.server.embedded import Embedded
from ansinh.server.places import places
from bench.payments.measure import MONTH, ROUNDS, prepare

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

    area, maker, _ = prepare(lines)
    with connection.cursor() as cursor:
        for statement in FACTS:
            cursor.execute(statement)
    run = payments.open_run(actor=maker, month=Month.of(MONTH), area=area, pay_on=MONTH)  # type: ignore[arg-type]
    payments.lock_run(actor=maker, run_id=run.pk)  # type: ignore[arg-type]
    return run.pk


def main() -> None:
    """Print the table."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory(prefix="ansinh-bench-") as folder:
        Path(folder).chmod(0o755)
        os.environ["ANSINH_DATA"] = folder
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.config.settings")
        database = Embedded.at(places(), durable=False)
        database.join()
        try:
            django.setup()
            make_keys()
            call_command("migrate", verbosity=0)
            run_id = locked_run(lines)
            times = [(verified(run_id), copied_out()) for _ in range(ROUNDS)]
            connection.close()
        finally:
            database.leave()
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
