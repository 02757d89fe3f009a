"""PostgreSQL killed in the middle of a payroll, at random: the same command finishes it, nothing lost, nothing doubled.

Fault 3. All processes of the server are killed at once, as when a machine's memory runs out or its power is cut; the
program loses its connection, and the next one starts the server, which recovers, and takes the payroll up.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from tests.promises.server.processes import Running, database_pid, gone, soon

PROGRAM = """
import os, sys
from ansinh.server.postgres import ensure_running
ensure_running()
os.environ["DJANGO_SETTINGS_MODULE"] = "ansinh.config.settings"
import django; django.setup()
from django.db import transaction
from tests.promises.payments import many
word, count = sys.argv[1], int(sys.argv[2])
if word == "make":
    with transaction.atomic():
        many.commune_to_pay(0, count)
elif word == "go":
    work = many.steps(many.office_again(0))
    print("begins", flush=True)
    for step in work.values():
        step()
else:
    many.check_settled(many.office_again(0), count)
    many.check_invariants()
print("ended", flush=True)
"""
PATIENCE = 600.0
RECOVERED_WITHIN = 60.0
"""Seconds until the next command works again, starting up included, on a machine that others use as well."""


def program(data: Path, word: str, count: int) -> Running:
    return Running.program(data, [sys.executable, "-c", PROGRAM, word, str(count)])


def ended(running: Running) -> bool:
    """Whether it came through; with all that it said in ``output``."""
    rest, _ = running.process.communicate(timeout=PATIENCE)
    running.output += rest
    return running.process.returncode == 0 and running.output.endswith("ended\n")


def kill_the_server(data: Path) -> None:
    """Every process of it at once; none when whoever used it last has come through and closed it."""
    pid = database_pid(data)
    if pid is None:
        return
    server = psutil.Process(pid)
    for process in [server, *server.children(recursive=True)]:
        with suppress(ProcessLookupError):
            os.kill(process.pid, signal.SIGKILL)
    assert soon(lambda: gone(server))


@pytest.mark.parametrize(
    ("people", "kills", "seed"),
    [(400, 3, 1), *(pytest.param(10_000, 10, seed, marks=pytest.mark.long) for seed in (2, 3))],
)
def test_the_same_payroll_is_finished(ready_data: Path, people: int, kills: int, seed: int) -> None:
    made = program(ready_data, "make", people)
    assert ended(made), made.output
    dice, longest = random.Random(seed), people * 0.0015
    for _ in range(kills):
        running = program(ready_data, "go", people).wait_for("begins")
        time.sleep(dice.uniform(0, longest))
        kill_the_server(ready_data)
        ended(running)  # with an error, unless it had come through
    began = time.monotonic()
    last = program(ready_data, "go", people)
    assert ended(last), f"seed {seed}: {last.output}"
    took = time.monotonic() - began
    looked = program(ready_data, "look", people)
    assert ended(looked), f"seed {seed}: {looked.output}"
    assert took < RECOVERED_WITHIN + people * 0.01, f"seed {seed}"
