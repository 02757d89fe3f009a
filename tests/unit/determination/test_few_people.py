"""People one by one, as a file asks about them, get what the columns give them, under every regime."""

from __future__ import annotations

import polars as pl
import pytest

from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.legislation import WRITTEN_BOOK
from tests.unit.determination.frames import frame_of
from tests.unit.legislation.people import REGIME_MONTHS, people

KEY = ["person_id", "programme", "category"]


@pytest.mark.parametrize("month", REGIME_MONTHS)
def test_few_people_get_what_the_columns_give(month: str) -> None:
    rows = people(60, 11, month, 0.05)
    for number, row in enumerate(rows):
        row["person_id"] = str(number)
    plain = frame_of(rows, typed=True).drop("month")
    frame = plain.with_columns(pl.col("person_id").cast(pl.Int64), area_id=pl.lit(7, pl.Int64))
    many, unknown = determination.benefits_told(frame, Month.parse(month), WRITTEN_BOOK)
    few, untold = determination.benefits_told_of_few(frame, Month.parse(month), WRITTEN_BOOK)
    assert few.sort(KEY).equals(many.sort(KEY))
    assert few.schema == many.schema
    assert sorted(untold) == sorted(unknown)
