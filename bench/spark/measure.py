"""Determine on Spark beside the Polars engine, over files and over a table of Spark: equal rows, then seconds.

.venv/bin/ansinh demo --people 10000000 --parquet FOLDER && .venv/bin/python -m bench.spark.measure FOLDER [ROUNDS]
"""

from __future__ import annotations

import io
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import polars as pl
from pyspark.sql import DataFrame, SparkSession

from ansinh.determination.files.in_parts import determine_in_parts
from ansinh.determination.spark import determine_table
from ansinh.determination.spark.engine import _ALWAYS, _HERE, determine_on_spark

MONTH = "2026-11"


def polars(facts: Path, out: Path) -> None:
    determine_in_parts(facts, month=MONTH, explain=False, out=out, stdout=io.BytesIO())


def spark_files(spark: SparkSession) -> Callable[[Path, Path], None]:
    def run(facts: Path, out: Path) -> None:
        context = spark.sparkContext
        determine_on_spark(facts, month=MONTH, explain=False, out=out, stdout=io.BytesIO(), spark=context)

    return run


def spark_table(spark: SparkSession, *, known_unique: bool) -> Callable[[Path, Path], None]:
    def run(facts: Path, out: Path) -> None:
        table = spark.read.parquet(str(facts))
        determine_table(table, MONTH, known_unique=known_unique).write.parquet(str(out))

    return run


def spark_copy(spark: SparkSession) -> Callable[[Path, Path], None]:
    """What sending paths costs before anything is determined when facts are not yet in files."""

    def run(facts: Path, out: Path) -> None:
        table: DataFrame = spark.read.parquet(str(facts))
        table.write.parquet(str(out))

    return run


def check_equal(facts: Path, folder: Path) -> None:
    """Spark over files: file by file the same rows in the same order. Over a table: the same rows."""
    for file in sorted(facts.glob("*.parquet")):
        ours, theirs = (pl.read_parquet(folder / name / file.name) for name in ("polars", "spark, files"))
        assert ours.schema == theirs.schema
        assert ours.equals(theirs), file
    columns = ["person_id", "outcome", "total_vnd"]
    sums = [
        pl.scan_parquet(folder / name / "*.parquet").select(columns).cast({"outcome": pl.String}).sort("person_id")
        for name in ("polars", "spark, table")
    ]
    assert sums[0].collect().equals(sums[1].collect())


def main(facts: Path, rounds: int) -> None:
    start = time.perf_counter()
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    spark = SparkSession.builder.config(map=_ALWAYS | _HERE).getOrCreate()
    print(f"Spark started in {time.perf_counter() - start:.1f} s")
    runs = {
        "polars": polars,
        "spark, files": spark_files(spark),
        "spark, table": spark_table(spark, known_unique=True),
        "spark, table, people checked": spark_table(spark, known_unique=False),
        "spark, copying the facts": spark_copy(spark),
    }
    people = pl.scan_parquet(facts / "*.parquet").select(pl.len()).collect().item()
    times: dict[str, list[float]] = {name: [] for name in runs}
    with tempfile.TemporaryDirectory(dir=facts.parent) as folder:
        for turn in range(rounds + 1):  # the first warms Java and the files; taking turns, all have the same neighbours
            for name, run in runs.items():
                out = Path(folder) / name
                shutil.rmtree(out, ignore_errors=True)
                start = time.perf_counter()
                run(facts, out)
                if turn:
                    times[name].append(time.perf_counter() - start)
                print(f"{name}: {time.perf_counter() - start:.1f} s, load {os.getloadavg()[0]:.1f}", file=sys.stderr)
        check_equal(facts, Path(folder))
    spark.stop()
    own = statistics.median(times["polars"])
    for name, found in times.items():
        median = statistics.median(found)
        each = ", ".join(f"{seconds:.1f}" for seconds in found)
        speed = people / median / 1e6
        print(f"{name:30} median {median:6.1f} s ({each}), {speed:.2f} M people/s, ÷ polars {median / own:.1f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 3)
