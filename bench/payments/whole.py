"""A payroll whole: from the stored determination to the posted ledger and the file for the bank, step by step.

    .venv/bin/python -m bench.payments.whole [LINES [product|orm|loop]]

``orm`` carries the same steps out as Django is ordinarily written (``by_orm``), on a database of its own; ``loop`` in a
loop of saves. Everything is committed, so checks that wait for the commit are counted. CPU seconds are ours and those
of the server's process that works for us; on a shared machine they say more than the clock. Afterwards the same rows
are copied bare, and into tables with the indexes and foreign keys that the lines have.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection

from bench.month.stopwatch import load, peak_mib
from bench.payments import by_orm
from bench.payments.country import MONTH, Country, prepare, throw_away

ROW = "| {} | {:.1f} | {:.1f} | {:.0f} | {} | {:,} |"


def steps(at: Country, out: Path) -> dict[str, Callable[[], Any]]:
    """The steps of the product, in order."""
    from ansinh.access.public import SYSTEM, acting_as
    from ansinh.casework import public as casework
    from ansinh.kernel.period import Month
    from ansinh.payments import public as payments

    run = payments.open_run(actor=at.maker, month=Month.of(MONTH), area=at.area, pay_on=MONTH)

    def propose() -> object:
        with acting_as(SYSTEM):
            return casework.propose_changes(run=at.determined, actor=at.maker)

    def sign(operation: Callable[..., Any], actor: Any) -> Callable[[], object]:
        def step() -> object:
            digest = payments.PayrollRun.objects.get(pk=run.pk).manifest_sha256
            return operation(actor=actor, run_id=run.pk, manifest_sha256=digest, on=MONTH)

        return step

    def write() -> None:
        with acting_as(SYSTEM), out.open("wb") as file:
            file.writelines(payments.bank_file_pieces(payments.PayrollRun.objects.get(pk=run.pk)))

    return {
        "compare with the determination": propose,
        "draw, freeze, hash": lambda: payments.lock_run(actor=at.maker, run_id=run.pk),
        "approve, post": sign(payments.approve_run, at.chair),
        "authorise": sign(payments.authorise_run, at.holder),
        "release, post": lambda: payments.release_run(actor=at.accountant, run_id=run.pk, on=MONTH),
        "write pain.001": write,
    }


def cpu_seconds() -> float:
    """CPU seconds so far, of this process and of the server's process behind its connection."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        stat = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    used = resource.getrusage(resource.RUSAGE_SELF)
    return (int(stat[11]) + int(stat[12])) / os.sysconf("SC_CLK_TCK") + used.ru_utime + used.ru_stime


def timed(name: str, lines: int, step: Callable[[], Any]) -> tuple[float, float]:
    """Clock and CPU seconds of a step, printed when it ends."""
    began, used = time.perf_counter(), cpu_seconds()
    step()
    clock, cpu = time.perf_counter() - began, cpu_seconds() - used
    print(ROW.format(name, clock, cpu, cpu / lines * 1_000_000, load(), peak_mib()), flush=True)
    return clock, cpu


WRITTEN = ("payments_line", "payments_part")
FOREIGN_KEYS = """
SELECT format('ALTER TABLE %%s ADD %%s', %s::text, pg_get_constraintdef(oid))
FROM pg_constraint WHERE conrelid = %s::regclass AND contype = 'f'
"""
# What the product looks up list by list (``payments/rests_table.py``) and anybody else would have as a foreign key.
LOOKED_UP = {
    "payments_line": (("run_id", "payments_run"), ("commune_id", "areas_unit")),
    "payments_part": (("line_id", "payments_line"), ("award_id", "casework_award")),
}
LOOKED_UP_KEY = "ALTER TABLE {} ADD FOREIGN KEY ({}) REFERENCES {} DEFERRABLE INITIALLY DEFERRED"


def copied(kept: str, *, checked: bool) -> None:
    """The rows that the payroll wrote, out of the database and into tables ``kept…``.

    ``checked``: these have the keys, indexes, checks and foreign keys of the real ones; no triggers and policies.
    """
    for table in WRITTEN:
        with tempfile.TemporaryFile() as file, connection.cursor() as cursor:
            with cursor.copy(f"COPY {table} TO STDOUT (FORMAT binary)") as out:
                file.writelines(out)
            file.seek(0)
            cursor.execute(f"CREATE TABLE {kept}{table} (LIKE {table} INCLUDING {'ALL' if checked else 'GENERATED'})")
            if checked:
                cursor.execute(FOREIGN_KEYS, [kept + table, table])
                keys = [statement for (statement,) in cursor.fetchall()]
                keys += [LOOKED_UP_KEY.format(kept + table, *key) for key in LOOKED_UP[table]]
                for statement in keys:
                    cursor.execute(statement)
            with cursor.copy(f"COPY {kept}{table} FROM STDIN (FORMAT binary)") as into:
                while block := file.read(1 << 20):
                    into.write(block)


def main() -> None:
    """Print the table."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    named = sys.argv[2] if len(sys.argv) > 2 else "product"
    way = {"product": steps, "orm": by_orm.steps, "loop": by_orm.one_by_one}[named]
    with throw_away():
        began = time.perf_counter()
        at = prepare(lines)
        print(f"{lines:,} people made in {time.perf_counter() - began:.0f} s", flush=True)
        out = Path(os.environ["ANSINH_DATA"]) / "pain.xml"
        print("| step | s | CPU s | µs CPU a line | load | peak MiB |\n|---|---:|---:|---:|---:|---:|")
        found = [timed(name, lines, step) for name, step in way(at, out).items()]
        clock, cpu = (sum(column) for column in zip(*found, strict=True))
        print(ROW.format("**whole**", clock, cpu, cpu / lines * 1_000_000, load(), peak_mib()))
        print(f"the file: {out.stat().st_size / 2**20:,.0f} MiB")
        if named == "product":
            bare, checked = partial(copied, "bare_", checked=False), partial(copied, "like_", checked=True)
            timed("bare COPY of the same rows, out and in", lines, bare)
            timed("COPY of the same rows, out and in, with their indexes and foreign keys", lines, checked)


if __name__ == "__main__":
    main()
