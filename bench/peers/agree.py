"""Ours, Polars by hand and OpenFisca on the same random people in each regime: the same totals and the same lines.

python -m bench.peers.agree 1000000
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

import numpy as np

from ansinh.legislation import WRITTEN_BOOK, WRITTEN_CATEGORIES, FactBatch
from ansinh.legislation import kernel as numpy_kernel
from bench.peers import polars_rules
from bench.peers.flat import FLAT, Lines, differing, lines_of, lines_of_ours, same
from bench.peers.people import batch_of, frame_of

# The first month of each regime; and a later one, where a province has its own amount and another month's days.
MONTHS = ("2012-06", "2015-01", "2021-07", "2024-07", "2025-07", "2026-07", "2026-10", "2024-02", "2026-02", "2028-02")
SHOWN = 3


def ours(batch: FactBatch, month: str) -> Lines:
    """Answers of our kernel on NumPy.

    Without the refusal of months before a category's first regime: the peers too know only NĐ 28/2012 before 2015.
    """
    return lines_of_ours(numpy_kernel.determine(batch, WRITTEN_BOOK.rules(month)))


def by_polars(batch: FactBatch, month: str) -> Lines:
    """Answers of the expressions written by hand."""
    flat = polars_rules.determine(frame_of(batch).lazy(), month).collect()
    return lines_of({name: flat[name].to_numpy() for name in FLAT})


def peers() -> Iterator[tuple[str, Callable[[FactBatch, str], Lines]]]:
    """The peers that are installed, by name."""
    yield "Polars", by_polars
    if find_spec("openfisca_core") is None:
        print("OpenFisca-Core is not installed: sh requirements/prepare.sh peers", file=sys.stderr)
        return
    yield "OpenFisca", import_module("bench.peers.openfisca.answers").by_openfisca


def main(people: int) -> int:
    """Compare all in every month; how many comparisons differ."""
    found = 0
    for month in MONTHS:
        batch = batch_of(people, month)
        own = ours(batch, month)
        for name, determine in peers():
            theirs = determine(batch, month)
            if same(own, theirs):
                eligible = int(np.count_nonzero(own.total))
                print(f"{month} {name:9} the same: {eligible} of {people} eligible, {len(own.row)} lines, "
                      f"{int(own.total.sum())} đồng", flush=True)  # fmt: skip
            else:
                found += 1
                show(batch, own, theirs, f"{month} {name}")
    return found


def show(batch: FactBatch, own: Lines, theirs: Lines, title: str) -> None:
    """Some people whose answers differ, with their facts and both answers."""
    codes = list(WRITTEN_CATEGORIES)
    rows = differing(own, theirs)
    print(f"{title}: {len(rows)} DIFFER")
    for row in rows[:SHOWN].tolist():
        print("   ", {name: value for name in batch.columns if (value := batch.value(name, row))})
        for lines in (own, theirs):
            at = np.flatnonzero(lines.row == row).tolist()
            print("      ", [(codes[lines.category[i]], int(lines.amount[i])) for i in at])


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000) > 0)
