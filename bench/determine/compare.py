"""Determine over Parquet side by side with the same rules written by hand in Polars: equal results, then the ratio.

Beside both, what Polars takes merely to read the same columns and to write as many rows ("copied").

PYTHONPATH=. .venv/bin/python bench/determine/compare.py 2000000
"""

from __future__ import annotations

import io
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl

from ansinh.determination.files.determine import determine_file
from bench.determine import polars_by_hand

ROUNDS = 7


def ours(facts: Path, out: Path) -> None:
    determine_file(facts, month=None, explain=False, out=out, stdout=io.BytesIO())


def check_equal(own: Path, by_hand: Path, flat: Path) -> None:
    """Every person: the same row, with every line of benefits; and the same totals in the flat result."""
    left, right = pl.read_parquet(own), pl.read_parquet(by_hand)
    assert left.columns == right.columns
    for name in left.columns:
        assert left[name].equals(right[name]), name
    assert left["total_vnd"].equals(pl.read_parquet(flat, columns=["total_vnd"])["total_vnd"])


def copied(facts: Path, out: Path) -> None:
    """No answer at all: every column read, every row written."""
    pl.scan_parquet(facts).sink_parquet(out)


def seconds(work: Callable[[Path, Path], None], facts: Path, out: Path) -> float:
    start = time.perf_counter()
    work(facts, out)
    return time.perf_counter() - start


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        names = ("facts", "own", "by_hand", "flat", "copy")
        facts, own, by_hand, flat, copy = (Path(folder) / f"{name}.parquet" for name in names)
        # A process of its own, so that the peak of memory below is of the runs only.
        code = f"from pathlib import Path; from bench.determine.people import write_people; " \
               f"write_people(Path({str(facts)!r}), {people})"  # fmt: skip
        subprocess.run([sys.executable, "-c", code], check=True)
        runs: dict[str, tuple[Callable[[Path, Path], None], Path]] = {
            "determine": (ours, own),
            "by hand": (polars_by_hand.run, by_hand),
            "by hand, flat": (polars_by_hand.run_flat, flat),
            "copied": (copied, copy),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):  # taking turns, so that all have the same neighbours
            for name, (work, out) in runs.items():
                times[name].append(seconds(work, facts, out))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        check_equal(own, by_hand, flat)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:15} median {median:.3f} s, best {min(times[name]):.3f} s, {people / median / 1e6:.2f} M people/s")
    own_time = medians["determine"]
    ratios = ", ".join(f"{name} {own_time / median:.2f}" for name, median in medians.items() if name != "determine")
    print(f"ratio of determine to: {ratios}; peak memory of the process {peak:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
