"""What is wrong with a file, in words that name file, row, column and value."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ansinh.kernel.errors import Refusal
from ansinh.legislation import FactError


def file_problem(
    file: Path, reason: str, *, row: int | None = None, column: str | None = None, value: object = None
) -> Refusal:
    """A refusal about a file. ``row`` counts data rows from 1."""
    place = [f"tệp {file.name}"]
    if row is not None:
        place.append(f"dòng {row}")
    if column is not None:
        place.append(f"cột {column}")
        place.append(f"giá trị {'(trống)' if value is None else repr(value)}")
    message = f"{', '.join(place)}: {reason}"
    return Refusal(message, code="bad_fact_file", file=str(file), row=row, column=column, value=value)


def as_file_problem(file: Path, error: FactError, first_row: int) -> Refusal:
    """A fact error of a batch whose first row is ``first_row`` of the file (counted from 1)."""
    row = None if error.row is None else first_row + error.row
    return file_problem(file, error.reason, row=row, column=error.column, value=error.value)


def twice_in_a_month(file: Path, row: int, person: str) -> Refusal:
    """A person who occurs again; ``row`` is the second place, from 1."""
    return file_problem(file, "mã người lặp lại trong cùng một tháng", row=row, column="person_id", value=person)


def check_filled(file: Path, frame: pl.DataFrame, column: str, first_row: int) -> None:
    """Raise the refusal of the first row without a value in a required column; without rows nothing is missing.

    A frame that lacks the column lacks every value. ``first_row``: of the frame, counted from 1 in the file.
    """
    if column in frame.columns:
        text = frame[column].cast(pl.String)
        empty = text.is_null() | (text.str.len_bytes() == 0).fill_null(True)
    else:
        empty = pl.repeat(True, frame.height, dtype=pl.Boolean, eager=True)
    if empty.any():
        raise file_problem(
            file, "thiếu giá trị bắt buộc (required)", row=first_row + (empty.arg_max() or 0), column=column
        )
