"""A country's payroll as it is worked in offices: each commune's run by itself, several processes taking runs in turn.

    .venv/bin/python -m bench.payments.by_communes [LINES [PROCESSES]]     (4400000 2)

From the stored determination to the posted ledger and each run's pain.001, every step committed. Afterwards runs and
lines are counted, so that nothing was left out.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import django
from django.db import connection

from bench.month.stopwatch import load
from bench.payments.country import MONTH, Country, prepare, throw_away

CHECKED = """
SELECT (SELECT count(*) FROM payments_line), (SELECT coalesce(sum(amount_vnd), 0) FROM payments_line),
  (SELECT count(*) FROM payments_run WHERE state = 'released'),
  (SELECT count(*) FROM casework_award WHERE months @> date '2026-11-01')
"""


def communes() -> list[int]:
    """Ids of the communes of the month, in order."""
    from ansinh.areas.public import Unit

    return list(Unit.objects.filter(kind="commune", valid__contains=MONTH).order_by("pk").values_list("pk", flat=True))


def work(share: int, of: int) -> None:
    """Every ``of``-th commune's run from nothing to its file, the first being ``share``."""
    from ansinh.access.models import User
    from ansinh.access.public import SYSTEM, acting_as, actor_of
    from ansinh.areas.public import Unit
    from ansinh.kernel.period import Month
    from ansinh.payments import public as payments

    maker, chair, holder, accountant = (
        actor_of(User.objects.get(username=f"province_{role}"), MONTH)
        for role in ("officer", "leader", "account_holder", "accountant")
    )
    for pk in communes()[share::of]:
        run = payments.open_run(actor=maker, month=Month.of(MONTH), area=Unit.objects.get(pk=pk), pay_on=MONTH)
        drawn = payments.lock_run(actor=maker, run_id=run.pk)
        seen = {"run_id": run.pk, "manifest_sha256": drawn.manifest_sha256, "on": MONTH}
        payments.approve_run(actor=chair, **seen)
        payments.authorise_run(actor=holder, **seen)
        payments.release_run(actor=accountant, run_id=run.pk, on=MONTH)
        with acting_as(SYSTEM), (Path(os.environ["ANSINH_DATA"]) / f"pain-{pk}.xml").open("wb") as file:
            file.writelines(payments.bank_file_pieces(payments.PayrollRun.objects.get(pk=run.pk)))


def pay(at: Country, lines: int, processes: int) -> None:
    """Carry it out and print how long the two parts took."""
    from ansinh.access.public import SYSTEM, acting_as
    from ansinh.casework import public as casework

    began = time.perf_counter()
    with acting_as(SYSTEM):
        casework.propose_changes(run=at.determined, actor=at.maker)
    compared = time.perf_counter()
    command = [sys.executable, "-m", "bench.payments.by_communes", "work"]
    workers = [subprocess.Popen([*command, str(share), str(processes)]) for share in range(processes)]
    failed = [worker.wait() for worker in workers]
    ended = time.perf_counter()
    if any(failed):
        raise SystemExit(f"a process failed: {failed}")
    with connection.cursor() as cursor:
        cursor.execute(CHECKED)
        found, vnd, released, asked = cursor.fetchone()
    print(f"compared with the determination in {compared - began:.0f} s; {released} runs of {found:,} lines,")
    print(f"{vnd:,} đồng, in {ended - compared:.0f} s by {processes} processes")
    print(f"{ended - began:.0f} s in all, load {load()}")
    print(f"{(ended - began) / lines * 1e6:.0f} µs a line by the clock")
    if found != asked or released != len(communes()):
        raise SystemExit(f"not all was paid: {found} lines of {asked}, {released} runs")


def main() -> None:
    """Make the country, pay it, print the figures."""
    if sys.argv[1:2] == ["work"]:
        django.setup()
        work(int(sys.argv[2]), int(sys.argv[3]))
        return
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else 4_400_000
    with throw_away():
        began = time.perf_counter()
        at = prepare(lines)
        print(f"{lines:,} people made in {time.perf_counter() - began:.0f} s", flush=True)
        pay(at, lines, int(sys.argv[2]) if len(sys.argv) > 2 else 2)


if __name__ == "__main__":
    main()
