"""Who is compared with whom: records that share one of the keys made for Vietnamese names, dates and papers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ansinh.registry.duplicates.records import UNKNOWN, Ints, Records

LARGEST = 300
"""More records under one key are not compared under it: they share a name and a year that say nothing. Counted."""
_NUMBER_DIGITS = {"personal": 12, "old": 9}
_SEED = 11


@dataclass(frozen=True)
class Candidates:
    """Pairs as positions (``a`` < ``b``) and how many records stood under keys too common to be used, by key."""

    a: Ints
    b: Ints
    too_common: dict[str, int]


def candidates(records: Records, *, touched: NDArray[np.bool_] | None = None) -> Candidates:
    """All pairs that share a key; with ``touched``, only those of which one record is marked."""
    found: list[NDArray[np.uint64]] = []
    too_common: dict[str, int] = {}
    for label, positions, key in _keys(records):
        pairs, left_out = _pairs(positions, key, touched)
        found.append(pairs)
        if left_out:
            too_common[label] = too_common.get(label, 0) + left_out
    packed = np.unique(np.concatenate(found)) if found else np.zeros(0, dtype=np.uint64)
    high = (packed >> np.uint64(32)).astype(np.int64)
    return Candidates(high, (packed & np.uint64(0xFFFFFFFF)).astype(np.int64), too_common)


def _keys(records: Records) -> Iterator[tuple[str, Ints, NDArray[np.uint64]]]:
    """Label, positions of the records that have the key, and the key."""
    names, of = records.names, records.name
    everyone = np.arange(records.count)
    bag, ends, given, sound = (column[of] for column in (names.bag, names.ends, names.given, names.sound))
    day, month, year = records.day, records.month, records.year
    exact = everyone[day > 0]
    low, high = np.minimum(day, month), np.maximum(day, month)  # day and month may have changed places
    yield "name+year", everyone, _key(bag, year)
    yield "given+birthday", exact, _key(given, year, low, high)[exact]
    yield "name+day+month", exact, _key(sound, low, high)[exact]
    yield "name+commune", everyone, _key(bag, records.area)
    yield "ends+year+commune", everyone, _key(ends, year, records.area)
    yield "given+year+village", *_known(records.village, _key(given, year, records.village))
    # whose given name was misspelt: the same birthday in the commune, the same year in the village or household
    yield "birthday+commune", exact, _key(year, low, high, records.area)[exact]
    yield "year+village", *_known(records.village, _key(year, records.village))
    yield "given+household", *_known(records.household, _key(given, records.household))
    account = records.codes("account")
    yield "given+account", *_known(account, _key(given, account))
    phone = records.codes("phone")
    yield "given+phone", *_known(phone, _key(given, phone))
    for kind, digits in _NUMBER_DIGITS.items():
        yield from _numbers(records, kind, digits, given)


def _known(column: Ints, key: NDArray[np.uint64]) -> tuple[Ints, NDArray[np.uint64]]:
    """Only those whose column is known."""
    positions = np.flatnonzero(column != UNKNOWN)
    return positions, key[positions]


def _numbers(records: Records, kind: str, digits: int, given: Ints) -> Iterator[tuple[str, Ints, NDArray[np.uint64]]]:
    """Two numbers a digit apart, or with two neighbours changed round, are equal when one digit is left out of each."""
    text = records.frame[kind]
    who = np.flatnonzero((text.is_not_null() & (text.str.len_bytes() == digits)).to_numpy())
    if not len(who):
        return
    numbers = text.gather(who).cast(pl.Int64).to_numpy()
    shortened = []
    for place in range(digits):
        unit = 10**place
        shortened.append(numbers // (unit * 10) * unit + numbers % unit)
    positions = np.tile(who, digits)
    yield f"{kind} number", positions, _key(np.concatenate(shortened), given[positions])


def _key(*columns: Ints) -> NDArray[np.uint64]:
    """Several columns as one number; equal columns give equal numbers, others almost never."""
    frame = pl.DataFrame([pl.Series(str(i), column) for i, column in enumerate(columns)])
    return frame.hash_rows(_SEED).to_numpy()


def _pairs(
    positions: Ints, key: NDArray[np.uint64], touched: NDArray[np.bool_] | None
) -> tuple[NDArray[np.uint64], int]:
    """Pairs as high position · 2³² + low; and how many records were left out."""
    rows = pl.DataFrame({"key": key, "at": positions.astype(np.uint32)}).unique()
    sizes = rows.group_by("key").agg(pl.len().alias("size")).filter(pl.col("size") > 1)
    if touched is not None:
        marked = rows.filter(pl.col("at").is_in(pl.Series(np.flatnonzero(touched).astype(np.uint32)).implode()))
        sizes = sizes.join(marked.select("key").unique(), on="key", how="semi")
    left_out = int(sizes.filter(pl.col("size") > LARGEST)["size"].sum())
    kept = rows.join(sizes.filter(pl.col("size") <= LARGEST).select("key"), on="key", how="semi")
    both = kept.join(kept, on="key").filter(pl.col("at") < pl.col("at_right"))
    a, b = both["at"].to_numpy().astype(np.uint64), both["at_right"].to_numpy().astype(np.uint64)
    if touched is not None:
        wanted = touched[a.astype(np.int64)] | touched[b.astype(np.int64)]
        a, b = a[wanted], b[wanted]
    return (a << np.uint64(32)) | b, left_out
