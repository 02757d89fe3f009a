"""Months that have passed and are wrong by themselves: a pension of July and August, over since, told in November.

Where a change still holds in the month that is determined, ``reach_back`` finds how far back it counts. What held only
in the past shows in no difference of today: such months, of the people whom late news concerns, are determined anew,
each by itself, and held against what was decided for it. A month for which nothing was ever decided is given only where
benefits may be dated back, as in ``reach_back``; one that was taken back by mistake is given again. Deciding replaces
what was decided for just these months; what then is owed or was paid beyond follows from the awards (``payments``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars

from ansinh import legislation
from ansinh.casework.differences import BENEFIT, KEY, differences
from ansinh.casework.evidence import with_evidence
from ansinh.casework.queries_month import once_decided, paid_in_month, suspended_in
from ansinh.casework.reach_back import EARLIEST, Counted, stretches
from ansinh.casework.states import Kind
from ansinh.determination import public as determination
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.legislation import timing
from ansinh.registry import public as registry

DOUBT = "Điều chỉnh tháng đã qua"
UNDETERMINED = 2


@dataclass(frozen=True)
class _Past:
    """A month's differences, and both sides of it for the people asked about."""

    month: Month
    changes: polars.DataFrame
    paid: polars.DataFrame
    due: polars.DataFrame


def past_corrections(
    asked: Mapping[Month, Sequence[int]], counted: Counted, month: Month, known_at: datetime, book: legislation.RuleBook
) -> Counted:
    """What is to be corrected of the months before ``month`` in which people are asked about, one row a person and
    programme.

    ``counted``: the changes that still hold; the months that they take in are left to them. The columns are those of
    ``counted`` with evidence, and ``past_months`` (array of first days as PostgreSQL text); the sums are those of all
    the months together.
    """
    held = counted.changes.select(*KEY, held_from="first_month")
    found = [
        _past(earlier, asked[earlier], held, known_at, book, month)
        for earlier in sorted(asked)
        if EARLIEST <= earlier < month and asked[earlier]
    ]
    found = [past for past in found if not past.changes.is_empty()]
    if not found:
        return Counted(polars.DataFrame(), polars.DataFrame())
    given = [
        past.due.join(past.changes, on=KEY, how="semi").select(*KEY, *BENEFIT, month=polars.lit(past.month.first))
        for past in found
    ]
    return Counted(_together(found, known_at, book), stretches(polars.concat(given), month))


def _past(
    month: Month,
    people: Sequence[int],
    held: polars.DataFrame,
    known_at: datetime,
    book: legislation.RuleBook,
    in_hand: Month,
) -> _Past:
    facts = registry.facts_of_month(month, known_at=known_at, person_ids=people)
    answer = determination.evaluate(facts, month, book)
    unclear = set(answer.results.filter(polars.col("outcome") == UNDETERMINED)["person_id"])
    clear = [person for person in people if person not in unclear]
    paid, due = owed_in_past(answer.benefits, clear, facts, month, in_hand, book)
    changes = differences(paid, due).join(held, on=KEY, how="left")
    changes = changes.filter(polars.col("held_from").is_null() | (polars.col("held_from") > month.first))
    return _Past(month, changes.drop("held_from").with_columns(first_month=polars.lit(month.first)), paid, due)


def owed_in_past(
    law: polars.DataFrame,
    people: Sequence[int],
    facts: polars.DataFrame,
    month: Month,
    in_hand: Month,
    book: legislation.RuleBook,
) -> tuple[polars.DataFrame, polars.DataFrame]:
    """What stands decided for a month that has passed, and what deciding in the month ``in_hand`` still gives for it.

    ``law``: what the law gives in that month; ``facts``: of it. Of both only the rows of ``people`` count.
    """
    paid = paid_in_month(month, person_ids=people)
    law = law.filter(polars.col("person_id").is_in(polars.Series(people, dtype=polars.Int64).implode()))
    suspended = suspended_in(month, people).join(paid, on=KEY, how="anti")  # given back by its review, or not at all
    law = law.join(suspended, on=KEY, how="anti")
    early = sorted(timing.categories_before_signing(in_hand.last, book.categories))
    begun = once_decided(month, people).with_columns(begun=polars.lit(value=True))
    counts = polars.col("begun").fill_null(False) | polars.col("category").is_in(early)
    due = determination.given_then(law.join(begun, on=KEY, how="left"), counts, paid, facts, month, book)
    return paid, due.drop("begun")


def _together(found: Sequence[_Past], known_at: datetime, book: legislation.RuleBook) -> polars.DataFrame:
    """One row a person and programme: the evidence is that of the first of the months, the sums are of all."""
    sums = (
        polars.concat([past.changes for past in found])
        .group_by(KEY)
        .agg(
            polars.col("before_vnd", "after_vnd").sum(),
            polars.col("first_month").min(),
            polars.col("first_month").sort().alias("months"),
        )
    )
    parts = []
    for past in found:
        first = past.changes.join(sums.select(*KEY, "first_month"), on=[*KEY, "first_month"], how="semi")
        if not first.is_empty():
            told = with_evidence(first, past.month, known_at, past.paid, past.due, book)
            parts.append(told.drop("before_vnd", "after_vnd", "kind"))
    listed = polars.col("months").list.eval(polars.element().dt.strftime("%Y-%m-%d")).list.join(",")
    whole = polars.concat(parts, how="vertical_relaxed").join(sums.drop("first_month"), on=KEY)
    return whole.with_columns(
        kind=polars.lit(Kind.PAST.value),
        doubt=polars.lit(DOUBT),
        past_months=polars.format("{{{}}}", listed),
        reason=polars.Series([_reason(row) for row in whole.iter_rows(named=True)], dtype=polars.String),
    ).sort(KEY)


def _reason(row: dict[str, object]) -> str:
    """Which months and sums, then what the law says of the first of them."""
    months = [Month.of(first).vietnamese for first in row["months"]]  # type: ignore[attr-defined]
    sums = f"đã quyết định {format_dong(row['before_vnd'])} đồng, nay được {format_dong(row['after_vnd'])} đồng"  # type: ignore[arg-type]
    return f"Tháng {', '.join(months)}: {sums}. {row['reason']}"
