"""Facts of many people as NumPy arrays of codes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ansinh.legislation.calendar_days import iso_day
from ansinh.legislation.compiled import NULL_DATE, NULL_NUMBER
from ansinh.legislation.errors import FactError
from ansinh.legislation.facts_table import FACT_INDEX, FACTS, LARGEST, NO_DATE, FactColumn

# Stored codes of words and yes/no: 0 is not known, i+1 is code i, BY_AGE waits for the month (marital status).
BY_AGE = 255
NOT_KNOWN = 0
EARLIEST_DAY = -62091  # 1800-01-01
LATEST_DAY = 84005  # 2199-12-31
_LENGTH_OF_DAY = 10  # YYYY-MM-DD

Array = npt.NDArray[Any]
_NOT_COMPUTED = {"id", "month"}


@dataclass(frozen=True, slots=True)
class FactBatch:
    """Facts of ``n`` people. A column that is absent from ``columns`` has its default for everyone.

    Words, yes/no and provinces: uint8 (see above). Dates: int32 days since 1970-01-01. Counts: int32.
    Amounts: int64 đồng. ``nullable``: columns in which some value is not known (or waits for the month).
    """

    n: int
    columns: Mapping[str, Array]
    nullable: frozenset[str]

    @classmethod
    def from_columns(cls, columns: Mapping[str, object], n: int) -> FactBatch:
        """Encode columns of ``n`` values each; no Python loop over rows.

        Words: arrays or lists of text with None, or integer codes with -1 for not known. Yes/no: booleans with None,
        or 0/1/-1. Dates: datetime64[D] with NaT, ISO text with None, or int32 days. Counts and amounts: integers
        with None for not known; in a NumPy array of integers also -1.
        ``person_id`` and ``month`` may be given and are ignored. Raises FactError.
        """
        encoded: dict[str, Array] = {}
        for name, values in columns.items():
            if name not in FACT_INDEX:
                raise FactError(name, None, "cột này không có trong bảng dữ kiện (unknown column)")
            column = FACTS[FACT_INDEX[name]]
            if column.kind in _NOT_COMPUTED:
                continue
            array = _ENCODERS[column.kind](column, values)
            if array.shape != (n,):
                raise FactError(name, len(array), f"cần đúng {n} giá trị")
            encoded[name] = array
        if "born" not in encoded:
            raise FactError("born", None, "cột bắt buộc (required)")
        return cls.of_stored(encoded, n)

    @classmethod
    def of_stored(cls, columns: Mapping[str, Array], n: int) -> FactBatch:
        """Columns that are checked and coded already, as above. Raises FactError for a death before the birth."""
        _check_dates(columns)
        return cls(n, columns, frozenset(name for name, array in columns.items() if has_unknown(name, array)))

    def rows(self, start: int, stop: int) -> FactBatch:
        """The people from ``start`` to before ``stop``, without copying."""
        part = {name: array[start:stop] for name, array in self.columns.items()}
        return FactBatch(min(stop, self.n) - start, part, self.nullable)

    def take(self, rows: Array) -> FactBatch:
        """The people at these positions, in that order."""
        return FactBatch(len(rows), {name: array[rows] for name, array in self.columns.items()}, self.nullable)

    def is_given(self, name: str, row: int) -> bool:
        """Whether a column has a value of its own for a person, rather than the default that waits for the month."""
        return name in self.columns and not (self._is_coded(name) and self.columns[name][row] == BY_AGE)

    def value(self, name: str, row: int) -> object:
        """One fact in the contract's words; None for not known, and for a date that has not happened."""
        column, stored = FACTS[FACT_INDEX[name]], int(self.columns[name][row])
        if self._is_coded(name):
            return None if stored == NOT_KNOWN else (column.values or (False, True))[stored - 1]
        if "date" in column.kind:
            return None if stored in {NO_DATE, NULL_DATE} else iso_day(stored)
        return None if stored == NULL_NUMBER else stored

    def _is_coded(self, name: str) -> bool:
        return bool(self.columns[name].dtype == np.uint8)


def has_unknown(name: str, array: Array) -> bool:
    """Whether an encoded column holds a value that is not known."""
    kind = FACTS[FACT_INDEX[name]].kind
    if len(array) == 0 or kind == "date_or_none":
        return False
    if kind in {"choice", "yes_no", "province"}:
        return bool(array.min() == NOT_KNOWN or array.max() == BY_AGE)
    return bool(array.min() == (NULL_DATE if kind == "date" else NULL_NUMBER))


