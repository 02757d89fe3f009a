"""Random people for measuring: a country's mix of ages and circumstances, written as Parquet of facts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import polars as pl

from ansinh.legislation import FACTS

# Shares near those of a mountain province; what is not listed is even.
SHARES: dict[str, list[float]] = {
    "poverty": [0.84, 0.08, 0.08],
    "father": [0.86, 0.11, 0.005, 0.005, 0.01, 0.01],
    "mother": [0.91, 0.07, 0.004, 0.004, 0.004, 0.008],
    "studying": [0.78, 0.21, 0.01],
    "marital": [0.45, 0.45, 0.03, 0.06, 0.01],
    "support": [0.02, 0.01, 0.97],
    "disability": [0.95, 0.02, 0.02, 0.01],
    "care": [0.97, 0.025, 0.005],
}
YES: dict[str, float] = {
    "hard_area": 0.4, "citizen": 0.999, "abandoned": 0.0005, "had_orphan_allowance": 0.003, "hiv": 0.004,
    "had_single_parent_allowance": 0.003, "facility_eligible": 0.003, "merit_allowance": 0.01, "stable_income": 0.3,
    "pregnant": 0.01, "spouse_has_parent_support": 0.0005, "in_facility": 0.001, "imprisoned": 0.002,
}  # fmt: skip


def write_people(file: Path, n: int, seed: int = 1, month: str = "2026-11", unknown: float = 0.0) -> None:
    """Write ``n`` people; ``unknown`` is the share of empty cells in columns where these mean "not known"."""
    random = np.random.default_rng(seed)
    columns: dict[str, pl.Series] = {"person_id": pl.int_range(n, eager=True).cast(pl.String).str.zfill(12)}
    columns["month"] = pl.repeat(month, n, dtype=pl.String, eager=True)
    ages = random.beta(1.1, 1.8, n) * 100 * 365.25
    for fact in FACTS:
        if fact.name in columns:
            continue
        series = _column(fact.name, fact.kind, fact.values, n, random, ages)
        if unknown and fact.kind in {"choice", "yes_no", "count", "amount"}:
            series = series.set(pl.Series(random.random(n) < unknown), None)
        columns[fact.name] = series
    pl.DataFrame(columns).write_parquet(file, compression="zstd", row_group_size=262_144)


def _column(
    name: str, kind: str, values: tuple[str, ...], n: int, random: np.random.Generator, ages: np.ndarray
) -> pl.Series:
    if kind == "province":
        return pl.Series(["15", "22", "01"]).gather(pl.Series(random.choice(3, n, p=[0.98, 0.01, 0.01])))
    if kind == "choice":
        picked = random.choice(len(values), n, p=SHARES.get(name))
        return pl.Series(values).gather(pl.Series(picked))
    if kind == "yes_no":
        return pl.Series(random.random(n) < YES[name])
    if kind == "count":
        return pl.Series(random.choice(4, n, p=[0.8, 0.1, 0.07, 0.03]).astype(np.int16))
    if kind == "amount":
        return pl.Series(np.where(random.random(n) < 0.07, random.integers(3, 80, n) * 100_000, 0))
    day = 20_788 - ages if name == "born" else np.full(n, 20_788.0) - random.random(n) * 3000
    days = pl.Series(day.astype(np.int32)).cast(pl.Date)
    share = {"born": 1.0, "died": 0.002, "disability_certified": 0.05}[name]
    kept = pl.Series(random.random(n) < share)
    if name == "died":
        kept &= days > pl.Series((20_788 - ages).astype(np.int32)).cast(pl.Date)
    return days.set(~kept, None)
