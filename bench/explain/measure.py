"""Milliseconds to explain one person: criteria, certificate, text, what would change it.

Usage: .venv/bin/python -m bench.explain.measure [PEOPLE [UNKNOWN]]

UNKNOWN is the share of facts not known. Each figure is of one call, in processor time, so that waiting for other work
does not count. "First" is the first call for a person, with the months compiled by the people before; the others are
calls for people seen before (only profiles with unknown facts are remembered).
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl

from ansinh import legislation
from bench.determine.people import write_people
from bench.month.stopwatch import load

MONTH = "2026-11"
HEAD = "| what | median ms | p95 ms | longest ms |\n|---|---:|---:|---:|"
Facts = dict[str, Any]


def people(count: int, unknown: float) -> list[Facts]:
    """Made-up people with every fact."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "people.parquet"
        write_people(file, count, unknown=unknown)
        rows = pl.read_parquet(file).drop("month").to_dicts()
    return [{name: value for name, value in row.items() if not (name == "died" and value is None)} for row in rows]


def milliseconds(function: Callable[[Facts], object], rows: list[Facts]) -> str:
    """Median, 95th percentile and longest."""
    found = []
    for row in rows:
        started = time.process_time()
        function(row)
        found.append(1000 * (time.process_time() - started))
    found.sort()
    return " | ".join(f"{found[int(len(found) * share)]:.2f}" for share in (0.5, 0.95)) + f" | {found[-1]:.2f}"


def what_is_measured() -> dict[str, Callable[[Facts], object]]:
    """The functions by name."""
    return {
        "explain (because)": lambda facts: legislation.explain(facts, MONTH),
        "answer with explain": lambda facts: (
            legislation.determine_one(facts, MONTH),
            legislation.explain(facts, MONTH),
        ),
        "certificate": lambda facts: legislation.certificate(facts, MONTH),
        "text of a decision": lambda facts: legislation.decision_text(facts, MONTH),
        "what would change": lambda facts: legislation.what_would_change(facts, MONTH),
    }


def main() -> None:
    """Print a table for each kind of people."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 3000
    unknown = float(sys.argv[2]) if len(sys.argv) > 2 else 0.0
    everybody = people(count, unknown)
    answers = [(row, legislation.determine_one(row, MONTH)["outcome"]) for row in everybody]
    kinds = {
        "whole population": everybody,
        "with a benefit": [row for row, outcome in answers if outcome == "eligible"],
        "undetermined": [row for row, outcome in answers if outcome == "undetermined"],
    }
    for name, rows in kinds.items():
        if not rows:
            continue
        print(f"\n{name}: {len(rows)} people, load {load()}\n\n{HEAD}")
        for what, function in what_is_measured().items():
            first = milliseconds(function, rows)
            if what == "what would change":
                print(f"| {what}, first | {first} |")
            print(f"| {what} | {milliseconds(function, rows)} |", flush=True)
    sealed: list[Facts] = [legislation.certificate(row, MONTH) for row in everybody[:500]]
    print(f"| verify a certificate | {milliseconds(legislation.verify_certificate, sealed)} |")


if __name__ == "__main__":
    main()
