"""Rows of facts as frames, all text or typed, and many people over all regimes in several files."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ansinh.legislation import FACTS
from tests.unit.legislation.people import REGIME_MONTHS, people

TYPES = {"yes_no": pl.Boolean, "count": pl.Int16, "amount": pl.Int64, "date": pl.Date, "date_or_none": pl.Date}
NAMES = [fact.name for fact in FACTS]


def frame_of(rows: list[dict[str, object]], *, typed: bool) -> pl.DataFrame:
    texts = [
        {n: (None if v is None else str(v).lower() if isinstance(v, bool) else str(v)) for n, v in row.items()}
        for row in rows
    ]
    frame = pl.DataFrame(texts, schema=dict.fromkeys(NAMES, pl.String))
    if not typed:
        return frame
    booleans = [f.name for f in FACTS if f.kind == "yes_no"]
    frame = frame.with_columns((pl.col(name) == "true").alias(name) for name in booleans)
    dates = [f.name for f in FACTS if "date" in f.kind]
    frame = frame.with_columns(pl.col(name).str.to_date() for name in dates)
    return frame.with_columns(pl.col(f.name).cast(TYPES[f.kind]) for f in FACTS if f.kind in {"count", "amount"})


def all_regimes(seed: int, each: int = 40) -> list[dict[str, object]]:
    """People of every regime's month, shuffled, some facts not known; nobody of one seed is of another."""
    rows = [row for month in REGIME_MONTHS for row in people(each, seed, month, 0.05)]
    for i, row in enumerate(rows):
        row["person_id"] = f"{seed}-{(i * 7919) % len(rows):05d}"
    return sorted(rows, key=lambda row: str(row["person_id"])[::-1])


def write_folder(folder: Path, number: int = 3) -> list[Path]:
    """Files of all regimes, the second all text, the others typed."""
    folder.mkdir()
    files = [folder / f"xa-{seed}.parquet" for seed in range(1, number + 1)]
    for seed, file in enumerate(files, 1):
        frame_of(all_regimes(seed), typed=seed != 2).write_parquet(file, row_group_size=100)
    return files
