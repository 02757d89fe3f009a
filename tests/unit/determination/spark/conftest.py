"""Spark on two processors of this machine, for the tests of this folder only."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from tests.paths import ROOT


@pytest.fixture(scope="session")
def spark() -> Iterator[object]:
    """A session (pyspark.sql.SparkSession) that only this machine can reach."""
    sql = pytest.importorskip("pyspark.sql")
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    quiet = ROOT / "ansinh/determination/spark/log4j2.properties"
    settings = {
        "spark.master": "local[2]",
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.sql.shuffle.partitions": "2",
        "spark.executorEnv.PYTHONPATH": str(ROOT),
        "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={quiet}",
    }
    session = sql.SparkSession.builder.config(map=settings).getOrCreate()
    yield session
    session.stop()
