"""Random people with all facts known: half a country's mix, half near the boundaries of the law."""

from __future__ import annotations

from datetime import date
from typing import Any

import numpy as np
import polars as pl

from ansinh.legislation import FACTS, FactBatch, FactColumn
from ansinh.legislation.facts_table import NO_DATE
from bench.determine.people import SHARES, YES

Array = np.ndarray[Any, np.dtype[Any]]
AGES = [0, 3, 4, 15, 16, 17, 18, 22, 30, 59, 60, 70, 75, 80, 90]
PENSIONS = [0, 0, 0, 1, 400_000, 499_999, 500_000, 500_001, 539_999, 540_000, 5_000_000]
PROVINCES = ["15", "22", "01", "34"]
_NEAR = {"imprisoned": 0.04, "in_facility": 0.06, "abandoned": 0.1, "spouse_has_parent_support": 0.1}


def batch_of(n: int, month: str, seed: int = 1, near_share: float = 0.5) -> FactBatch:
    """``n`` people as our kernels take them; ``near_share`` of them near the boundaries of the law."""
    random = np.random.default_rng([seed, int(month.replace("-", ""))])
    near = random.random(n) < near_share
    first = (date.fromisoformat(f"{month}-01") - date(1970, 1, 1)).days
    born = _born(n, random, near, first)
    columns = {f.name: _column(f, n, random, near, first) for f in FACTS if f.kind not in {"id", "month", "date"}}
    columns["born"] = born
    columns["died"] = np.maximum(columns["died"], born)
    return FactBatch.of_stored(columns, n)


def frame_of(batch: FactBatch) -> pl.DataFrame:
    """The same people as a frame in the contract's words, dates as dates; null where a date has not happened."""
    columns = {}
    for fact in FACTS:
        array = batch.columns.get(fact.name)
        if array is None:
            continue
        if fact.values:
            columns[fact.name] = pl.Series(array - np.uint8(1)).cat.to(pl.Enum(fact.values))
        elif fact.kind == "yes_no":
            columns[fact.name] = pl.Series(array == 2)
        elif "date" in fact.kind:
            days = pl.Series(array)
            columns[fact.name] = days.set(days == NO_DATE, None).cast(pl.Date)
        else:
            columns[fact.name] = pl.Series(array)
    return pl.DataFrame(columns)


def _born(n: int, random: np.random.Generator, near: Array, first: int) -> Array:
    ages = np.where(near, random.choice(AGES, n), random.beta(1.1, 1.8, n) * 100)
    days = (ages * 365.25).astype(np.int32) + random.integers(-45, 45, n, dtype=np.int32)
    return (first + 29 - np.where(near, days, np.abs(days))).astype(np.int32)


def _column(fact: FactColumn, n: int, random: np.random.Generator, near: Array, first: int) -> Array:
    if fact.kind == "province":
        codes = np.array([fact.values.index(code) + 1 for code in PROVINCES], dtype=np.uint8)
        return codes[random.choice(len(codes), n, p=[0.7, 0.15, 0.1, 0.05])]
    if fact.kind == "choice":
        usual = random.choice(len(fact.values), n, p=SHARES.get(fact.name)).astype(np.uint8)
        return np.where(near, random.integers(0, len(fact.values), n, dtype=np.uint8), usual) + np.uint8(1)
    if fact.kind == "yes_no":
        share = np.where(near, _NEAR.get(fact.name, 0.4), YES[fact.name])
        return (random.random(n) < share).astype(np.uint8) + np.uint8(1)
    if fact.kind == "count":
        return random.choice(4, n, p=[0.7, 0.15, 0.1, 0.05]).astype(np.int32)
    if fact.kind == "amount":
        usual = np.where(random.random(n) < 0.07, random.integers(3, 80, n) * 100_000, 0)
        return np.where(near, random.choice(PENSIONS, n), usual).astype(np.int64)
    share = {"died": 0.03, "disability_certified": 0.5}[fact.name]
    days = first + random.integers(-60, 60, n, dtype=np.int32)
    return np.where(random.random(n) < share, days, np.int32(NO_DATE)).astype(np.int32)