def _words(column: FactColumn, values: object) -> Array:
    array = np.asarray(values)
    if array.dtype.kind in "iu":
        return _codes(column, array, len(column.values))
    known = np.not_equal(array, np.array(None)).astype(bool) if array.dtype == object else None
    text = array.astype("U") if known is None else np.where(known, array, "").astype("U")
    order = np.argsort(column.values)
    names = np.asarray(column.values)[order]
    place = np.minimum(np.searchsorted(names, text), len(names) - 1)
    right = names[place] == text
    wrong = ~right if known is None else ~right & known
    _refuse(column, array, wrong, f"chỉ nhận: {', '.join(column.values)}")
    return np.where(right, order[place] + 1, NOT_KNOWN).astype(np.uint8)


def _codes(column: FactColumn, array: Array, count: int) -> Array:
    least = -2 if column.default == "by_age" else -1  # -2: the default that waits for the month (stored as BY_AGE)
    _refuse(column, array, (array < least) | (array >= count), f"mã ngoài khoảng 0 đến {count - 1}")
    return (array + 1).astype(np.uint8)


def _yes_no(column: FactColumn, values: object) -> Array:
    array = np.asarray(values)
    if array.dtype == np.bool_:
        return array.astype(np.uint8) + np.uint8(1)
    if array.dtype.kind in "iu":
        return _codes(column, array, 2)
    unknown = np.equal(array, np.array(None, dtype=object)).astype(bool)
    yes, no = np.equal(array, True), np.equal(array, False)
    _refuse(column, array, ~(unknown | yes | no).astype(bool), "chỉ nhận true hoặc false")
    return np.where(unknown, NOT_KNOWN, np.where(yes, 2, 1)).astype(np.uint8)


def _days(column: FactColumn, values: object) -> Array:
    array = np.asarray(values)
    empty = NO_DATE if column.kind == "date_or_none" else NULL_DATE
    if array.dtype.kind in "iu":
        days = array.astype(np.int32)
    else:
        if column.kind == "date_or_none" and array.dtype.kind in "OU":
            text = np.where(np.equal(array, np.array(None, dtype=object)).astype(bool), "", array).astype("U")
            partial = (np.char.str_len(text) != _LENGTH_OF_DAY) & (text != "")
            _refuse(column, array, partial, "không phải ngày dạng YYYY-MM-DD")
        try:
            stamps = array.astype("datetime64[D]")
        except ValueError as error:
            raise FactError(column.name, str(error), "không phải ngày dạng YYYY-MM-DD") from error
        days = np.where(np.isnat(stamps), empty, stamps.astype(np.int64)).astype(np.int32)
    wrong = (days != empty) & ((days < EARLIEST_DAY) | (days > LATEST_DAY))
    _refuse(column, array, wrong, "ngày không thể có")
    return days


def _numbers(column: FactColumn, values: object) -> Array:
    array = np.asarray(values)
    least = NULL_NUMBER if isinstance(values, np.ndarray) else 0  # in a list not known is None, and -1 a mistake
    most = LARGEST[column.kind]
    width: type[np.signedinteger[Any]] = np.int32 if column.kind == "count" else np.int64
    if array.dtype.kind in "iu":
        _refuse(column, array, (array < least) | (array > most), f"chỉ nhận số nguyên từ 0 đến {most}")
        return array.astype(width)
    unknown = np.equal(array, np.array(None, dtype=object)).astype(bool)
    filled = np.where(unknown, 0, array)
    try:
        numbers = filled.astype(np.int64)
    except (TypeError, ValueError) as error:
        raise FactError(column.name, str(error), "không phải số nguyên") from error
    wrong = (numbers < 0) | (numbers > most) | (filled != numbers).astype(bool)
    _refuse(column, array, wrong, f"chỉ nhận số nguyên từ 0 đến {most}")
    return np.where(unknown, NULL_NUMBER, numbers).astype(width)


_ENCODERS: dict[str, Callable[[FactColumn, object], Array]] = {
    "choice": _words,
    "province": _words,
    "yes_no": _yes_no,
    "date": _days,
    "date_or_none": _days,
    "count": _numbers,
    "amount": _numbers,
}


def _refuse(column: FactColumn, values: Array, wrong: Array, reason: str) -> None:
    if wrong.any():
        row = int(np.argmax(wrong))
        raise FactError(column.name, values[row], reason, row)


def _check_dates(columns: Mapping[str, Array]) -> None:
    died = columns.get("died")
    if died is None:
        return
    before_birth = died < columns["born"]
    if before_birth.any():
        row = int(np.argmax(before_birth))
        raise FactError("died", str(np.datetime64(int(died[row]), "D")), "ngày mất trước ngày sinh", row)


def names_of(missing: int) -> tuple[str, ...]:
    """The facts in a mask over FACTS, in their order."""
    return tuple(column.name for i, column in enumerate(FACTS) if missing >> i & 1)
