"""Workers that are killed by SIGKILL at a statement of theirs, many a second.

One process imports everything and opens nothing; for each worker it forks, so that starting one costs milliseconds.
Where a worker dies is told by the number of a statement, not by a clock, so that a seed says the same on any machine; a
third of them die within the statement, while the server goes on with it.
"""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.conf import settings

from tests.promises.child import environment_of_test

_PROGRAM = """
import os, signal, sys, threading, time
from importlib import import_module
import django; django.setup()
from django.db import connection
module, _, name = sys.argv[1].rpartition(".")
work = getattr(import_module(module), name)

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def worker(at, how, delay, argument):
    count = 0
    def counting(execute, sql, params, many, context):
        nonlocal count
        count += 1
        if count != at:
            return execute(sql, params, many, context)
        if how == "before":
            die()
        if how == "within":
            threading.Timer(delay, die).start()
        told = execute(sql, params, many, context)
        if how == "after":
            die()
        return told
    with connection.execute_wrapper(counting):
        work(argument)

print("ready", flush=True)
for line in sys.stdin:
    at, how, delay, argument = line.split()
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            worker(int(at), how, float(delay), int(argument))
            code = 0
        except BaseException:
            import traceback
            traceback.print_exc()
        finally:
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)
"""
KILLED = -9


@dataclass
class Nursery:
    """Forks workers; ``run`` returns how one ended: 0, or ``KILLED``."""

    process: subprocess.Popen[str]
    dice: random.Random

    def run(self, argument: int, most: int) -> int:
        """A worker with an argument, killed at some statement up to the ``most``-th if it comes to it."""
        how = self.dice.choice(("before", "within", "after"))
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(
            self.dice.randint(1, most), how, self.dice.uniform(0, 0.03), argument, file=self.process.stdin, flush=True
        )
        ended = int(self.process.stdout.readline())
        assert ended in (0, KILLED), "the worker failed by itself"
        return ended


@contextmanager
def nursery(work: str, seed: int) -> Iterator[Nursery]:
    """A nursery of workers that call ``work`` (module.function) with a number, in the test's database."""
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, work], env=environment_of_test(), cwd=settings.ROOT, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    try:
        yield Nursery(process, random.Random(seed))
    finally:
        process.stdin.close()
        process.wait(timeout=300)
        process.stdout.close()
