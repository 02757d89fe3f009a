"""`ansinh determine --engine spark`: the rows of the Polars engine, its refusals, and nothing left of what failed."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import polars as pl
import pytest

from ansinh.determination.files.in_parts import Runner, determine_in_parts
from ansinh.determination.files.parts import Done, Part, determine_part
from ansinh.kernel.errors import Refusal
from tests.paths import ROOT
from tests.unit.determination.frames import write_folder

engine = pytest.importorskip(
    "ansinh.determination.spark.engine", reason="cần PySpark: sh requirements/prepare.sh dev spark"
)
pytestmark = pytest.mark.long


def determined(
    facts: Path, out: Path | None, spark: Any = None, *, explain: bool = False, rows_a_part: int | None = None
) -> bytes:
    """By Polars in this process when ``spark`` is None; returns what was printed."""
    printed = io.BytesIO()
    wanted: dict[str, Any] = {"month": None, "explain": explain, "out": out, "stdout": printed}
    if spark is None:
        determine_in_parts(facts, **wanted)
    else:
        engine.determine_on_spark(facts, **wanted, spark=spark.sparkContext, rows_a_part=rows_a_part or 1000)
    return printed.getvalue()


def command(*arguments: object) -> subprocess.CompletedProcess[bytes]:
    """The command in a process of its own, with a Spark of its own."""
    line = [sys.executable, "-P", "-m", "ansinh", "determine", *map(str, arguments), "--engine", "spark"]
    return subprocess.run(line, capture_output=True, check=False, env={**os.environ, "PYTHONPATH": str(ROOT)})


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("rows_a_part", [77, 1000])
def test_a_folder_of_all_regimes_has_the_rows_of_polars(spark: Any, tmp_path: Path, rows_a_part: int) -> None:
    files = write_folder(tmp_path / "facts", 4)
    determined(tmp_path / "facts", tmp_path / "polars")
    determined(tmp_path / "facts", tmp_path / "spark", spark, rows_a_part=rows_a_part)
    assert left_in(tmp_path / "spark") == [file.name for file in files]
    for file in files:
        expected, got = (
            pl.read_parquet(tmp_path / "polars" / file.name),
            pl.read_parquet(tmp_path / "spark" / file.name),
        )
        assert got.schema == expected.schema
        assert got.equals(expected)
        assert set(got["outcome"].unique()) == {"eligible", "not_eligible", "undetermined"}
    assert left_in(tmp_path) == ["facts", "polars", "spark"]


@pytest.mark.parametrize("suffix", [".jsonl", ".csv"])
def test_a_large_file_is_shared_out_and_is_one_file_again(spark: Any, tmp_path: Path, suffix: str) -> None:
    (file,) = write_folder(tmp_path / "facts", 1)
    determined(file, tmp_path / f"polars{suffix}", explain=True)
    determined(file, tmp_path / f"spark{suffix}", spark, explain=True, rows_a_part=100)
    assert (tmp_path / f"spark{suffix}").read_bytes() == (tmp_path / f"polars{suffix}").read_bytes()
    assert determined(file, None, spark, rows_a_part=100) == determined(file, None)


def test_a_wrong_value_is_named_and_nothing_written(spark: Any, tmp_path: Path) -> None:
    files = write_folder(tmp_path / "facts", 4)
    frame = pl.read_parquet(files[1]).with_row_index("at")
    wrong = pl.when(pl.col("at") == 300).then(pl.lit("rich")).otherwise("poverty").alias("poverty")
    frame.with_columns(wrong).drop("at").write_parquet(files[1])
    pl.read_parquet(files[2]).with_columns(colour=pl.lit("red")).write_parquet(files[2])
    with pytest.raises(Refusal, match=r"xa-2\.parquet, dòng 301, cột poverty, giá trị 'rich'") as refused:
        determined(tmp_path / "facts", tmp_path / "out", spark, rows_a_part=90)
    assert refused.value.where["row"] == 301
    assert left_in(tmp_path) == ["facts"]


def test_a_person_in_two_files_is_named(spark: Any, tmp_path: Path) -> None:
    files = write_folder(tmp_path / "facts", 2)
    last = pl.read_parquet(files[0]).tail(1)
    pl.concat([pl.read_parquet(files[1]), last.cast(pl.read_parquet_schema(files[1]))]).write_parquet(files[1])
    with pytest.raises(Refusal, match=rf"xa-2\.parquet, dòng 481, cột person_id, giá trị '{last['person_id'][0]}'"):
        determined(tmp_path / "facts", tmp_path / "out", spark, rows_a_part=90)
    assert left_in(tmp_path) == ["facts"]


def dies_after_the_second(part: Part) -> Done:
    """A task whose process is killed when its results are written but not yet told of."""
    done = determine_part(part)
    if part.number == 1:
        os.kill(os.getpid(), signal.SIGKILL)
    return done


def test_a_killed_task_leaves_nothing(spark: Any, tmp_path: Path) -> None:
    write_folder(tmp_path / "facts", 4)

    @contextmanager
    def dying() -> Iterator[Runner]:
        def run(work: Callable[[Any], Any], items: Sequence[Any]) -> list[Any]:
            return engine._on_spark(spark.sparkContext, dies_after_the_second, items)

        yield run

    with pytest.raises(Refusal, match="chưa ghi gì"):
        determine_in_parts(
            tmp_path / "facts", month=None, explain=False, out=tmp_path / "out", stdout=io.BytesIO(), runner=dying()
        )
    assert left_in(tmp_path) == ["facts"]
    assert determined(tmp_path / "facts", tmp_path / "out", spark) == b""  # and the next run is none the worse
    assert len(left_in(tmp_path / "out")) == 4


def test_the_command_with_a_spark_of_its_own(tmp_path: Path) -> None:
    files = write_folder(tmp_path / "facts", 2)
    done = command(tmp_path / "facts")
    assert done.returncode == 0, done.stderr
    assert done.stdout == determined(tmp_path / "facts", None)
    pl.read_parquet(files[1]).with_columns(colour=pl.lit("red")).write_parquet(files[1])
    done = command(tmp_path / "facts", "--out", tmp_path / "out")
    assert (done.returncode, done.stdout) == (2, b"")
    assert "xa-2.parquet, dòng 1, cột colour" in done.stderr.decode()
    assert left_in(tmp_path) == ["facts"]


def test_stopped_at_the_keyboard_it_leaves_nothing(tmp_path: Path) -> None:
    write_folder(tmp_path / "facts", 2)
    # Whoever started the tests may have had this signal ignored.
    start = "import runpy, signal; signal.signal(signal.SIGINT, signal.default_int_handler); runpy.run_module('ansinh')"
    line = [sys.executable, "-P", "-c", start.replace("'ansinh'", "'ansinh', run_name='__main__', alter_sys=True")]
    line += ["determine", str(tmp_path / "facts"), "--engine", "spark", "--out", str(tmp_path / "out")]
    with subprocess.Popen(line, stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(ROOT)}) as process:
        while not list(tmp_path.glob(".determine-*")):
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
    assert process.returncode != 0
    assert left_in(tmp_path) == ["facts"]


def test_printing_is_refused_where_others_compute() -> None:
    elsewhere = SimpleNamespace(master="spark://somewhere:7077")
    with pytest.raises(Refusal, match="--out"), engine._runner(elsewhere, only_here=True):
        pass
