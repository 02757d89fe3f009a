"""Why a change is proposed, in the words of the law's own text-maker, and what makes a case one to look at singly."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import polars
from django.db import connection

from ansinh import legislation
from ansinh.casework.differences import KEY
from ansinh.casework.states import Kind
from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.period import Month
from ansinh.legislation import timing

LARGE_BACK_PAY_MONTHS = 6
AGES_OF_THE_LAW = (3, 4, 16, 22, 60, 70, 75, 80)


def stop_article(programme: str, month: Month) -> str:
    """The article that says from which month a stop counts, for decisions of a month."""
    return timing.stop_month(programme, ended_on=None, decided_on=month.last).article


def _codes(benefits: str | None) -> list[str]:
    return [part.split(":")[0] for part in (benefits or "").split("|") if part]


def _citations(codes: Sequence[str], month: Month, book: legislation.RuleBook) -> str:
    return "; ".join(dict.fromkeys(legislation.citation(code, str(month), book) for code in codes))


def _facts(row: Mapping[str, Any]) -> dict[str, Any]:
    """The frozen facts, with the birth no more exact than it is known, so that nobody signs an invented day."""
    facts: dict[str, Any] = json.loads(row["facts"])
    unknown = {"year": "-01-01", "month": "-01"}.get(row["born_precision"])
    if unknown and facts.get("born"):
        facts["born"] = facts["born"].removesuffix(unknown)
    return facts


def _reason(
    row: Mapping[str, Any],
    month: Month,
    now: Mapping[int, list[str]],
    bases: Mapping[Any, tuple[int, int]],
    book: legislation.RuleBook,
) -> str:
    before, after = _codes(row["before_benefits"]), _codes(row["after_benefits"])
    if row["kind"] == Kind.START.value:
        return legislation.start_reason(_facts(row), str(month), after, book)
    if row["kind"] == Kind.STOP.value:
        instead = [code for code in now.get(row["person_id"], []) if code not in before]
        return legislation.stop_reason(_facts(row), str(month), before, instead, book)
    old_and_new = bases.get((row["person_id"], row["programme"]), (0, 0))
    return legislation.adjust_reason((row["before_vnd"], row["after_vnd"]), old_and_new, before, after, book)


def _bases(paid: polars.DataFrame, due: polars.DataFrame) -> dict[Any, tuple[int, int]]:
    joined = (
        paid.group_by(*KEY)
        .agg(polars.col("base_vnd").max().alias("old"))
        .join(due.group_by(*KEY).agg(polars.col("base_vnd").max().alias("new")), on=KEY)
    )
    return {(person, programme): (old, new) for person, programme, old, new in joined.iter_rows()}


def reasons(
    changes: polars.DataFrame,
    month: Month,
    paid: polars.DataFrame,
    due: polars.DataFrame,
    book: legislation.RuleBook,
) -> polars.DataFrame:
    """Add ``reason`` (Vietnamese) and ``citation`` to differences with ``facts`` (JSON) and ``born_precision``.

    ``book``: the law that the differences were determined by.
    """
    stopped = changes.filter(polars.col("kind") == Kind.STOP.value)["person_id"].implode()
    now: dict[int, list[str]] = {}
    for person, category in (
        due.filter(polars.col("person_id").is_in(stopped)).select("person_id", "category").iter_rows()
    ):
        now.setdefault(person, []).append(category)
    adjusted = polars.col("person_id").is_in(
        changes.filter(polars.col("kind") == Kind.ADJUST.value)["person_id"].implode()
    )
    bases = _bases(paid.filter(adjusted), due.filter(adjusted))
    texts, citations = [], []
    for row in changes.iter_rows(named=True):
        texts.append(_reason(row, month, now, bases, book))
        stop = row["kind"] == Kind.STOP.value
        citations.append(
            stop_article(row["programme"], month) if stop else _citations(_codes(row["after_benefits"]), month, book)
        )
    return changes.with_columns(
        reason=polars.Series(texts, dtype=polars.String),
        citation=polars.Series(citations, dtype=polars.String).str.slice(0, 200),
    )


def doubts(changes: polars.DataFrame) -> polars.DataFrame:
    """Add ``doubt``, why a case is decided singly (empty where nothing is doubtful), and ``born_precision``."""
    query = """
    SELECT p.id AS person_id, p.born_precision, extract(year FROM p.born_on)::int AS born_year,
      count(paper.id) AS papers
    FROM registry_person AS p
    LEFT JOIN registry_paper AS paper ON paper.person_id = p.id AND paper.retracted_at IS NULL
    WHERE p.id = ANY (%(people)s::bigint[]) GROUP BY p.id
    """
    schema = {
        "person_id": polars.Int64,
        "born_precision": polars.String,
        "born_year": polars.Int32,
        "papers": polars.Int64,
    }
    with connection.cursor() as cursor:
        people = read_frame(cursor, query, schema, {"people": changes["person_id"].unique().to_list()})
    started = polars.col("kind") == Kind.START.value
    # A bare year of birth reads as 1 January: it is doubtful only in the year in which an age of the law is reached.
    turning = (polars.col("first_month").dt.year() - polars.col("born_year")).is_in(AGES_OF_THE_LAW)
    year_only = (polars.col("born_precision") == "year") & turning
    far_back = polars.col("first_month").dt.offset_by(f"{LARGE_BACK_PAY_MONTHS}mo") <= polars.col("first_month").max()
    doubt = (
        polars.when(started & (polars.col("papers") == 0))
        .then(polars.lit("Chưa có số giấy tờ tùy thân"))
        .when(started & year_only)
        .then(polars.lit("Chỉ biết năm sinh"))
        .when(far_back)
        .then(polars.lit("Hồi tố từ sáu tháng trở lên"))
        .otherwise(polars.lit(""))
    )
    return changes.join(people, on="person_id", how="left").with_columns(doubt=doubt)
