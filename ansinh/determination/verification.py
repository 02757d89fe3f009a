"""The check of determinations: every stored result of a month worked out anew from what was known at its run."""

from __future__ import annotations

from dataclasses import dataclass

import polars
from django.db import connection

from ansinh.determination.evaluate import evaluate
from ansinh.determination.law_in_force import law_of_run
from ansinh.determination.models import Run
from ansinh.determination.queries import BENEFITS, benefits_of
from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.period import Month
from ansinh.registry.public import facts_of_month

_RESULTS = {
    "person_id": polars.Int64,
    "outcome": polars.Int16,
    "total_vnd": polars.Int64,
    "facts_hash": polars.String,
}
_STORED = "SELECT person_id, outcome, total_vnd, facts_hash FROM determination_result WHERE run_id = %(run)s"
_NAMES = ("outcome", "facts_hash", "total_vnd")


@dataclass(frozen=True)
class RunVerdict:
    """A run worked out anew: how many results it holds, and ids of people (at most 50) of whom something differs."""

    run: Run
    results: int
    differing: dict[str, list[int]]
    same_law: bool


def verify_run(run: Run) -> RunVerdict:
    """Determine a run's month again as known then, over all its people at once, and compare with what is stored.

    ``differing`` names outcome, facts_hash, total_vnd, benefits, or stored (one of both sides has no such person).
    """
    month = Month.of(run.month)
    with connection.cursor() as cursor:
        stored = read_frame(
            cursor,
            _STORED,
            _RESULTS,
            {"run": run.pk},
        )
    book = law_of_run(run)
    found = evaluate(facts_of_month(month, known_at=run.known_at, area_ids=run.area_ids), month, book)
    again = found.results.select(*_RESULTS)
    both = stored.join(again, on="person_id", how="full", coalesce=True, suffix="_again")
    lone = both.filter(polars.col("outcome").is_null() | polars.col("outcome_again").is_null())
    differing = {"stored": lone["person_id"].to_list()[:50]}
    kept = both.filter(polars.col("outcome").is_not_null() & polars.col("outcome_again").is_not_null())
    for name in _NAMES:
        other = kept.filter(polars.col(name).ne_missing(polars.col(f"{name}_again")))
        differing[name] = other["person_id"].to_list()[:50]
    names = list(BENEFITS)
    lines = [frame.select(names).sort(names) for frame in (benefits_of(run.pk), found.benefits)]
    apart = polars.concat([lines[0].join(lines[1], on=names, how="anti", nulls_equal=True),
                           lines[1].join(lines[0], on=names, how="anti", nulls_equal=True)])  # fmt: skip
    differing["benefits"] = apart["person_id"].unique().sort().to_list()[:50]
    same_law = run.law_version == book.version(str(month))
    return RunVerdict(run, stored.height, {name: ids for name, ids in differing.items() if ids}, same_law)
