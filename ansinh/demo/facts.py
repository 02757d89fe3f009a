"""Person facts of a month straight from the made-up people, without a registry: for measuring and for large sizes.

Everything that is so counts, whether or not an office has heard of it: this is the world, not the registry.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np
import polars as pl

from ansinh.demo.communes import Commune, country
from ansinh.demo.dated import knowledge
from ansinh.demo.dice import Bools
from ansinh.demo.means import hard_home
from ansinh.demo.people import Made, make_people
from ansinh.demo.whole import circumstance_facts
from ansinh.kernel.period import Month
from ansinh.registry.public import KINDS

CHUNK = 500_000
"""People in one Parquet file."""
_FLAG = {"yes": True, "no": False}


def facts_of(commune: Commune, size: int, seed: int, month: Month) -> pl.DataFrame:
    """One row a person who was born before the month's end and alive at its begin (contract of person facts)."""
    made = make_people(commune, size, seed)
    found = circumstance_facts(knowledge(made))
    first, end = np.datetime64(month.first), np.datetime64(month.end)
    live = (made.born < end) & (np.isnat(made.died) | (made.died >= first))
    columns: dict[str, pl.Series] = {
        "person_id": _ids(made),
        "province": pl.repeat(commune.province, made.count, eager=True),
        "hard_area": pl.Series(hard_home(made)[made.household]),
        "born": pl.Series(made.born),
        "died": pl.Series(np.where(made.died < end, made.died, np.datetime64("NaT", "D"))),
        "sex": pl.Series(np.where(made.male, "male", "female")),
    }
    columns |= _from_kinds(found["circumstance"], made, month)
    columns["poverty"] = _latest(found["poverty"], month, len(made.kind), "status", "none").gather(made.household)
    columns["pension_vnd"] = _latest(found["pension"], month, made.count, "amount_vnd", 0)
    columns["disability"] = _latest(found["disability"], month, made.count, "degree", "none")
    columns["disability_certified"] = _latest(found["disability"], month, made.count, "certified_on", None)
    columns |= _children(made, found["upbringing"], columns["studying"], month, live)
    return pl.DataFrame(columns).filter(pl.Series(live))


def _ids(made: Made) -> pl.Series:
    number = pl.Series("number", np.arange(1, made.count + 1)).cast(pl.String).str.zfill(6)
    return pl.Series("place", [f"{made.commune.place}-"]).new_from_index(0, made.count) + number


def _holding(frame: pl.DataFrame, month: Month, whole: bool) -> pl.DataFrame:
    """Facts that count for the month: on any day of it, or from before it to after it."""
    frame = frame.filter(pl.col("retracted").is_null())
    after_begin = pl.col("end").is_null() | (pl.col("end") > month.first)
    if whole:
        until_end = pl.col("end").is_null() | (pl.col("end") >= month.end)
        return frame.filter((pl.col("start") <= month.first) & until_end)
    return frame.filter((pl.col("start") < month.end) & after_begin)


def _latest(
    frame: pl.DataFrame, month: Month, count: int, column: str, default: object, *, whole: bool = False
) -> pl.Series:
    held = _holding(frame, month, whole).sort("owner", "start").unique("owner", keep="last", maintain_order=True)
    out = pl.repeat(default, count, dtype=frame[column].dtype, eager=True)
    return out.scatter(held["owner"].to_numpy(), held[column])


def _from_kinds(frame: pl.DataFrame, made: Made, month: Month) -> dict[str, pl.Series]:
    columns = {}
    by_kind = {str(key[0]): rows for key, rows in frame.partition_by("kind", as_dict=True).items()}
    for kind in KINDS:
        flag = "yes" in kind.values and len(kind.values) == 2
        default = (
            "no" if flag else {"father": "caring", "mother": "caring", "support": "present"}.get(kind.code, "none")
        )
        default = {"studying": "no"}.get(kind.code, default)
        rows = by_kind.get(kind.code, frame.clear())
        column = _latest(rows, month, made.count, "value", default, whole=kind.counts == "whole_month")
        if kind.code == "marital":
            column = pl.select(pl.when(column != "none").then(column)).to_series()
            young = pl.Series(made.age_on(month.first) < 18)
            column = pl.select(pl.when(young & column.is_null()).then(pl.lit("single")).otherwise(column)).to_series()
        columns[kind.code] = column.replace_strict(_FLAG, return_dtype=pl.Boolean) if flag else column
    return columns


def _children(
    made: Made, upbringing: pl.DataFrame, studying: pl.Series, month: Month, live: Bools
) -> dict[str, pl.Series]:
    """Numbers of own children by band; a band counts for the month as long as it holds on one of its days."""
    first = np.datetime64(month.first)
    parent, child = upbringing["owner"].to_numpy(), upbringing["child"].to_numpy()
    here = live[child]
    studies = (studying == "yes").fill_null(False).to_numpy()[child]
    under_16 = made.birthday(16)[child] > first
    under_22 = made.birthday(22)[child] >= first
    small = made.birthday(3)[child] > first

    def count(which: Bools) -> pl.Series:
        return pl.Series(np.bincount(parent[which & here], minlength=made.count))

    return {
        "children_under_16": count(under_16),
        "children_16_22_studying": count(~under_16 & under_22 & studies),
        "children_over_22_studying": count(~under_22 & studies),
        "children_under_36_months": count(small),
    }


def write_facts(
    folder: Path, *, people: int, seed: int, month: Month, told: Callable[[int], None]
) -> tuple[int, Sequence[Path]]:
    """Write a made-up country of so many people as facts-0001.parquet … ; memory stays flat. Returns rows and files.

    ``told`` hears how many people were made since it was told last.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rows, files = 0, []
    for number, frame in enumerate(_chunks(people, seed, month, told), start=1):
        path = folder / f"facts-{number:04d}.parquet"
        unfinished = path.with_suffix(".part")
        frame.write_parquet(unfinished, compression="zstd", statistics=False)
        unfinished.replace(path)
        rows += frame.height
        files.append(path)
    return rows, files


def _chunks(people: int, seed: int, month: Month, told: Callable[[int], None]) -> Iterator[pl.DataFrame]:
    waiting: list[pl.DataFrame] = []
    for commune, size in country(seed, people):
        waiting.append(facts_of(commune, size, seed, month))
        told(size)
        if sum(frame.height for frame in waiting) >= CHUNK:
            yield pl.concat(waiting)
            waiting = []
    if waiting:
        yield pl.concat(waiting)
