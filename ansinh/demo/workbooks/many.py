"""Messy workbooks in numbers, with the truth beside them: what reading is measured against."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import polars as pl

from ansinh.demo.communes import all_communes
from ansinh.demo.people import BEGIN
from ansinh.demo.whole import make_commune
from ansinh.demo.workbooks.layouts_table import LAYOUTS, Layout
from ansinh.demo.workbooks.listing import Listing, listing
from ansinh.demo.workbooks.people_rows import people_of
from ansinh.demo.workbooks.write_list import Person, write_list

AT = datetime(2026, 11, 1, tzinfo=UTC)
MONTH = "11/2026"
TRUTH = "truth.jsonl"
MOST_ROWS = 60


def write_workbooks(folder: Path, *, seed: int, count: int, people: int = 900) -> list[Path]:
    """Write ``count`` workbooks, one commune and layout each, and truth.jsonl: file, commune, sheet, row, person."""
    folder.mkdir(parents=True, exist_ok=True)
    province = all_communes(seed)
    partners = {commune.code: commune for commune in province}
    paths: list[Path] = []
    with (folder / TRUTH).open("w", encoding="utf-8") as truth:
        for number in range(count):
            commune, layout = province[number % len(province)], LAYOUTS[number % len(LAYOUTS)]
            whole = make_commune(commune, partners[commune.partner], people, seed)
            chosen = _chosen(listing(whole, AT), layout, number)
            path = folder / f"{number + 1:03d}-{commune.code}-{layout.name}.{'csv' if layout.csv else 'xlsx'}"
            for line in write_list(path, layout, chosen, commune=commune.name, month=MONTH):
                record = {"file": path.name, "commune": commune.code, **line}
                truth.write(json.dumps(record, ensure_ascii=False) + "\n")
            paths.append(path)
    return paths


def _chosen(lists: Listing, layout: Layout, number: int) -> list[Person]:
    """The people whom such a list is about: the disabled, the old, poor families, those who are paid."""
    keys = {key for key, _ in layout.columns}
    disabled = pl.col("degree").is_in(["mild", "severe", "extremely_severe"])
    old = pl.col("born_on") < pl.lit(BEGIN.item()).dt.offset_by("-72y")
    poor = pl.col("status").is_in(["poor", "near_poor"])
    about = disabled if "disability" in keys else poor if layout.marks else old | disabled
    if "bank_account" in keys:
        about = pl.col("account").is_not_null() & (pl.col("account") != "")
    if layout.number == "number":
        about &= pl.col("number").is_null() | (pl.col("number").str.len_chars() == 12)
    rows = lists.rows.filter(about & pl.col("died_on").is_null())
    shuffled = (
        rows.sample(fraction=1.0, shuffle=True, seed=number) if not layout.by_village else rows.sort("village_at")
    )
    return people_of(lists, shuffled.head(MOST_ROWS))
