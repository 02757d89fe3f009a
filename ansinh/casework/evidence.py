"""What a proposal rests on, frozen with it: the facts of the month, the reason in the law's words, what is doubtful."""

from __future__ import annotations

import json
from datetime import datetime

import polars

from ansinh import legislation
from ansinh.casework.differences import BENEFIT, KEY
from ansinh.casework.reasons import doubts, reasons
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.registry import public as registry


def with_evidence(
    changes: polars.DataFrame,
    month: Month,
    known_at: datetime,
    paid: polars.DataFrame,
    due: polars.DataFrame,
    book: legislation.RuleBook,
) -> polars.DataFrame:
    """Add reason, citation, doubt, facts (JSON) and facts_hash to differences of a month with ``first_month``.

    ``area_id`` becomes where the person lived in that month, where they lived anywhere.
    """
    people = changes["person_id"].unique().to_list()
    frame = registry.facts_of_month(month, known_at=known_at, person_ids=people)
    rows = determination.facts_rows(frame, month)
    evidence = frame.select("person_id", lived_in="area_id").with_columns(
        facts=polars.Series([json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows], dtype=polars.String),
        facts_hash=polars.Series([legislation.facts_hash(row) for row in rows], dtype=polars.String),
    )
    with_facts = changes.join(evidence, on="person_id", how="left").with_columns(
        polars.col("facts").fill_null("{}"),
        polars.col("facts_hash").fill_null(""),
        polars.coalesce("lived_in", "area_id").alias("area_id"),
    )
    return reasons(doubts(with_facts), month, paid.select(*KEY, *BENEFIT), due.select(*KEY, *BENEFIT), book)
