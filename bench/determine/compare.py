"""Determine over Parquet side by side with the same rules written by hand in Polars: equal results, then the ratio.

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


def check_equal(own: Path, by_hand: Path) -> None:
    """Every person: same outcome and total, and the same amounts by group."""
    left = pl.read_parquet(own).with_columns(
        pl.col("benefits").list.eval(
            pl.when(pl.element().struct.field("programme") == programme)
            .then(pl.element().struct.field("amount_vnd"))
            .otherwise(0)
        ).list.sum().alias(programme)
        for programme in ("social_allowance", "social_pension", "care_support", "facility_care")
    )  # fmt: skip
    right = pl.read_parquet(by_hand)
    assert left["person_id"].equals(right["person_id"])
    assert left["outcome"].equals(right["outcome"])
    assert left["total_vnd"].equals(right["total_vnd"])
    assert (left["social_allowance"] == right["allowance_vnd"]).all()
    assert (left["social_pension"] == right["pension_vnd"]).all()
    assert (left["care_support"] == right["carer_vnd"] + right["parent_vnd"]).all()
    assert (left["facility_care"] == right["facility_vnd"]).all()


def seconds(work: Callable[[Path, Path], None], facts: Path, out: Path) -> float:
    start = time.perf_counter()
    work(facts, out)
    return time.perf_counter() - start


def main(people: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        facts, own, by_hand = (Path(folder) / name for name in ("facts.parquet", "own.parquet", "by_hand.parquet"))
        # A process of its own, so that the peak of memory below is of the runs only.
        code = f"from pathlib import Path; from bench.determine.people import write_people; " \
               f"write_people(Path({str(facts)!r}), {people})"  # fmt: skip
        subprocess.run([sys.executable, "-c", code], check=True)
        runs: dict[str, tuple[Callable[[Path, Path], None], Path]] = {
            "determine": (ours, own),
            "by hand": (polars_by_hand.run, by_hand),
        }
        times: dict[str, list[float]] = {name: [] for name in runs}
        for _ in range(ROUNDS):  # taking turns, so that all have the same neighbours
            for name, (work, out) in runs.items():
                times[name].append(seconds(work, facts, out))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        check_equal(own, by_hand)
    medians = {name: statistics.median(values) for name, values in times.items()}
    for name, median in medians.items():
        print(f"{name:15} median {median:.3f} s, best {min(times[name]):.3f} s, {people / median / 1e6:.2f} M people/s")
    own_time = medians["determine"]
    ratios = ", ".join(f"{name} {own_time / median:.2f}" for name, median in medians.items() if name != "determine")
    print(f"ratio of determine to: {ratios}; peak memory of the process {peak:.0f} MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000)
