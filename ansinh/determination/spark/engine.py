"""Parts of the work on Spark: paths are sent to tasks, each of which reads, computes and writes by itself.

People's facts never pass through the JVM, which takes longer than computing (bench/RESULTS.md, "Spark").
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO, TypeVar

from py4j.protocol import Py4JError
from pyspark import SparkConf, SparkContext
from pyspark.errors import PySparkException

import ansinh
from ansinh.determination.files.in_parts import Runner, determine_in_parts
from ansinh.kernel.errors import Refusal

Item = TypeVar("Item")
Result = TypeVar("Result")

ROWS_A_PART = 2_097_152  # some seconds of one processor; a larger file is shared out
_ALWAYS = {
    "spark.app.name": "ansinh determine",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # Each task has one processor; without this, every task's polars would start a thread for each of the machine.
    "spark.executorEnv.POLARS_MAX_THREADS": "1",
    "spark.executorEnv.PYTHONPATH": str(Path(ansinh.__path__[0]).parent),
}
# Nothing outside this machine has to do with it, so nobody outside can reach its ports.
_HERE = {
    "spark.master": "local[*]",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={Path(__file__).with_name('log4j2.properties')}",
}


def determine_on_spark(
    facts: Path,
    *,
    month: str | None,
    explain: bool,
    out: Path | None,
    stdout: IO[bytes],
    law: tuple[str, ...] = (),
    spark: SparkContext | None = None,
    rows_a_part: int = ROWS_A_PART,
) -> int:
    """As ``determine_in_parts``. ``spark`` None: one of its own, where Spark's settings say, else on this machine."""
    return determine_in_parts(
        facts,
        month=month,
        explain=explain,
        out=out,
        stdout=stdout,
        law=law,
        runner=_runner(spark, only_here=out is None),
        rows_a_part=rows_a_part,
    )


@contextmanager
def _runner(given: SparkContext | None, *, only_here: bool) -> Iterator[Runner]:
    spark = given or _started()
    try:
        if only_here and not spark.master.startswith("local"):
            raise Refusal("Tính trên nhiều máy thì cần --out ở nơi mọi máy đều thấy.", code="no_shared_place")
        yield partial(_on_spark, spark)
    finally:
        if given is None:
            spark.stop()


def _started() -> SparkContext:
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    somewhere = os.environ.get("SPARK_CONF_DIR") or os.environ.get("PYSPARK_SUBMIT_ARGS")
    settings = SparkConf().setAll(list((_ALWAYS if somewhere else _ALWAYS | _HERE).items()))
    try:
        with _interrupts_wait():
            return SparkContext(conf=settings)
    except (PySparkException, Py4JError) as error:
        raise Refusal(f"Không khởi động được Spark ({error}).", code="no_spark") from error


@contextmanager
def _interrupts_wait() -> Iterator[None]:
    """Ctrl+C while Spark starts would leave its Java process behind for good, so it counts when Spark has started."""
    pressed: list[int] = []
    previous = signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, previous)
    if pressed:
        raise KeyboardInterrupt


def _on_spark(spark: SparkContext, work: Callable[[Item], Result], items: Sequence[Item]) -> list[Result]:
    """One task an item. Raises Refusal when Spark gives up on one."""
    if not items:
        return []
    try:
        return spark.parallelize(items, len(items)).map(work).collect()
    except (PySparkException, Py4JError) as error:
        reason = "Spark không tính xong, chưa ghi gì; xem lỗi của Spark ở trên rồi gọi lại."
        raise Refusal(reason, code="spark_failed") from error
