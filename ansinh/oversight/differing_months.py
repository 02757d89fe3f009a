"""The months of people that news makes another: what they were determined or paid on is believed no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

import polars

from ansinh import legislation
from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry import public as registry

_BENEFIT = polars.format("{}:{}:{}", "programme", "category", "amount_vnd")
_TOGETHER = _BENEFIT.sort().str.join("|").alias("benefits")
_ELIGIBLE = 1
_BEFORE = {
    "person_id": polars.Int64, "run_id": polars.Int64, "outcome": polars.Int16, "facts_hash": polars.String,
    "total_vnd": polars.Int64, "benefits": polars.String, "facts": polars.String,
}  # fmt: skip


def differing_months(news: registry.News, known_at: datetime) -> polars.DataFrame:
    """The people and months of which a source changed the facts, one row each, with both answers.

    Before: what the newest determination that did not know the news gave; where none ever took the person in, what
    stands decided. After: what the law gives today, and ``owed_vnd``, what deciding today still gives for that month.
    Columns: those of the marks (``LateNews``). Whole months at a time, whatever the number of people.
    """
    everybody = news.days["person_id"].unique().sort().to_list()
    told = _Told(news, known_at, determination.latest_months(everybody), determination.law_in_force())
    compared = [
        _differing_in(month, people, told)
        for month in _months(everybody, news.earliest)
        if (people := news.people_in(month))
    ]
    found = [one for one in compared if not one.is_empty()]
    return polars.concat(found) if found else polars.DataFrame()


@dataclass(frozen=True)
class _Told:
    """The news, when all is looked at, each person's latest determined month (person_id, latest), and the law."""

    news: registry.News
    known_at: datetime
    latest: polars.DataFrame
    book: legislation.RuleBook

    @property
    def just_before(self) -> datetime:
        """The last moment at which the news was not known."""
        return self.news.heard_at - timedelta(microseconds=1)  # type: ignore[operator]  # news without days has none


def _months(people: Sequence[int], earliest: date) -> list[Month]:
    """The months from that of a day on that were determined, or decided for some of these people and listed."""
    determined = determination.determined_months(earliest)
    ends = [month for month in (*determined[-1:], payments.latest_month_of_lists()) if month is not None]
    decided = casework.months_decided(people, max(ends).next()) if ends else []
    return sorted({*determined, *(month for month in decided if month.end > earliest)})


def _differing_in(month: Month, people: Sequence[int], told: _Told) -> polars.DataFrame:
    now = registry.facts_of_month(month, known_at=told.known_at, person_ids=people)
    standing = determination.standing_answers(month, people, lived_in=now.select("person_id", "area_id"))
    undetermined = sorted(set(people).difference(standing["person_id"]))
    did_not_know = standing.filter(polars.col("known_at") < told.news.heard_at)
    answers = [*did_not_know.partition_by("known_at"), _decided(month, undetermined, told.just_before)]
    found = [_otherwise(answer, month, now) for answer in answers if not answer.is_empty()]
    before = polars.concat([polars.DataFrame(schema=_BEFORE), *(one.select(*_BEFORE).cast(_BEFORE) for one in found)])
    if before.is_empty():
        return before
    after = _after(before["person_id"].to_list(), month, now, told)
    both = before.join(after, on="person_id", how="left", suffix="_now")
    return both.select(
        "person_id",
        polars.lit(month.first).alias("month"),
        "run_id",
        "facts",
        polars.col("facts_hash").alias("before_hash"),
        polars.col("facts_hash_now").fill_null("").alias("after_hash"),
        polars.col("outcome").alias("before_outcome"),
        polars.col("outcome_now").fill_null(0).cast(polars.Int16).alias("after_outcome"),
        polars.col("benefits").alias("before_benefits"),
        polars.col("benefits_now").fill_null("").alias("after_benefits"),
        polars.col("total_vnd").alias("before_vnd"),
        polars.col("total_vnd_now").fill_null(0).alias("after_vnd"),
        polars.col("owed_vnd").fill_null(0),
    )


def _decided(month: Month, people: Sequence[int], known_at: datetime) -> polars.DataFrame:
    """What stands decided for a month in which these people were never determined, in the columns of answers.

    It is held against what was known at a moment, the last one before the news.
    """
    paid = casework.paid_in_month(month, person_ids=people)
    given = paid.group_by("person_id").agg(_TOGETHER, polars.col("amount_vnd").sum().alias("total_vnd"))
    return given.with_columns(
        run_id=polars.lit(None, dtype=polars.Int64),
        outcome=polars.lit(_ELIGIBLE, dtype=polars.Int16),
        facts_hash=polars.lit(""),
        known_at=polars.lit(known_at),
    )


def _otherwise(answers: polars.DataFrame, month: Month, now: polars.DataFrame) -> polars.DataFrame:
    """Those answers, given at one moment, whose people have other facts now, with the names of these joined by commas.

    ``residence``: whether they lived here at all.
    """
    used = registry.facts_of_month(month, known_at=answers["known_at"][0], person_ids=answers["person_id"].to_list())
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


def _after(people: Sequence[int], month: Month, now: polars.DataFrame, told: _Told) -> polars.DataFrame:
    """What the law gives people with the facts of today, in the columns of answers, and what they are still owed."""
    facts = now.filter(polars.col("person_id").is_in(polars.Series(people, dtype=polars.Int64).implode()))
    found = determination.evaluate(facts, month, told.book)
    benefits = found.benefits.group_by("person_id").agg(_TOGETHER)
    answers = found.results.select("person_id", "outcome", "facts_hash", "total_vnd")
    answers = answers.join(benefits, on="person_id", how="left").with_columns(polars.col("benefits").fill_null(""))
    return answers.join(_owed(people, month, facts, found.benefits, told), on="person_id", how="full", coalesce=True)


def _owed(
    people: Sequence[int], month: Month, facts: polars.DataFrame, law: polars.DataFrame, told: _Told
) -> polars.DataFrame:
    """person_id and owed_vnd: of the month in hand what the law gives, of an earlier one what can still be decided."""
    latest = polars.DataFrame({"person_id": people}, schema={"person_id": polars.Int64}).join(
        told.latest.filter(polars.col("latest") > month.first), on="person_id"
    )
    owed = [law.join(latest, on="person_id", how="anti").select("person_id", "amount_vnd")]
    for (in_hand,), group in latest.group_by("latest"):
        theirs = group["person_id"].to_list()
        _, due = casework.owed_in_past(law, theirs, facts, month, Month.of(in_hand), told.book)
        owed.append(due.select("person_id", "amount_vnd"))
    return polars.concat(owed).group_by("person_id").agg(polars.col("amount_vnd").sum().alias("owed_vnd"))
