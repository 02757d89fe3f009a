"""Determinations of a frame as a frame of the contract's result rows."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from ansinh import legislation
from ansinh.legislation import (
    NAMED_AMOUNT,
    OUTCOMES,
    PROGRAMMES,
    Determinations,
    FactBatch,
    NoLawForTitleError,
    RuleBook,
)

Array = npt.NDArray[Any]


class ResultForm:
    """The form of the rows of results by a book: its programmes, categories and citations.

    Words of a small vocabulary are kept as codes, which makes writing Parquet cheap; a reader sees text.
    """

    def __init__(self, book: RuleBook) -> None:
        """``book``: the law that answers."""
        self.book = book
        self.categories = pl.Enum([category.code for category in book.categories])
        self.citations = pl.Enum(list(dict.fromkeys(v.citation for c in book.categories for v in c.versions)))
        self.benefit = pl.Struct(
            {
                "programme": _PROGRAMMES,
                "category": self.categories,
                "coefficient": pl.String,
                "base_vnd": pl.Int64,
                "amount_vnd": pl.Int64,
                "citation": self.citations,
            }
        )
        self.schema: dict[str, pl.DataType | type[pl.DataType]] = {
            "person_id": pl.String,
            "month": pl.String,
            "outcome": pl.Enum(OUTCOMES),
            "total_vnd": pl.Int64,
            "benefits": pl.List(self.benefit),
            "missing": pl.List(pl.String),
        }


_PROGRAMMES = pl.Enum(list(PROGRAMMES))
_LARGEST_TENTHS = 4096
_COEFFICIENTS = pl.Series([*(legislation.coefficient_text(tenths) for tenths in range(_LARGEST_TENTHS)), None])


@lru_cache(maxsize=4)
def form_of(law: tuple[str, ...] = ()) -> ResultForm:
    """The form by the written law with texts laid over it, as ``legislation.book_with``."""
    return ResultForm(legislation.book_with(law))


def results_of(ids: pl.Series, months: pl.Series, batch: FactBatch, form: ResultForm) -> pl.DataFrame:
    """One row a person, in the order given. ``ids`` and ``months`` are text. Raises NoLawError."""
    one_month = len(months) > 0 and bool((months == months[0]).all())
    distinct = [months[0]] if one_month else months.unique().to_list()
    if not distinct:
        return pl.DataFrame(schema=form.schema)
    if len(distinct) == 1:
        return _one_month(ids, distinct[0], legislation.determine_batch(batch, distinct[0], form.book), form)
    parts = []
    for month in distinct:
        rows = (months == month).arg_true()
        part = batch.take(rows.to_numpy())
        try:
            answers = legislation.determine_batch(part, month, form.book)
        except NoLawForTitleError as error:
            raise NoLawForTitleError(month, error.first, error.category, int(rows[error.row or 0])) from error
        found = _one_month(ids.gather(rows), month, answers, form)
        parts.append(found.with_columns(rows.alias("_row")))
    return pl.concat(parts).sort("_row").drop("_row")


def _one_month(ids: pl.Series, month: str, found: Determinations, form: ResultForm) -> pl.DataFrame:
    outcome = pl.Series(found.outcome)
    names = pl.Series(OUTCOMES, dtype=pl.Enum(OUTCOMES))
    total = pl.Series(found.total_vnd)
    undetermined = outcome == OUTCOMES.index("undetermined")
    return pl.DataFrame(
        {
            "person_id": ids,
            "month": pl.repeat(month, len(ids), dtype=pl.String, eager=True),
            "outcome": names.gather(outcome.cast(pl.UInt32)),
            "total_vnd": total.set(undetermined, None) if undetermined.any() else total,
            "benefits": _benefits(found, month, len(ids), form),
            "missing": _missing(found),
        },
        schema=form.schema,
    )


def _benefits(found: Determinations, month: str, people: int, form: ResultForm) -> pl.Series:
    paid, every = found.benefits, form.book.categories
    versions = [category.version(month) for category in every]
    categories = pl.Series([category.code for category in every], dtype=form.categories)
    programmes = pl.Series([category.programme for category in every], dtype=_PROGRAMMES)
    citations = pl.Series([version.citation if version else None for version in versions], dtype=form.citations)
    index = pl.Series(paid.category.astype(np.uint32))
    tenths = np.where(paid.coefficient_tenths == NAMED_AMOUNT, _LARGEST_TENTHS, paid.coefficient_tenths)
    lines = pl.DataFrame(
        {
            "programme": programmes.gather(index),
            "category": categories.gather(index),
            "coefficient": _COEFFICIENTS.gather(pl.Series(tenths.astype(np.uint32))),
            "base_vnd": paid.base_vnd,
            "amount_vnd": paid.amount_vnd,
            "citation": citations.gather(index),
        },
        schema=form.benefit.to_schema(),
    )
    return _lists(lines.to_struct("benefits"), paid.row, people)


def _lists(lines: pl.Series, row: Array, people: int) -> pl.Series:
    """A list for each person of the lines of that row; ``row`` rises. A fifth of the time that grouping takes."""
    number = np.bincount(row, minlength=people)
    start = np.cumsum(number) - number
    place = np.zeros(people, dtype=np.uint32)
    lists = [pl.Series("benefits", [[]], dtype=pl.List(lines.dtype))]
    done = 1
    for size in range(1, int(number.max(initial=0)) + 1):
        rows = np.flatnonzero(number == size)
        wanted = (start[rows][:, None] + np.arange(size)).ravel().astype(np.uint32)
        lists.append(lines.gather(pl.Series(wanted)).reshape((len(rows), size)).arr.to_list())
        place[rows] = np.arange(done, done + len(rows), dtype=np.uint32)
        done += len(rows)
    together = pl.concat(lists).rechunk()  # from several chunks gathering is 300 times slower
    return together.gather(pl.Series(place))


def _missing(found: Determinations) -> pl.Series:
    if not found.missing.any():
        return _nothing_missing(len(found.missing))
    masks, member = np.unique(found.missing, return_inverse=True)
    lists = pl.Series([list(legislation.names_of(int(mask))) for mask in masks], dtype=pl.List(pl.String))
    return lists.gather(pl.Series(member.astype(np.uint32)))


@lru_cache(maxsize=2)  # all frames of a file but the last have the same height
def _nothing_missing(people: int) -> pl.Series:
    return pl.Series([[]], dtype=pl.List(pl.String)).new_from_index(0, people)


def with_reasons(results: pl.DataFrame, frame: pl.DataFrame, batch: FactBatch, form: ResultForm) -> pl.DataFrame:
    """Add ``because`` as JSON text, one person at a time (an explanation is for reading, not for bulk)."""
    texts = []
    for row, month in enumerate(results["month"].to_list()):
        facts = _facts_of(batch, row, frame.columns)
        texts.append(json.dumps(legislation.explain(facts, month, form.book), ensure_ascii=False))
    return results.with_columns(pl.Series("because", texts, dtype=pl.String))


def _facts_of(batch: FactBatch, row: int, names: list[str]) -> dict[str, object]:
    return {name: batch.value(name, row) for name in names if name in batch.columns and batch.is_given(name, row)}
