"""Hashes made column by column are those of one person at a time."""

from __future__ import annotations

import time

import polars as pl
import pytest

from ansinh.determination.files.encode import encode_frame
from ansinh.determination.files.hashes import facts_hashes
from ansinh.legislation import FACTS, facts_hash
from tests.unit.legislation.people import people

NAMES = [fact.name for fact in FACTS]


def frame_of(rows: list[dict[str, object]], names: list[str]) -> pl.DataFrame:
    texts = [[None if row[n] is None else str(row[n]).lower() if isinstance(row[n], bool) else str(row[n])
              for n in names] for row in rows]  # fmt: skip
    return pl.DataFrame(texts, schema=dict.fromkeys(names, pl.String), orient="row")


@pytest.mark.parametrize("month", ["2021-07", "2026-11"])
@pytest.mark.parametrize("absent", [(), ("marital", "sex", "died", "province", "support", "pension_vnd", "citizen")])
def test_equal_to_the_hash_of_one(month: str, absent: tuple[str, ...]) -> None:
    rows = people(400, 5, month, unknown=0.1)
    odd = ['a"b', "tiếng Việt", "\\", "\n", "", "x" * 300]
    for row, name in zip(rows, odd, strict=False):
        row["person_id"] = name
    names = [name for name in NAMES if name not in absent]
    frame = frame_of(rows, names)
    expected = [facts_hash({name: row[name] for name in names}, month) for row in rows]
    assert facts_hashes(frame["person_id"], month, encode_frame(frame)) == expected


def test_fifty_thousand_take_a_moment() -> None:
    rows = people(1000, 6, "2026-11")
    frame = pl.concat([frame_of(rows, NAMES)] * 50)
    batch = encode_frame(frame)
    start = time.process_time()
    found = facts_hashes(frame["person_id"], "2026-11", batch)
    taken = time.process_time() - start
    assert len(found) == 50_000
    assert found[:1000] == found[-1000:]
    assert taken < 1.5
