"""What a proposal rests on, frozen with it: the facts of the month, the reason in the law's words, what is doubtful."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import polars

from ansinh import legislation
from ansinh.casework.differences import BENEFIT, KEY, differences
from ansinh.casework.reach_back import MonthThen
from ansinh.casework.reasons import doubts, reasons
from ansinh.casework.states import Kind
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.registry import public as registry

CITATION = 200  # as many characters as are kept of the articles


def with_evidence(
    changes: polars.DataFrame,
    month: Month,
    known_at: datetime,
    paid: polars.DataFrame,
    due: polars.DataFrame,
    book: legislation.RuleBook,
    then: Sequence[MonthThen] = (),
) -> polars.DataFrame:
    """Add reason, citation, doubt, facts (JSON) and facts_hash to differences of a month with ``first_month``.

    ``area_id`` becomes where the person lived in that month, where they lived anywhere. ``then``: the earlier months
    from which changes count; what happened in these is their reason.
    """
    people = changes["person_id"].unique().to_list()
    frame = registry.facts_of_month(month, known_at=known_at, person_ids=people)
    with_facts = _with_facts(changes, frame, month)
    told = doubts(
        with_facts.with_columns(
            polars.col("facts").fill_null("{}"),
            polars.col("facts_hash").fill_null(""),
            polars.coalesce("lived_in", "area_id").alias("area_id"),
        )
    )
    told = reasons(told, month, paid.select(*KEY, *BENEFIT), due.select(*KEY, *BENEFIT), book)
    for one in then:
        told = _reasons_then(told, month, one, book)
    return told


def _with_facts(changes: polars.DataFrame, frame: polars.DataFrame, month: Month) -> polars.DataFrame:
    """Add facts (JSON), facts_hash and lived_in; null of who has no facts in the month."""
    rows = determination.facts_rows(frame, month)
    evidence = frame.select("person_id", lived_in="area_id").with_columns(
        facts=polars.Series([json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows], dtype=polars.String),
        facts_hash=polars.Series([legislation.facts_hash(row) for row in rows], dtype=polars.String),
    )
    return changes.join(evidence, on="person_id", how="left")


def _reasons_then(
    told: polars.DataFrame, month: Month, then: MonthThen, book: legislation.RuleBook
) -> polars.DataFrame:
    """Give what counts from an earlier month the reason of that month; where the benefits differ, of both months.

    The article of a stop stays that of the decision's month, which says from when it counts.
    """
    columns = ("kind", "before_vnd", "after_vnd", "before_benefits", "after_benefits")
    mine = told.filter(polars.col("first_month") == then.month.first)
    was = differences(then.paid, then.due).select(*KEY, *columns)
    asked = mine.select(*KEY, "born_precision").join(was, on=[*KEY], how="inner")
    asked = _with_facts(asked, then.facts, then.month).with_columns(polars.col("facts").fill_null("{}"))
    paid, due = (side.select(*KEY, *BENEFIT) for side in (then.paid, then.due))
    found = reasons(asked, then.month, paid, due, book).select(*KEY, *columns[1:], "reason", "citation")
    both = mine.join(found, on=[*KEY], how="left", suffix="_then")
    texts = [_both(row, month, then.month) for row in both.iter_rows(named=True)]
    mine = mine.with_columns(
        reason=polars.Series([reason for reason, _ in texts], dtype=polars.String),
        citation=polars.Series([citation for _, citation in texts], dtype=polars.String),
    )
    return polars.concat([told.join(mine, on=[*KEY], how="anti"), mine])


def _both(row: dict[str, Any], month: Month, then: Month) -> tuple[str, str]:
    """Reason and citation of a change that counts from the month ``then``."""
    first, now = row["reason_then"], row["reason"]
    if not first or first == now:
        return now, row["citation"]
    begun = f"Tháng {then.vietnamese}: {first}"
    if row["kind"] == Kind.STOP.value:
        return begun, row["citation"]
    articles = dict.fromkeys(f"{row['citation_then']}; {row['citation']}".split("; "))
    same = all(row[f"{side}_benefits_then"] == row[f"{side}_benefits"] for side in ("before", "after"))
    return begun if same else f"{begun} Tháng {month.vietnamese}: {now}", "; ".join(articles)[:CITATION]
