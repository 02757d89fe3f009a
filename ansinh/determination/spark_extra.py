"""The way to ``ansinh.determination.spark``, which needs an extra that few have: says what is missing, or goes on."""

from __future__ import annotations

import os
import shutil
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import IO

from ansinh.kernel.errors import Refusal


def determine_on_spark(
    facts: Path,
    *,
    month: str | None,
    explain: bool,
    out: Path | None,
    stdout: IO[bytes],
    law: tuple[str, ...] = (),
) -> int:
    """As ``determine_in_parts``, on the processes or machines of Spark. Raises Refusal, also when there is no Spark."""
    if find_spec("pyspark") is None:
        raise Refusal("Chưa cài PySpark: chạy sh requirements/prepare.sh spark rồi gọi lại.", code="no_spark")
    if not _java():
        reason = (
            "Spark cần Java 17 trở lên, máy này chưa có: cài java hoặc đặt JAVA_HOME (Debian: default-jre-headless)."
        )
        raise Refusal(reason, code="no_java")
    # Loaded by name: the package imports pyspark, which is an extra.
    engine = import_module("ansinh.determination.spark.engine")
    rows: int = engine.determine_on_spark(facts, month=month, explain=explain, out=out, stdout=stdout, law=law)
    return rows


def _java() -> bool:
    home = os.environ.get("JAVA_HOME")
    return (Path(home) / "bin/java").is_file() if home else shutil.which("java") is not None
