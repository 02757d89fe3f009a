"""From a polars frame, typed or all text, to the arrays that the law computes with. Set-based throughout."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from ansinh.legislation import FACTS, FactBatch, FactColumn, FactError
from ansinh.legislation.batch import BY_AGE, EARLIEST_DAY, LATEST_DAY, NOT_KNOWN
from ansinh.legislation.compiled import NULL_DATE, NULL_NUMBER
from ansinh.legislation.facts_table import FACT_INDEX, LARGEST, NO_DATE

Array = npt.NDArray[Any]

# Stands in a text column for "absent in this row", where the default depends on the age (marital status).
ABSENT_BY_AGE = "\x00by_age"
_FEW_WORDS = 8
_FEW = 8  # one in so many, or fewer
_DAY = r"^\d{4}-\d{2}-\d{2}$"
_DAY_MONTH_OR_YEAR = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def encode_frame(frame: pl.DataFrame) -> FactBatch:
    """Facts of a frame with the contract's column names. ``person_id`` and ``month`` are not looked at.

    Text columns hold the contract's words; typed ones booleans, integers, dates. Null: not known. Raises FactError
    with the row in the frame.
    """
    columns: dict[str, Array] = {}
    for name in frame.columns:
        if name not in FACT_INDEX:
            first = frame[name][0] if frame.height else None
            raise FactError(name, first, "cột này không có trong bảng dữ kiện (unknown column)", 0)
        column = FACTS[FACT_INDEX[name]]
        if column.kind not in {"id", "month"}:
            columns[name] = stored(column, frame[name])
    if "born" not in columns:
        raise FactError("born", None, "thiếu cột bắt buộc (required)")
    return FactBatch.of_stored(columns, frame.height)


def stored(column: FactColumn, series: pl.Series) -> Array:
    """A checked column in the form in which FactBatch keeps it."""
    if series.dtype == pl.Null:
        series = series.cast(pl.String)
    if column.values:
        return _words(column, series)
    if column.kind == "yes_no":
        return _yes_no(column, series)
    return _days(column, series) if "date" in column.kind else _numbers(column, series)


def _words(column: FactColumn, series: pl.Series) -> Array:
    text = series.cast(pl.String)
    if column.default in column.values:
        # Most people have the ordinary word: one comparison for all, the others looked at by themselves.
        unusual = text.ne_missing(pl.Series([column.default]))
        if _FEW * unusual.sum() < len(text):
            rows = np.flatnonzero(unusual.to_numpy())
            codes = np.full(len(text), column.values.index(str(column.default)) + 1, dtype=np.uint8)
            codes[rows] = _codes(column, text.filter(unusual), rows)
            return codes
    return _codes(column, text, None)


def _codes(column: FactColumn, text: pl.Series, rows: Array | None) -> Array:
    """Stored codes of words. ``rows``: where in the frame they stand, None: all of it. Raises FactError."""
    codes = text.to_frame("word").select(_code(column)).to_series().to_numpy()
    if len(codes) - np.count_nonzero(codes) == text.null_count():
        return codes
    if column.default == "by_age":
        codes = np.where(text.eq_missing(pl.Series([ABSENT_BY_AGE])).to_numpy(), np.uint8(BY_AGE), codes)
    wrong = pl.Series(codes == NOT_KNOWN) & text.is_not_null()
    _refuse(column, text, wrong, f"chỉ nhận: {', '.join(column.values)}", rows)
    return codes


def _code(column: FactColumn) -> pl.Expr:
    """The stored code of a word; that of "not known" where it is null or no word fits."""
    text = pl.col("word")
    if len(column.values) > _FEW_WORDS:
        return (text.cast(pl.Enum(column.values), strict=False).to_physical().cast(pl.UInt8) + 1).fill_null(NOT_KNOWN)
    # A chain of comparisons takes half the time of a cast to Enum.
    code = pl.lit(NOT_KNOWN, dtype=pl.UInt8)
    for i, word in enumerate(column.values, 1):
        code = pl.when(text == word).then(pl.lit(i, dtype=pl.UInt8)).otherwise(code)
    return code


def _yes_no(column: FactColumn, series: pl.Series) -> Array:
    if series.dtype != pl.Boolean:
        if series.dtype != pl.String:
            _refuse(column, series, series.is_not_null(), "chỉ nhận true hoặc false")
        series = _words_as_booleans(column, series.cast(pl.String))
    codes: Array = series.fill_null(False).to_numpy().view(np.uint8) + np.uint8(1)
    if series.null_count():
        codes[series.is_null().to_numpy()] = NOT_KNOWN
    return codes


def _words_as_booleans(column: FactColumn, text: pl.Series) -> pl.Series:
    lower = text.str.to_lowercase()
    yes = lower == "true"
    _refuse(column, text, ~(yes | (lower == "false")), "chỉ nhận true hoặc false")
    return yes


def _numbers(column: FactColumn, series: pl.Series) -> Array:
    most = LARGEST[column.kind]
    if not series.dtype.is_integer():
        series = _whole_numbers(column, series, most)
    if _outside(series, 0, most):
        wrong = ((series < 0) | (series > most)).fill_null(False)
        _refuse(column, series, wrong, f"chỉ nhận số nguyên từ 0 đến {most}")
    width = pl.Int64 if column.kind == "amount" else pl.Int32
    return series.cast(width).fill_null(NULL_NUMBER).to_numpy()


def _whole_numbers(column: FactColumn, series: pl.Series, most: int) -> pl.Series:
    if series.dtype == pl.Boolean:
        _refuse(column, series, series.is_not_null(), "không phải số nguyên")
    exact = series.cast(pl.Int64, strict=False)
    wrong = (exact.is_null() & series.is_not_null()) | ((exact < 0) | (exact > most)).fill_null(False)
    if series.dtype.is_float():
        wrong = wrong | (series != exact.cast(pl.Float64)).fill_null(False)
    if series.dtype == pl.String:
        wrong = wrong | ~series.str.contains(r"^-?\d+$").fill_null(True)
    _refuse(column, series, wrong, f"chỉ nhận số nguyên từ 0 đến {most}")
    return exact


def _days(column: FactColumn, series: pl.Series) -> Array:
    if isinstance(series.dtype, pl.Datetime):
        series = series.cast(pl.Date)
    days = series if series.dtype == pl.Date else _days_of_text(column, series)
    numbers = days.to_physical()
    if _outside(numbers, EARLIEST_DAY, LATEST_DAY):
        wrong = ((numbers < EARLIEST_DAY) | (numbers > LATEST_DAY)).fill_null(False)
        _refuse(column, days, wrong, "ngày không thể có")
    return numbers.fill_null(NO_DATE if column.kind == "date_or_none" else NULL_DATE).to_numpy()


def _outside(numbers: pl.Series, least: int, most: int) -> bool:
    """Whether some value lies outside; the smallest and the largest are found much faster than all wrong ones."""
    smallest, largest = numbers.min(), numbers.max()
    return isinstance(smallest, int) and isinstance(largest, int) and (smallest < least or largest > most)


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


def _refuse(column: FactColumn, series: pl.Series, wrong: pl.Series, reason: str, rows: Array | None = None) -> None:
    place = wrong.arg_max() if wrong.any() else None
    if place is not None:
        raise FactError(column.name, series[place], reason, place if rows is None else int(rows[place]))
