"""Files of facts to files of determinations, streaming; nothing is left behind when something is wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

import polars as pl

from ansinh.determination.files.encode import encode_frame
from ansinh.determination.files.problems import as_file_problem, check_filled, file_problem, twice_in_a_month
from ansinh.determination.files.read import WHOLE, Span, read_frames, scan
from ansinh.determination.files.results import ResultForm, form_of, results_of, with_reasons
from ansinh.determination.files.uniqueness import Uniqueness, Watcher
from ansinh.determination.files.write import Schema, write_results
from ansinh.legislation import FactError, LawError, NoLawForTitleError, law_of

_WORKERS = 2  # NumPy and polars work outside Python's lock; frames in the air are few, so memory stays flat
MONTH_FORM = r"^\d{4}-(0[1-9]|1[0-2])$"


@dataclass
class Run:
    """A run over one file, or some rows of it. ``month``: for rows that name none. ``rows``: the last row read so far.

    ``keys``: who watches the keys; None: nobody else does, and a person who occurs twice in the file is refused here.
    ``law``: texts laid over the written law (legislation.book_with).
    """

    file: Path
    month: str | None
    explain: bool
    span: Span = WHOLE
    keys: Watcher | None = None
    law: tuple[str, ...] = ()
    rows: int = field(init=False)
    form: ResultForm = field(init=False)
    schema: Schema = field(init=False)

    def __post_init__(self) -> None:
        self.rows = self.span.first
        self.form = form_of(self.law)
        self.schema = self.form.schema

    def frames(self) -> Iterator[pl.DataFrame]:
        """Results in the order of the file. Raises Refusal."""
        watcher = self.keys
        waiting: deque[Future[pl.DataFrame]] = deque()
        with ThreadPoolExecutor(_WORKERS) as pool:
            for frame in read_frames(self.file, span=self.span):
                ids, months = self._ids(frame), self._months(frame)
                watcher = watcher or Uniqueness(scan(self.file))
                watcher.watch(ids, months)
                waiting.append(pool.submit(self._answers, frame, ids, months, self.rows + 1))
                self.rows += frame.height
                if len(waiting) > _WORKERS:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        repeated = watcher.repeated() if watcher else None
        if repeated is not None:
            raise twice_in_a_month(self.file, *repeated)

    def _answers(self, frame: pl.DataFrame, ids: pl.Series, months: pl.Series, first_row: int) -> pl.DataFrame:
        try:
            batch = encode_frame(frame)
            results = results_of(ids, months, batch, self.form)
            return with_reasons(results, frame, batch, self.form) if self.explain else results
        except FactError as error:
            raise as_file_problem(self.file, error, first_row) from error
        except NoLawForTitleError as error:
            raise file_problem(self.file, str(error), row=first_row + (error.row or 0)) from error
        except LawError as error:
            raise file_problem(self.file, str(error)) from error

    def _ids(self, frame: pl.DataFrame) -> pl.Series:
        if "person_id" not in frame.columns:
            raise file_problem(self.file, "thiếu cột bắt buộc (required)", column="person_id")
        check_filled(self.file, frame, "person_id", self.rows + 1)
        return frame["person_id"].cast(pl.String)

    def _months(self, frame: pl.DataFrame) -> pl.Series:
        if "month" not in frame.columns:
            if self.month is None:
                raise file_problem(self.file, "cần cột month hoặc tùy chọn --month", column="month")
            return pl.repeat(self.month, frame.height, dtype=pl.String, eager=True).alias("month")
        months = frame["month"].cast(pl.String)
        if self.month is not None and self.file.suffix.lower() == ".jsonl":
            months = months.fill_null(self.month)  # in JSON Lines a row may leave the name out
        if len(months) and bool((months == months[0]).fill_null(False).all()):
            wrong = ~months.head(1).str.contains(MONTH_FORM)  # one month for all, as a rule
        else:
            wrong = months.is_null() | ~months.str.contains(MONTH_FORM).fill_null(True)
        if wrong.any():
            place = wrong.arg_max() or 0
            raise file_problem(
                self.file, "cần tháng dạng YYYY-MM", row=self.rows + 1 + place, column="month", value=months[place]
            )
        return months.alias("month")


def determine_file(
    file: Path,
    *,
    month: str | None,
    explain: bool,
    out: Path | None,
    stdout: IO[bytes],
    law: tuple[str, ...] = (),
) -> int:
    """Determine every row of a file; returns the number of rows. ``out`` None: JSON Lines to ``stdout``.

    ``law``: texts laid over the written law. Raises Refusal; then nothing was written.
    """
    check_month(file, month, law)
    run = Run(file, month, explain, law=law)
    write_results(run, out=out, stdout=stdout)
    return run.rows


def check_month(file: Path, month: str | None, law: tuple[str, ...] = ()) -> None:
    """There is law for the month, when one is named for the rows of the file. Raises Refusal."""
    if month is None:
        return
    try:
        law_of(month, book=form_of(law).book)
    except LawError as error:
        raise file_problem(file, str(error)) from error
