"""From which month a change counts: news often comes late, and the law counts from the month of the event.

Adjustments count from the month in which the new condition was met, a stop from the month after the title ended
(NĐ 20/2021 Đ8.2; NĐ 335/2026 Đ8.4). Both are found by determining earlier months anew, as known now: what the event
was need not be known, and several events of one person come out right.
Starts count from the month of the decision, except those which the procedure of the month counts from something else
(legislation.timing: under NĐ 20/2021 disability from the certificate, the elderly of Đ5.5.b and Đ5.5.c from the
birthday), or which a province's resolution itself has paid from the month of the title. The condition itself holds from
that month on, so the same determination finds it.

Each earlier month has the amounts of its own law: where the standard amount or a coefficient changed in between, the
benefits come in several stretches.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars

from ansinh.casework.differences import BENEFIT, KEY, differences
from ansinh.casework.queries_month import paid_in_month
from ansinh.casework.states import Kind
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.legislation import RuleBook, timing
from ansinh.registry import public as registry

MONTHS_BACK = 36
EARLIEST = Month(2015, 1)  # from here on the law is written down for every category


@dataclass(frozen=True)
class MonthThen:
    """Facts (as of ``facts_of_month``), and both sides of an earlier month, of people whose change counts from it."""

    month: Month
    facts: polars.DataFrame
    paid: polars.DataFrame
    due: polars.DataFrame

    def only(self, people: polars.Series) -> MonthThen:
        """The same of some of them."""
        chosen = polars.col("person_id").is_in(people.implode())
        return MonthThen(self.month, *(frame.filter(chosen) for frame in (self.facts, self.paid, self.due)))


@dataclass(frozen=True)
class Counted:
    """``changes``: the differences with ``first_month``. ``benefits``: what is due from then on, one row a stretch.

    The columns of ``benefits`` are those of KEY and BENEFIT, and ``months``, a range as PostgreSQL text; the last
    stretch of each has no end. ``then``: of changes that count from earlier months these months, one each.
    """

    changes: polars.DataFrame
    benefits: polars.DataFrame
    then: tuple[MonthThen, ...] = ()


def counted_from(
    changes: polars.DataFrame,
    month: Month,
    known_at: datetime,
    due: polars.DataFrame,
    book: RuleBook,
    *,
    months_back: int,
    resumed: Mapping[tuple[int, str], Month] | None = None,
) -> Counted:
    """Add the month from which each difference of a month counts; ``due`` is what the law gives in that month.

    ``book``: the law as known at the same moment, by which the earlier months are determined anew. ``resumed``: of a
    suspended benefit under review (person, programme) the month from which it is owed again (NĐ 335/2026 Đ9.4), and of
    what another province paid until now the month with which it ended there (Đ8.3).
    """
    early = sorted(timing.categories_before_signing(month.last, book.categories))  # signed in the month they are of
    found = changes.with_columns(first_month=polars.lit(month.first))
    given = [due.join(changes, on=KEY, how="semi").select(*KEY, *BENEFIT, month=polars.lit(month.first))]
    standing = changes.select(*KEY, "kind")
    then: list[MonthThen] = []
    for back in range(1, months_back + 1):
        earlier = month.minus(back)
        if standing.is_empty() or earlier < EARLIEST:
            break
        again = [key for key, first in (resumed or {}).items() if first <= earlier]
        standing, one = _still_different(standing, earlier, known_at, book, early, again)
        due_then = one.due.join(standing, on=KEY, how="semi")
        given.append(due_then.select(*KEY, *BENEFIT, month=polars.lit(earlier.first)))
        then.append(one.only(standing["person_id"]))
        hit = standing.select(*KEY).with_columns(earlier_month=polars.lit(earlier.first))
        found = (
            found.join(hit, on=KEY, how="left")
            .with_columns(first_month=polars.coalesce("earlier_month", "first_month"))
            .drop("earlier_month")
        )
    return Counted(found, stretches(polars.concat(given), month), _first_of(then, found))


def _first_of(then: Sequence[MonthThen], found: polars.DataFrame) -> tuple[MonthThen, ...]:
    """The earlier months of those whose change counts from just these."""
    firsts = [one.only(found.filter(polars.col("first_month") == one.month.first)["person_id"]) for one in then]
    return tuple(one for one in firsts if not (one.paid.is_empty() and one.due.is_empty()))


def _still_different(
    standing: polars.DataFrame,
    earlier: Month,
    known_at: datetime,
    book: RuleBook,
    early: Sequence[str],
    again: Sequence[tuple[int, str]],
) -> tuple[polars.DataFrame, MonthThen]:
    """Those of whom the same kind of change holds in the earlier month too, and that month of all who were asked."""
    people = standing["person_id"].unique().to_list()
    facts = registry.facts_of_month(earlier, known_at=known_at, person_ids=people)
    paid = paid_in_month(earlier, person_ids=people)
    keys = polars.DataFrame(again, schema={"person_id": polars.Int64, "programme": polars.String}, orient="row")
    due = (
        determination.benefits_due(facts, earlier, book)
        .join(standing, on=KEY, how="left")
        .join(keys.with_columns(again=polars.lit(True)), on=KEY, how="left")
        .join(paid.select(KEY).unique().with_columns(decided=polars.lit(True)), on=KEY, how="left")
    )
    resumed = polars.col("again").fill_null(False) | polars.col("category").is_in(early)
    begun = (polars.col("kind") != Kind.START.value) | resumed
    counts = polars.when(polars.col("kind").is_null()).then(polars.col("decided").fill_null(False)).otherwise(begun)
    due = determination.given_then(due, counts, paid, facts, earlier, book).drop("kind", "again", "decided")
    then = differences(paid.join(standing, on=KEY, how="semi"), due.join(standing, on=KEY, how="semi"))
    still = standing.join(then, on=[*KEY, "kind"], how="semi")
    told = still.filter(polars.col("kind") != Kind.ADJUST.value)["person_id"].implode()  # amounts speak for themselves
    return still, MonthThen(earlier, facts.filter(polars.col("person_id").is_in(told)), paid, due)


def stretches(given: polars.DataFrame, month: Month) -> polars.DataFrame:
    """Months (``month``, first day) with the same benefit joined to ranges; one that holds in ``month`` goes on."""
    number = polars.col("month").dt.year().cast(polars.Int32) * 12 + polars.col("month").dt.month().cast(polars.Int32)
    row = (*KEY, *BENEFIT)
    order = polars.int_range(polars.len()).over(row)
    joined = (
        given.sort(*KEY, "month", "category")
        .with_columns(group=number - order)
        .group_by(*row, "group", maintain_order=True)
        .agg(polars.col("month").min().alias("from"), polars.col("month").max().alias("to"))
    )
    end = polars.when(polars.col("to") < month.first).then(
        polars.col("to").dt.offset_by("1mo").dt.strftime("%Y-%m-%d")
    ).otherwise(polars.lit(""))  # fmt: skip
    return joined.select(*row, months=polars.format("[{},{})", polars.col("from").dt.strftime("%Y-%m-%d"), end))
