"""What speaks for and against each pair, in bits."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from ansinh.registry.duplicates import weights_table as table
from ansinh.registry.duplicates.blocks import candidates
from ansinh.registry.duplicates.names import LEVEL, compare
from ansinh.registry.duplicates.records import UNKNOWN, Ints, Records
from ansinh.registry.duplicates.weights_table import Level

Levels = NDArray[np.int8]
Floats = NDArray[np.float64]
AT_ONCE = 2_000_000
"""So many pairs are held side by side."""
FOUND = {"first": pl.Int64, "second": pl.Int64, "bits": pl.Float64, "reasons": pl.List(pl.String)}
_SERIAL_FROM = 6
_BORN = {level.code: position for position, level in enumerate(table.BORN)}


def likely_pairs(
    records: Records,
    *,
    touched: NDArray[np.bool_] | None = None,
    bits: float = table.LIKELY_BITS,
    population: int = 0,
) -> pl.DataFrame:
    """The pairs of records that may be one person: columns of FOUND, ids with ``first`` < ``second``, surest first.

    ``touched`` marks the records that changed: then only pairs with one of them. ``reasons`` are codes of levels.
    ``population``: how many people there are when the records are only some of them.
    """
    pairs = candidates(records, touched=touched)
    return _scored(records, pairs.a, pairs.b, bits, max(population, records.count))


def _scored(records: Records, a: Ints, b: Ints, bits: float, population: int) -> pl.DataFrame:
    """Those of the given pairs (positions) that reach so many bits."""
    counted = _Counted(records, population)
    parts = [_part(records, counted, a[i : i + AT_ONCE], b[i : i + AT_ONCE], bits) for i in range(0, len(a), AT_ONCE)]
    found = pl.concat(parts) if parts else pl.DataFrame(schema=FOUND)
    return found.sort("bits", "first", "second", descending=[True, False, False])


class _Counted:
    """How common names and villages are here, counted once over all records."""

    def __init__(self, records: Records, population: int) -> None:
        names, of, area = records.names, records.name, records.area
        self.count = max(records.count, 2)
        self.prior = math.log2(2 * table.EXPECTED_SHARE / max(population, 2))
        self.people = _times(area)
        self.everywhere = {key: _times(getattr(names, key)[of]) for key in ("sound", "bag", "ends", "given")}
        self.here = {
            key: _times(getattr(names, key)[of] * 1_000_003 + area) for key in ("sound", "bag", "ends", "given")
        }
        self.village = _times(records.village)

    def share(self, key: str, a: Ints, b: Ints, here: NDArray[np.bool_]) -> Floats:
        """The share of people with the commoner of both names: in their commune when it is one."""
        everywhere = np.maximum(self.everywhere[key][a], self.everywhere[key][b]) / self.count
        local = np.maximum(self.here[key][a], self.here[key][b]) / np.maximum(self.people[a], 1)
        return np.where(here, np.maximum(local, everywhere), everywhere)


def _times(column: Ints) -> Ints:
    """How often each row's value occurs in the column."""
    frame = pl.DataFrame({"value": column})
    return frame.select(pl.len().over("value")).to_series().to_numpy().astype(np.int64)


def _part(records: Records, counted: _Counted, a: Ints, b: Ints, bits: float) -> pl.DataFrame:
    here = records.area[a] == records.area[b]
    levels: list[tuple[Sequence[Level], Levels, Floats]] = [
        _name(records, counted, a, b, here),
        _plain(table.BORN, _born(records, a, b)),
        _plain(table.SEX, _known_alike(records.codes("sex"), a, b)),
        _plain(table.NUMBER, _number(records, a, b)),
        _place(records, counted, a, b, here),
        _household(records, a, b, here),
        _plain(table.ACCOUNT, np.where(_alike(records.codes("account"), a, b), 0, 1).astype(np.int8)),
        _phone(records, a, b),
    ]
    total = counted.prior + np.sum([worth for _, _, worth in levels], axis=0)
    kept = np.flatnonzero(total >= bits)
    first, second = records.frame["person_id"].gather(a[kept]), records.frame["person_id"].gather(b[kept])
    return pl.DataFrame(
        {
            "first": pl.select(pl.min_horizontal(first, second)).to_series(),
            "second": pl.select(pl.max_horizontal(first, second)).to_series(),
            "bits": total[kept],
            "reasons": _reasons(levels, kept),
        },
        schema=FOUND,
    )


def _reasons(levels: list[tuple[Sequence[Level], Levels, Floats]], kept: Ints) -> pl.Series:
    """The codes that have words, in the order of the fields."""
    columns = [
        pl.Series(str(i), np.array([x.code if x.speaks else None for x in field], dtype=object)[found[kept]].tolist(),
                  dtype=pl.String)
        for i, (field, found, _) in enumerate(levels)
    ]  # fmt: skip
    return pl.DataFrame(columns).select(pl.concat_list(pl.all()).list.drop_nulls()).to_series()


def _plain(field: Sequence[Level], found: Levels) -> tuple[Sequence[Level], Levels, Floats]:
    worth = np.array([math.log2(level.m / level.u) for level in field])
    return field, found, worth[found]


