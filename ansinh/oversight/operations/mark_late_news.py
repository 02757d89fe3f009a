"""Marking what rested on facts that are believed no more: every determination and payment of the months meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import polars
from django.db import connection, transaction

from ansinh.determination import public as determination
from ansinh.kernel import audit
from ansinh.kernel.copy_rows import copy_frame
from ansinh.kernel.period import Month
from ansinh.oversight.operations.late_news_table import (
    FORGET_EARLIER,
    KEEP,
    LINES,
    RESOLVE,
    TABLE,
    WITHOUT_PROPOSAL,
)
from ansinh.registry import public as registry

_BENEFIT = polars.format("{}:{}:{}", "programme", "category", "amount_vnd")
_ANSWER = {"outcome": 0, "facts_hash": "", "total_vnd": 0, "benefits": ""}


@dataclass(frozen=True)
class Marked:
    """How many months of people were marked, and the communes in which something is to be proposed."""

    marks: int
    area_ids: tuple[int, ...]


@transaction.atomic
def mark_late_news(*, source_id: int, known_at: datetime) -> Marked:
    """Hold every determined or paid month that a source speaks of against what is known at a moment, and keep marks.

    Runs over whole months at a time, whatever the number of people. Done again it changes nothing. Marks of which the
    answer stays the same, or on which the decisions in force are right already, are ended at once. Runs as the owner
    of the tables (jobs).
    """
    news = registry.news_of(source_id)
    if news.heard_at is None or news.days.is_empty():
        return Marked(0, ())
    months = determination.determined_months(news.earliest)
    found = [_late_in(month, news, people, known_at) for month in months if (people := news.people_in(month))]
    found = [late for late in found if not late.is_empty()]
    if not found:
        return Marked(0, ())
    given = {"source": source_id, "heard_at": news.heard_at}
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        copy_frame(cursor, "late", polars.concat(found))
        cursor.execute("ANALYZE late")
        cursor.execute(FORGET_EARLIER, given)
        cursor.execute(KEEP, given)
        marks = cursor.rowcount
        cursor.execute(LINES, given)
        cursor.execute("DROP TABLE late")
        _resolve()
        cursor.execute(WITHOUT_PROPOSAL, given)
        areas = tuple(area for (area,) in cursor.fetchall())
    details = {"marks": marks, "communes": len(areas)}
    audit.record(actor=None, action="late_news.mark", object_kind="source", object_id=source_id, details=details)
    return Marked(marks, areas)


@transaction.atomic
def resolve_late_news() -> int:
    """End the marks from which nothing more follows; how many. A decision on what the news changed is one end."""
    return _resolve()


def _resolve() -> int:
    ended = 0
    with connection.cursor() as cursor:
        for statement in RESOLVE:
            cursor.execute(statement)
            ended += cursor.rowcount
    return ended


def _late_in(month: Month, news: registry.News, people: list[int], known_at: datetime) -> polars.DataFrame:
    """Of these people those whose facts of a month differ from what its determination used, with both answers."""
    now = registry.facts_of_month(month, known_at=known_at, person_ids=people)
    standing = determination.standing_answers(month, people, lived_in=now.select("person_id", "area_id"))
    standing = standing.filter(polars.col("known_at") < news.heard_at)
    differing = [
        _differing(registry.facts_of_month(month, known_at=used, person_ids=group["person_id"].to_list()), now, group)
        for (used,), group in standing.group_by("known_at", maintain_order=True)
    ]
    if not differing:
        return polars.DataFrame()
    after = _answers(now.filter(polars.col("person_id").is_in(standing["person_id"].implode())), month)
    return (
        polars.concat(differing)
        .join(after, on="person_id", how="left", suffix="_now")
        .with_columns(polars.col(f"{name}_now").fill_null(value) for name, value in _ANSWER.items())
        .select(
            "person_id",
            polars.lit(month.first).alias("month"),
            "run_id",
            "facts",
            polars.col("facts_hash").alias("before_hash"),
            polars.col("facts_hash_now").alias("after_hash"),
            polars.col("outcome").cast(polars.Int16).alias("before_outcome"),
            polars.col("outcome_now").cast(polars.Int16).alias("after_outcome"),
            polars.col("benefits").alias("before_benefits"),
            polars.col("benefits_now").alias("after_benefits"),
            polars.col("total_vnd").alias("before_vnd"),
            polars.col("total_vnd_now").alias("after_vnd"),
        )
    )


def _differing(used: polars.DataFrame, now: polars.DataFrame, answers: polars.DataFrame) -> polars.DataFrame:
    """Those of whom a column differs, with the names of these joined by commas (``residence``: lived here or not)."""
    columns = [name for name in now.columns if name not in ("person_id", "area_id")]
    both = (
        answers.select("person_id")
        .join(used.with_columns(there=polars.lit(value=True)), on="person_id", how="left")
        .join(now.with_columns(there=polars.lit(value=True)), on="person_id", how="left", suffix="_now")
    )
    moved = polars.col("there").is_null() != polars.col("there_now").is_null()
    names = [
        polars.when(~moved & polars.col(name).ne_missing(polars.col(f"{name}_now"))).then(polars.lit(name))
        for name in columns
    ]
    listed = polars.concat_list(polars.when(moved).then(polars.lit("residence")), *names).list.drop_nulls()
    found = both.select("person_id", facts=listed.list.join(",")).filter(polars.col("facts") != "")
    return answers.join(found, on="person_id")


def _answers(frame: polars.DataFrame, month: Month) -> polars.DataFrame:
    """What the law gives people with these facts, in the columns of ``standing_answers``."""
    found = determination.evaluate(frame, month, determination.law_in_force())
    benefits = found.benefits.group_by("person_id").agg(_BENEFIT.sort().str.join("|").alias("benefits"))
    answers = found.results.select("person_id", "outcome", "facts_hash", "total_vnd")
    return answers.join(benefits, on="person_id", how="left").with_columns(polars.col("benefits").fill_null(""))
