"""`determine_table`: a Spark table of facts gives the answers that its people get one by one."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from ansinh.kernel.errors import Refusal
from ansinh.legislation import determine_one
from tests.unit.determination.frames import all_regimes, frame_of

spark_errors = pytest.importorskip("pyspark.errors", reason="cần PySpark: sh requirements/prepare.sh dev spark")
table = pytest.importorskip("ansinh.determination.spark")
pytestmark = pytest.mark.long
MONTH = "2026-11"


def table_of(spark: Any, folder: Path, frame: pl.DataFrame) -> Any:
    file = folder / f"facts-{len(list(folder.iterdir()))}.parquet"
    frame.write_parquet(file)
    return spark.read.parquet(str(file)).repartition(3)


@pytest.mark.parametrize("typed", [True, False])
def test_all_regimes_have_the_answers_of_one_person(spark: Any, tmp_path: Path, typed: bool) -> None:
    rows = all_regimes(3)
    found = table.determine_table(table_of(spark, tmp_path, frame_of(rows, typed=typed)))
    got = sorted((row.asDict(recursive=True) for row in found.collect()), key=lambda row: row["person_id"])
    expected = sorted((determine_one(row, str(row["month"])) for row in rows), key=lambda row: str(row["person_id"]))
    assert got == expected
    assert {row["outcome"] for row in got} == {"eligible", "not_eligible", "undetermined"}


def test_spark_can_reckon_with_the_result(spark: Any, tmp_path: Path) -> None:
    facts = table_of(spark, tmp_path, pl.DataFrame({"person_id": ["1", "2"], "born": ["1940-01-01", "1990"]}))
    found = table.determine_table(facts, MONTH)
    (total,) = found.selectExpr("sum(total_vnd) AS vnd").collect()
    assert total["vnd"] == determine_one({"person_id": "1", "born": "1940-01-01"}, MONTH)["total_vnd"] > 0


@pytest.mark.parametrize(
    ("columns", "month", "words"),
    [
        ({"colour": ["red"]}, MONTH, "cột colour"),
        ({}, None, "cột month"),
        ({}, "2012-01", "no law for 2012-01"),
        ({"died": [pl.datetime(2026, 11, 1)]}, MONTH, "kiểu timestamp"),
        ({"pension_vnd": [0.5]}, MONTH, "kiểu double"),
    ],
)
def test_wrong_columns_are_refused_at_once(
    spark: Any, tmp_path: Path, columns: dict[str, Any], month: str | None, words: str
) -> None:
    frame = pl.select(
        person_id=pl.lit("1"),
        born=pl.lit("1990"),
        **{n: pl.lit(v[0]) if not isinstance(v[0], pl.Expr) else v[0] for n, v in columns.items()},
    )
    with pytest.raises(Refusal, match=words):
        table.determine_table(table_of(spark, tmp_path, frame), month)


def test_required_columns_and_repeated_people_are_refused_at_once(spark: Any, tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="cột born"):
        table.determine_table(table_of(spark, tmp_path, pl.DataFrame({"person_id": ["1"]})), MONTH)
    twice = table_of(spark, tmp_path, pl.DataFrame({"person_id": ["1", "2", "1"], "born": "1990"}))
    with pytest.raises(Refusal, match=r"người 1|giá trị '1'.*lặp lại"):
        table.determine_table(twice, MONTH)
    assert table.determine_table(twice, MONTH, known_unique=True).count() == 3


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"poverty": "rich"}, "người 2, cột poverty, giá trị 'rich'"),
        ({"month": "2026-13"}, "người 2, cột month, giá trị '2026-13'"),
        ({"month": "2012-01"}, "no law for 2012-01"),
        ({"person_id": ""}, "cột person_id: thiếu giá trị bắt buộc"),
    ],
)
def test_a_wrong_value_fails_the_job_with_its_name(
    spark: Any, tmp_path: Path, wrong: dict[str, str], words: str
) -> None:
    good = {"person_id": "1", "born": "1990", "month": MONTH, "poverty": "none"}
    facts = table_of(spark, tmp_path, pl.DataFrame([good, good | {"person_id": "2"} | wrong]))
    with pytest.raises(spark_errors.PySparkException, match=words):
        table.determine_table(facts).collect()