def _name(
    records: Records, counted: _Counted, a: Ints, b: Ints, here: NDArray[np.bool_]
) -> tuple[Sequence[Level], Levels, Floats]:
    x, y = records.name[a], records.name[b]
    found = compare(records.names, x, y, same=x == y)
    m = np.array([level.m for level in table.NAME])
    u = np.empty(len(a))
    keys = {"name_order": "bag", "name_middle": "ends", "name_ends": "ends", "name_given": "given"}
    for code, position in LEVEL.items():
        rows = np.flatnonzero(found == position)
        if code == "name_other":
            u[rows] = table.NAME[position].u
            continue
        u[rows] = counted.share(keys.get(code, "sound"), a[rows], b[rows], here[rows])
    u[found == LEVEL["name_letter"]] *= 4  # so many names are about a letter away from one
    return table.NAME, found, np.log2(m[found] / np.minimum(u, 1))


def _born(records: Records, a: Ints, b: Ints) -> Levels:
    year, month, day = records.year, records.month, records.day
    apart = np.abs(year[a] - year[b])
    same_month, same_day = month[a] == month[b], day[a] == day[b]
    bare = (month[a] == 0) | (month[b] == 0)
    exact = (day[a] > 0) & (day[b] > 0)
    part = (apart == 0) & (same_month | same_day) | (apart <= 2) & same_month & same_day
    level = np.full(len(a), _BORN["born_other"], dtype=np.int8)
    for code, holds in (
        ("born_near", (apart <= 2) & bare),
        ("born_decade", (apart == 10) & (bare | (same_month & same_day))),
        ("born_other_day", (apart == 0) & ~bare),
        ("born_part", exact & part),
        ("born_swapped", (apart == 0) & exact & (month[a] == day[b]) & (day[a] == month[b])),
        ("born_year", (apart == 0) & bare),
        ("born_month", (apart == 0) & ~bare & same_month & ~exact),
        ("born_day", (apart == 0) & exact & same_month & same_day),
    ):  # the later, the surer
        level[holds] = _BORN[code]
    return level


def _alike(codes: Ints, a: Ints, b: Ints) -> NDArray[np.bool_]:
    return np.asarray((codes[a] == codes[b]) & (codes[a] != UNKNOWN))


def _known_alike(codes: Ints, a: Ints, b: Ints) -> Levels:
    """0 alike, 1 one not known, 2 other."""
    unknown = (codes[a] == UNKNOWN) | (codes[b] == UNKNOWN)
    return np.where(unknown, 1, np.where(codes[a] == codes[b], 0, 2)).astype(np.int8)


def _number(records: Records, a: Ints, b: Ints) -> Levels:
    """The surest of both kinds of number; other numbers of either kind speak against."""
    level = np.full(len(a), 2, dtype=np.int8)
    for kind in ("old", "personal"):
        found = _known_alike(records.codes(kind), a, b)
        other = np.flatnonzero(found == 2)
        same_year = records.year[a[other]] == records.year[b[other]]
        near = _digit_apart(records.frame[kind].gather(a[other]), records.frame[kind].gather(b[other]), same_year)
        level[found == 0] = 0
        level[other] = np.where(level[other] == 0, 0, np.where(near, 1, 3))
    return level


def _digit_apart(a: pl.Series, b: pl.Series, same_year: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """One digit another, or two neighbours changed round; not where it is the year of birth that differs, which the
    first six of the personal number hold.
    """
    if not len(a):
        return np.zeros(0, dtype=bool)
    x, y = (np.array(s.to_list(), dtype="S12").view(np.uint8).reshape(len(s), 12) for s in (a, b))
    other = x != y
    count = other.sum(axis=1)
    place = other.argmax(axis=1)
    rows, after = np.arange(len(a)), np.minimum(place + 1, 11)
    turned = (count == 2) & other[rows, after] & (x[rows, place] == y[rows, after]) & (x[rows, after] == y[rows, place])
    return np.asarray(((count == 1) | turned) & (same_year | (place >= _SERIAL_FROM)))


def _place(
    records: Records, counted: _Counted, a: Ints, b: Ints, here: NDArray[np.bool_]
) -> tuple[Sequence[Level], Levels, Floats]:
    known = (records.village[a] != UNKNOWN) & (records.village[b] != UNKNOWN)
    together = known & (records.village[a] == records.village[b])
    found = np.where(here, np.where(together, 0, np.where(known, 2, 1)), 3).astype(np.int8)
    worth = np.array([0.0, *(math.log2(level.m / level.u) for level in table.PLACE[1:])])[found]
    rows = np.flatnonzero(together)
    share = counted.village[a[rows]] / counted.people[a[rows]]
    worth[rows] = np.log2(table.PLACE[0].m / (table.PLACE[1].u * share))
    return table.PLACE, found, worth


def _household(records: Records, a: Ints, b: Ints, here: NDArray[np.bool_]) -> tuple[Sequence[Level], Levels, Floats]:
    field, found, worth = _plain(table.HOUSEHOLD, _known_alike(records.household, a, b))
    return field, found, np.where(here, worth, 0.0)


def _phone(records: Records, a: Ints, b: Ints) -> tuple[Sequence[Level], Levels, Floats]:
    """Within one household a telephone says nothing of either side."""
    field, found, worth = _plain(table.PHONE, _known_alike(records.codes("phone"), a, b))
    together = _alike(records.household, a, b)
    return field, np.where(together, 1, found).astype(np.int8), np.where(together, 0.0, worth)
