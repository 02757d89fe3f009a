"""For people whose facts are a table of Spark: a table of facts in, a table of determinations out.

The columns go from the JVM to the kernel and back by Arrow: Spark's own expressions would be a second writing of the
law. Facts in Parquet are better determined there (``ansinh determine --engine spark``), in less than half the time
(bench/RESULTS.md, "Spark").
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

import polars as pl
import pyarrow as pa
from pyspark.sql import DataFrame

from ansinh.determination.files.determine import MONTH_FORM
from ansinh.determination.files.encode import encode_frame
from ansinh.determination.files.read import ROWS_AT_A_TIME
from ansinh.determination.files.results import form_of, results_of
from ansinh.kernel.errors import Refusal
from ansinh.legislation import FACTS, FactError, LawError, NoLawForTitleError, law_of

_TYPES = {"string", "boolean", "tinyint", "smallint", "int", "bigint", "date", "void"}
_BENEFIT = {"programme": "string", "category": "string", "coefficient": "string", "base_vnd": "bigint",
            "amount_vnd": "bigint", "citation": "string"}  # fmt: skip
RESULT_DDL = (
    "person_id string, month string, outcome string, total_vnd bigint, "
    f"benefits array<struct<{', '.join(f'{name}: {kind}' for name, kind in _BENEFIT.items())}>>, missing array<string>"
)
_ARROW = {"string": pa.string(), "bigint": pa.int64()}
_POLARS = {"string": pl.String, "bigint": pl.Int64}
_WORDS = {"outcome": pl.String, "benefits": pl.List(pl.Struct({n: _POLARS[kind] for n, kind in _BENEFIT.items()}))}
_RESULT = pa.schema(
    {
        "person_id": pa.string(),
        "month": pa.string(),
        "outcome": pa.string(),
        "total_vnd": pa.int64(),
        "benefits": pa.list_(pa.struct([(name, _ARROW[kind]) for name, kind in _BENEFIT.items()])),
        "missing": pa.list_(pa.string()),
    }
)


def determine_table(
    facts: DataFrame, month: str | None = None, *, known_unique: bool = False, law: tuple[str, ...] = ()
) -> DataFrame:
    """What the law gives each person of a table of facts (contract: docs/reference/commands.md, ``ansinh determine``).

    ``facts``: the contract's columns, as text, booleans, whole numbers and dates; null is "not known". ``month``
    "YYYY-MM": for tables without that column. The result has the contract's fields and no order. It is computed when
    it is used, except that one job looks for people who occur twice in a month, unless ``known_unique``. ``law``: texts
    laid over the written law (``legislation.text_of``), in the order of their publication.

    Raises Refusal for columns, months and repeated people; for a wrong value in a row, the job that uses the result
    fails with one that names person, column and value.
    """
    _check_columns(facts, month, law)
    if not known_unique:
        _check_nobody_twice(facts)
    return facts.mapInArrow(partial(_answers, month=month, law=law), RESULT_DDL)


def _check_columns(facts: DataFrame, month: str | None, law: tuple[str, ...]) -> None:
    names = {column.name for column in FACTS}
    for name, kind in facts.dtypes:
        if name not in names:
            raise _problem("cột này không có trong bảng dữ kiện (unknown column)", name)
        if kind not in _TYPES:
            # A moment is another day elsewhere, and a fraction is no number of đồng or of people.
            raise _problem(f"kiểu {kind}: chỉ nhận chữ, đúng/sai, số nguyên, ngày", name)
    for name in ("person_id", "born"):
        if name not in facts.columns:
            raise _problem("thiếu cột bắt buộc (required)", name)
    if "month" not in facts.columns:
        if month is None:
            raise _problem("cần cột month hoặc tham số month", "month")
        _check_law(month, law)


def _check_law(month: str, law: tuple[str, ...]) -> None:
    try:
        law_of(month, book=form_of(law).book)
    except LawError as error:
        raise _problem(str(error), "month") from error


def _check_nobody_twice(facts: DataFrame) -> None:
    keys = [name for name in ("person_id", "month") if name in facts.columns]
    for row in facts.groupBy(*keys).count().where("count > 1").limit(1).collect():
        raise _problem("mã người lặp lại trong cùng một tháng", "person_id", row["person_id"])


def _answers(batches: Iterator[pa.RecordBatch], *, month: str | None, law: tuple[str, ...]) -> Iterator[pa.RecordBatch]:
    """What a task runs over its rows."""
    for table in _gathered(batches):
        frame = pl.DataFrame(pl.from_arrow(table))
        results = _results(frame, _ids(frame), _months(frame, month), law)
        # Spark knows neither Arrow's dictionaries nor its lists and texts of the long kind.
        yield from results.to_arrow(compat_level=pl.CompatLevel.oldest()).cast(_RESULT).to_batches()


def _gathered(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.Table]:
    """As many rows as the law computes at a time; Spark's own batches are much smaller."""
    waiting: list[pa.RecordBatch] = []
    for batch in batches:
        waiting.append(batch)
        if sum(part.num_rows for part in waiting) >= ROWS_AT_A_TIME:
            yield pa.Table.from_batches(waiting)
            waiting = []
    if waiting:
        yield pa.Table.from_batches(waiting)


def _results(frame: pl.DataFrame, ids: pl.Series, months: pl.Series, law: tuple[str, ...]) -> pl.DataFrame:
    try:
        results = results_of(ids, months, encode_frame(frame), form_of(law))
    except FactError as error:
        person = None if error.row is None else ids[error.row]
        raise _problem(error.reason, error.column, error.value, person) from error
    except NoLawForTitleError as error:
        raise _problem(str(error), "month", None, ids[error.row or 0]) from error
    except LawError as error:
        raise _problem(str(error), "month") from error
    return results.cast(_WORDS)


def _ids(frame: pl.DataFrame) -> pl.Series:
    ids = frame["person_id"].cast(pl.String)
    if (ids.is_null() | (ids.str.len_bytes() == 0).fill_null(True)).any():
        raise _problem("thiếu giá trị bắt buộc (required)", "person_id")
    return ids


def _months(frame: pl.DataFrame, month: str | None) -> pl.Series:
    if "month" not in frame.columns:
        return pl.repeat(month, frame.height, dtype=pl.String, eager=True).alias("month")
    months = frame["month"].cast(pl.String)
    wrong = months.is_null() | ~months.str.contains(MONTH_FORM).fill_null(True)
    if wrong.any():
        place = wrong.arg_max() or 0
        raise _problem("cần tháng dạng YYYY-MM", "month", months[place], frame["person_id"][place])
    return months


def _problem(reason: str, column: str, value: object = None, person: object = None) -> Refusal:
    place = [*([] if person is None else [f"người {person}"]), f"cột {column}"]
    if value is not None:
        place.append(f"giá trị {value!r}")
    message = f"{', '.join(place)}: {reason}"
    return Refusal(message, code="bad_fact_table", column=column, value=value, person_id=person)
