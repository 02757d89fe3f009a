"""From a polars frame, typed or all text, to the arrays that the law computes with. Set-based throughout."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from ansinh.legislation import FACTS, FactBatch, FactColumn, FactError
from ansinh.legislation.compiled import NULL_DATE, NULL_NUMBER
from ansinh.legislation.facts_table import FACT_INDEX, LARGEST_AMOUNT, MOST_CHILDREN, NO_DATE

Array = npt.NDArray[Any]

# Stands in a text column for "absent in this row", where the default depends on the age (marital status).
ABSENT_BY_AGE = "\x00by_age"
_CODE_BY_AGE = -2
_FEW_WORDS = 8
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_DAY_MONTH_OR_YEAR = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def encode_frame(frame: pl.DataFrame) -> FactBatch:
    """Facts of a frame with the contract's column names. ``person_id`` and ``month`` are not looked at.

    Text columns hold the contract's words; typed ones booleans, integers, dates. Null: not known. Raises FactError
    with the row in the frame.
    """
    columns: dict[str, object] = {}
    codes = _codes_of_words(frame)
    for name in frame.columns:
        if name not in FACT_INDEX:
            first = frame[name][0] if frame.height else None
            raise FactError(name, first, "cột này không có trong bảng dữ kiện (unknown column)", 0)
        column = FACTS[FACT_INDEX[name]]
        if name in codes:
            columns[name] = _words(column, frame[name], codes[name])
        elif column.kind not in {"id", "month"}:
            columns[name] = _encoded(column, frame[name])
    if "born" not in columns:
        raise FactError("born", None, "thiếu cột bắt buộc (required)")
    return FactBatch.from_columns(columns, frame.height)


def _encoded(column: FactColumn, series: pl.Series) -> Array:
    if series.dtype == pl.Null:
        series = series.cast(pl.String)
    if column.kind == "yes_no":
        return _yes_no(column, series)
    if "date" in column.kind:
        return _days(column, series)
    return _numbers(column, series)


def _codes_of_words(frame: pl.DataFrame) -> pl.DataFrame:
    """Codes of all columns of words at once, so that polars works on several; -1 where it is null or no word fits."""
    return frame.select(_code(column) for column in FACTS if column.values and column.name in frame.columns)


def _code(column: FactColumn) -> pl.Expr:
    text = pl.col(column.name).cast(pl.String)
    if len(column.values) > _FEW_WORDS:
        code = text.cast(pl.Enum(column.values), strict=False).to_physical().cast(pl.Int8).fill_null(-1)
        return code.alias(column.name)
    # A chain of comparisons takes half the time of a cast to Enum.
    code = pl.lit(-1, dtype=pl.Int8)
    if column.default == "by_age":
        code = pl.when(text == ABSENT_BY_AGE).then(pl.lit(_CODE_BY_AGE, dtype=pl.Int8)).otherwise(code)
    for i, word in enumerate(column.values):
        code = pl.when(text == word).then(pl.lit(i, dtype=pl.Int8)).otherwise(code)
    return code.alias(column.name)


def _words(column: FactColumn, text: pl.Series, codes: pl.Series) -> Array:
    unknown = codes == -1
    if unknown.sum() != text.null_count():
        _refuse(column, text, unknown & text.is_not_null(), f"chỉ nhận: {', '.join(column.values)}")
    return codes.to_numpy()


def _yes_no(column: FactColumn, series: pl.Series) -> Array:
    if series.dtype != pl.Boolean:
        if series.dtype != pl.String:
            _refuse(column, series, series.is_not_null(), "chỉ nhận true hoặc false")
        return _words_as_booleans(column, series.cast(pl.String))
    return series.cast(pl.Int8).fill_null(-1).to_numpy()


def _words_as_booleans(column: FactColumn, text: pl.Series) -> Array:
    codes = text.str.to_lowercase().cast(pl.Enum(["false", "true"]), strict=False).to_physical().cast(pl.Int8)
    _refuse(column, text, codes.is_null() & text.is_not_null(), "chỉ nhận true hoặc false")
    return codes.fill_null(-1).to_numpy()


def _numbers(column: FactColumn, series: pl.Series) -> Array:
    most = MOST_CHILDREN if column.kind == "count" else LARGEST_AMOUNT
    if series.dtype == pl.Boolean:
        _refuse(column, series, series.is_not_null(), "không phải số nguyên")
    exact = series.cast(pl.Int64, strict=False)
    wrong = (exact.is_null() & series.is_not_null()) | ((exact < 0) | (exact > most)).fill_null(False)
    if series.dtype.is_float():
        wrong = wrong | (series != exact.cast(pl.Float64)).fill_null(False)
    if series.dtype == pl.String:
        wrong = wrong | ~series.str.contains(r"^-?\d+$").fill_null(True)
    _refuse(column, series, wrong, f"chỉ nhận số nguyên từ 0 đến {most}")
    return exact.fill_null(NULL_NUMBER).to_numpy()


def _days(column: FactColumn, series: pl.Series) -> Array:
    if isinstance(series.dtype, pl.Datetime):
        series = series.cast(pl.Date)
    days = series if series.dtype == pl.Date else _days_of_text(column, series)
    numbers = days.to_physical()
    empty = NULL_DATE if column.kind == "date" else NO_DATE
    return numbers.fill_null(empty).to_numpy().astype(np.int32, copy=False)


def _days_of_text(column: FactColumn, series: pl.Series) -> pl.Series:
    text = series.cast(pl.String)
    form = _DAY_MONTH_OR_YEAR if column.kind == "date" else _DAY
    # A missing day or month reads as 01.
    whole = (text + "-01-01").str.slice(0, 10)
    days = whole.str.to_date("%Y-%m-%d", strict=False)
    wrong = text.is_not_null() & (days.is_null() | ~text.str.contains(form))
    shape = "YYYY-MM-DD, YYYY-MM hoặc YYYY" if column.kind == "date" else "YYYY-MM-DD"
    _refuse(column, series, wrong, f"không phải ngày có thật dạng {shape}")
    return days


def _refuse(column: FactColumn, series: pl.Series, wrong: pl.Series, reason: str) -> None:
    row = wrong.arg_max() if wrong.any() else None
    if row is not None:
        raise FactError(column.name, series[row], reason, row)
