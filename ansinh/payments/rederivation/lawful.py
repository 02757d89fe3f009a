"""What the law gave for the months that a run pays, worked out anew from the facts known to its determination.

Evidence is asked as the determination of the run's month asked it: its own moment for facts and law. Where some
communes were determined by themselves, each person is asked as known to the newest determination that took them in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

import polars

from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.legislation import RuleBook
from ansinh.registry.public import facts_of_month

MOST_AT_ONCE = 250_000
"""So many people's facts are held in memory at a time."""


@dataclass(frozen=True)
class Evidence:
    """Facts as known at ``known_at``, by ``book``; ``area_ids`` of the people it speaks for (None: all)."""

    known_at: datetime
    book: RuleBook
    area_ids: list[int] | None
    same_law: bool = True


@dataclass(frozen=True)
class Lawful:
    """``benefits``: person_id, programme, for_month, category, amount_vnd. ``unclear``: (person_id, for_month)."""

    benefits: polars.DataFrame
    unclear: polars.DataFrame


def evidence_of(month: Month, locked_at: datetime) -> list[Evidence]:
    """The determinations of a month that had been made when a list was locked, the newest first.

    Where there is none, or none that took everybody in, what was known at the moment of locking itself comes last.
    """
    found = []
    for run in determination.runs_of_month(month):
        if run.made_at <= locked_at:
            book = determination.law_of_run(run)
            same = run.law_version == book.version(str(month))
            found.append(Evidence(run.known_at, book, run.area_ids, same))
            if run.area_ids is None:
                return found
    found.append(Evidence(locked_at, determination.law_in_force(known_at=locked_at), None))
    return found


def lawful(awarded: polars.DataFrame, month: Month, evidence: list[Evidence]) -> Lawful:
    """What the law gave the people of ``awarded`` (person_id, programme, for_month) for those months; ``month`` is the
    run's. In a month before it, whoever has moved to another benefit since is given what that one has replaced only
    later (``determination.given_then``)."""
    paid = awarded.select("person_id", "for_month").unique()
    people = paid.select("person_id").unique().sort("person_id")
    benefits, unclear = [], []
    for some in people.iter_slices(MOST_AT_ONCE):
        for basis, ids in _assigned(some["person_id"], month, evidence):
            mine = paid.filter(polars.col("person_id").is_in(ids.implode()))
            for (first,), rows in mine.group_by("for_month", maintain_order=True):
                standing = awarded.filter(polars.col("for_month") == first) if first < month.first else None
                told, doubtful = _told(basis, first, rows["person_id"].unique(), standing)
                benefits.append(told)
                unclear.append(doubtful)
    return Lawful(_joined(benefits, _BENEFITS), _joined(unclear, _UNCLEAR))


_UNCLEAR = {"person_id": polars.Int64, "for_month": polars.Date}
_BENEFITS = {
    "person_id": polars.Int64,
    "programme": polars.String,
    "for_month": polars.Date,
    "category": polars.String,
    "amount_vnd": polars.Int64,
}


def _joined(frames: list[polars.DataFrame], schema: dict[str, type[polars.DataType]]) -> polars.DataFrame:
    return polars.concat(frames) if frames else polars.DataFrame(schema=schema)


def _assigned(people: polars.Series, month: Month, evidence: list[Evidence]) -> list[tuple[Evidence, polars.Series]]:
    """Each person with the evidence that speaks for them: by the commune lived in as that evidence knows it."""
    found = []
    for basis in evidence:
        if basis.area_ids is None:
            found.append((basis, people))
            break
        facts = facts_of_month(month, known_at=basis.known_at, person_ids=people.to_list())
        own = facts.filter(polars.col("area_id").is_in(basis.area_ids))["person_id"]
        found.append((basis, own))
        people = people.filter(~people.is_in(own.implode()))
    return [(basis, ids) for basis, ids in found if not ids.is_empty()]


def _told(
    basis: Evidence, first: object, people: polars.Series, standing: polars.DataFrame | None
) -> tuple[polars.DataFrame, polars.DataFrame]:
    if not isinstance(first, date):
        raise TypeError("for_month holds days")
    month = Month.of(first)
    facts = facts_of_month(month, known_at=basis.known_at, person_ids=people.to_list())
    told, doubtful = determination.benefits_told(facts, month, basis.book)
    if standing is not None:
        decided = standing.select("person_id", "programme").unique().with_columns(decided=polars.lit(value=True))
        told = told.join(decided, on=["person_id", "programme"], how="left")
        told = determination.given_then(
            told, polars.col("decided").fill_null(False), standing, facts, month, basis.book
        )
    of_month = polars.lit(first).cast(polars.Date).alias("for_month")
    return told.with_columns(of_month).select(*_BENEFITS), doubtful.to_frame().with_columns(of_month)
