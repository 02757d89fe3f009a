"""What sealing costs: values a second, and the month's facts of the database in ANSINH_DATA.

    ANSINH_DATA=folder .venv/bin/python -P -m bench.sealing.measure [rounds]

Runs on any version: without sealing it measures the facts alone, for the ratio before and after.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from importlib import import_module
from importlib.util import find_spec

import django

from ansinh.server.postgres import ensure_running

MILLION = 1_000_000


def _seconds(work: object, rounds: int) -> list[float]:
    found = []
    for _ in range(rounds):
        began = time.perf_counter()
        work()  # type: ignore[operator]
        found.append(time.perf_counter() - began)
    return found


def values() -> None:
    """Seal, open and index a million numbers of twelve digits, in seconds of the processor."""
    sealed_values = import_module("ansinh.kernel.sealing.values")
    blind = import_module("ansinh.kernel.sealing.blind")
    numbers = [f"{number:012d}" for number in range(MILLION)]
    began = time.process_time()
    sealed = sealed_values.seal_all("number", numbers)
    between = time.process_time()
    sealed_values.open_all(sealed)
    after = time.process_time()
    blind.blind_all("number", numbers)
    done = time.process_time()
    print(f"seal {between - began:.2f} s, open {after - between:.2f} s, index {done - after:.2f} s a million")


def facts(rounds: int) -> None:
    """The facts of a month, all people."""
    transaction = import_module("django.db.transaction")
    timezone = import_module("django.utils.timezone")
    registry = import_module("ansinh.registry.public")
    month = import_module("ansinh.kernel.period").Month(2026, 11)

    def once() -> None:
        with transaction.atomic():
            registry.facts_of_month(month, known_at=timezone.now())

    once()
    times = _seconds(once, rounds)
    print(f"facts of a month: median {statistics.median(times):.2f} s, best {min(times):.2f} s of {rounds}")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ansinh.config.settings")
    ensure_running()
    django.setup()
    if find_spec("ansinh.kernel.sealing"):
        values()
    facts(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
