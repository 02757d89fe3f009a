"""The news of a month as the lists that communes would send: births, deaths, certificates, poverty, ages reached."""

from __future__ import annotations

import zoneinfo
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import polars as pl

from ansinh.demo.communes import Commune, all_communes, chosen_communes, sizes
from ansinh.demo.identity import personal_numbers
from ansinh.demo.standing import MERGER
from ansinh.demo.whole import WholeCommune, make_commune
from ansinh.demo.workbooks.layouts_table import NEWS
from ansinh.demo.workbooks.listing import heard_of_between, listing
from ansinh.demo.workbooks.people_rows import people_of
from ansinh.demo.workbooks.write_list import write_list
from ansinh.kernel.period import Month

MONTHS = (Month(2024, 7), Month(2025, 7), Month(2026, 7), Month(2026, 11))
"""The months in which the law changed, and the one that has not been run."""
LOCAL = zoneinfo.ZoneInfo("Asia/Ho_Chi_Minh")
AGE_OF_RIGHT = {False: 80, True: 75}


def write_all_inboxes(people: int, communes: int, seed: int, folder: Path, only: Sequence[str] = ()) -> None:
    """Write the news of the communes chosen of a province. Needs no database, so another process can do it."""
    chosen = chosen_communes(seed, communes, only)
    for commune, size in zip(chosen, sizes(chosen, people), strict=True):
        write_inbox(commune, size, seed, folder)


def write_inbox(commune: Commune, size: int, seed: int, folder: Path) -> list[Path]:
    """Write the news of MONTHS as folder/YYYY-MM/<commune code>/….xlsx, before July 2025 by old commune."""
    partners = {other.code: other for other in all_communes(seed)}
    whole = make_commune(commune, partners[commune.partner], size, seed)
    written: list[Path] = []
    for month in MONTHS:
        written += _write_month(whole, month, folder / str(month))
    return written


def _write_month(whole: WholeCommune, month: Month, folder: Path) -> list[Path]:
    begin, end = (datetime(day.year, day.month, day.day, tzinfo=LOCAL) for day in (month.first, month.end))
    utc = zoneinfo.ZoneInfo("UTC")
    begin, end = begin.astimezone(utc), end.astimezone(utc)
    told = heard_of_between(whole, begin, end) | _came_of_age(whole, month)
    numbered = _newly_numbered(whole) if month == MONTHS[-1] else np.empty(0, dtype=np.int64)
    told["Cấp số định danh cá nhân"] = numbered
    notes: dict[int, str] = {}
    for note, owners in told.items():
        for owner in owners:
            notes.setdefault(int(owner), note)
    lists = listing(whole, end)
    number = pl.Series(personal_numbers(whole.made).tolist(), dtype=pl.String).gather(lists.rows["owner"])
    new = pl.col("owner").is_in(numbered.tolist())
    rows = lists.rows.with_columns(number=pl.when(new).then(number).otherwise("number"))
    rows = rows.filter(pl.col("owner").is_in(list(notes)))
    commune = whole.made.commune
    after = np.datetime64(month.first) >= MERGER
    groups = [(commune.code, commune.name, rows)] if after else [
        (part.code, part.name, rows.filter(pl.col("part") == i)) for i, part in enumerate(commune.parts)
    ]  # fmt: skip
    written = []
    for code, name, chosen in groups:
        if chosen.is_empty():
            continue
        path = folder / code / f"Danh sach thay doi thang {month.number:02d}-{month.year}.xlsx"
        write_list(path, NEWS, people_of(lists, chosen, notes), commune=name, month=month.vietnamese)
        written.append(path)
    return written


def _newly_numbered(whole: WholeCommune) -> np.ndarray:
    """A few of those who had nothing but a number of nine digits have the personal number now."""
    numbers = whole.facts["paper"]
    with_personal = numbers.filter(pl.col("kind") == "personal")["owner"].implode()
    old_only = numbers.filter(~pl.col("owner").is_in(with_personal))["owner"].to_numpy()
    made = whole.made
    given = made.dice.happens("number given", made.key[old_only], 0.08) & np.isnat(made.died[old_only])
    return np.asarray(old_only[given])


def _came_of_age(whole: WholeCommune, month: Month) -> dict[str, np.ndarray]:
    """Who completes the age of the right in the month and draws no pension."""
    made = whole.made
    years = AGE_OF_RIGHT[month >= Month(2025, 7)]
    day = made.birthday(years)
    comes = (day >= np.datetime64(month.first)) & (day < np.datetime64(month.end)) & np.isnat(made.died)
    comes[whole.facts["pension"]["owner"].to_numpy()] = False
    return {f"Đủ {years} tuổi": np.flatnonzero(comes)}
