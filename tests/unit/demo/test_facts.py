"""Person facts of a made-up country: taken by the law as they are, with shares like the province's."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ansinh import legislation
from ansinh.demo.communes import all_communes
from ansinh.demo.facts import facts_of, write_facts
from ansinh.determination.files.determine import determine_file
from ansinh.determination.files.encode import encode_frame
from ansinh.kernel.period import Month

LEAST, MOST = 0.03, 0.06  # law.md §13: 25,000 to 50,000 of 850,000


@pytest.mark.parametrize("month", ["2024-07", "2026-11"])
def test_about_as_many_are_entitled_as_in_the_province(month: str) -> None:
    frames = [facts_of(commune, 1200, 5, Month.parse(month)) for commune in all_communes(5)]
    people = pl.concat(frames)
    found = legislation.determine_batch(encode_frame(people), month)
    share = (found.outcome == 1).mean()
    assert LEAST < share < MOST
    assert (found.outcome == 2).mean() < 0.002


def test_parts_are_accepted_by_determine(tmp_path: Path) -> None:
    rows, files = write_facts(tmp_path, people=3000, seed=5, month=Month(2026, 11), told=lambda _n: None)
    out = tmp_path / "out.parquet"
    with (tmp_path / "stdout").open("wb") as stdout:
        done = sum(determine_file(path, month="2026-11", explain=False, out=out, stdout=stdout) for path in files)
    assert done == rows
    assert pl.read_parquet(out)["person_id"].n_unique() == rows


def test_a_larger_country_begins_with_the_same_people(tmp_path: Path) -> None:
    first = all_communes(5)[0]
    small, large = (facts_of(first, size, 5, Month(2026, 11)) for size in (300, 900))
    assert small.equals(large.head(small.height))
