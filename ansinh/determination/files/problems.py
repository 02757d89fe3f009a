"""What is wrong with a file, in words that name file, row, column and value."""

from __future__ import annotations

from pathlib import Path

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
