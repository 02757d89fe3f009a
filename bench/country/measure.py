"""A made-up country as files of person facts, then determine over each file: time and peak memory by size.

python -m bench.country.measure FOLDER [PEOPLE …]     (by itself 1000000 and 10000000)
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import polars as pl

MONTH = "2026-11"
SIZES = (1_000_000, 10_000_000)


def run(words: Sequence[object]) -> tuple[float, float, int]:
    """Seconds, CPU seconds and peak MiB of one `ansinh` command, in a process of its own."""
    began = time.perf_counter()
    program = [sys.executable, "-m", "ansinh", *map(str, words)]
    process = subprocess.Popen(program, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"failed: {' '.join(program)}")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def same_beginning(small: Path, large: Path) -> int:
    """Places whose people in the smaller country are the first of those in the larger one; stops at any other."""

    def by_place(folder: Path) -> dict[object, pl.DataFrame]:
        place = pl.col("person_id").str.replace(r"-\d{6}$", "").alias("place")
        frame = pl.scan_parquet(folder / "*.parquet").with_columns(place).collect()
        return {key[0]: rows for key, rows in frame.partition_by("place", as_dict=True).items()}

    there = by_place(large)
    for place, rows in (here := by_place(small)).items():
        if not rows.equals(there[place].head(rows.height)):
            raise SystemExit(f"other people in {place}")
    return len(here)


def main(folder: Path, sizes: Sequence[int]) -> None:
    """Print a table row a size."""
    os.environ["ANSINH_DATA"] = str(folder / "data")
    print("| people | files | MiB | made s (CPU) | peak MiB | determined s (CPU) | peak MiB of the largest | load |")
    for people in sizes:
        facts, found = folder / f"facts-{people}", folder / f"found-{people}"
        found.mkdir(parents=True, exist_ok=True)
        made = run(["demo", "--people", people, "--parquet", facts, "--month", MONTH])
        files = sorted(facts.glob("*.parquet"))
        each = [run(["determine", file, "--month", MONTH, "--out", found / file.name]) for file in files]
        size = sum(file.stat().st_size for file in files) >> 20
        seconds, cpu = sum(row[0] for row in each), sum(row[1] for row in each)
        print(
            f"| {people:,} | {len(files)} | {size} | {made[0]:.0f} ({made[1]:.0f}) | {made[2]} "
            f"| {seconds:.0f} ({cpu:.0f}) | {max(row[2] for row in each)} | {os.getloadavg()[0]:.1f} |"
        )
    beginning = folder / "facts-10000"
    run(["demo", "--people", 10_000, "--parquet", beginning, "--month", MONTH])
    communes = same_beginning(beginning, folder / f"facts-{sizes[0]}")
    print(f"10,000 people are the beginning of {sizes[0]:,} in {communes} communes")


if __name__ == "__main__":
    main(Path(sys.argv[1]), [int(text) for text in sys.argv[2:]] or SIZES)
