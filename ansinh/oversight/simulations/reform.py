"""A draft held against the law in force: who gains, who loses, and what it costs by commune, category and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import polars

from ansinh import legislation
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.registry import public as registry

CHANGES = {
    "new": "Mới được hưởng",
    "more": "Được hưởng cao hơn",
    "other": "Đổi nhóm, mức như cũ",
    "less": "Bị giảm mức",
    "none": "Không còn được hưởng",
}


@dataclass(frozen=True)
class Reform:
    """The difference that a draft makes in a month. Amounts are đồng a month, by year đồng a year.

    ``people``: person_id, area_id, before, after (categories), before_vnd, after_vnd, change (CHANGES), only those for
    whom something changes: the cases to decide anew. ``categories``: programme, category, people and đồng before and
    after. ``communes``: area_id, gain, lose, đồng before and after. ``years``: year, months, đồng before and after.
    ``undetermined``: people of whom it cannot be told, (before, after).
    """

    month: Month
    draft: legislation.Draft
    asked: int
    undetermined: tuple[int, int]
    people: polars.DataFrame
    categories: polars.DataFrame
    communes: polars.DataFrame
    years: polars.DataFrame


def reform(
    draft: legislation.Draft,
    *,
    month: Month,
    known_at: datetime,
    years: int = 1,
    area_ids: Sequence[int] | None = None,
    book: legislation.RuleBook = legislation.BOOK,
) -> Reform:
    """Lay a draft over ``book`` for the people of a month; ``years`` calendar years from its year on are added up.

    Later months are worked out with the month's facts: people grow older, nothing else about them changes. Raises
    Refusal when the draft does not hold yet in the month, RuleSetError for what means nothing in the draft.
    """
    if str(month) < draft.first:
        raise Refusal(f"Dự thảo chỉ có hiệu lực từ tháng {draft.first}; hãy chọn tháng ấy trở đi.", code="before_draft")
    after_book = legislation.overlaid(book, draft)
    frame = registry.facts_of_month(month, known_at=known_at, area_ids=area_ids)
    batch = determination.encode_frame(frame.drop("area_id"))
    answers = [legislation.determine_batch(batch, str(month), each) for each in (book, after_book)]
    before, after = (
        determination.benefit_rows(frame, found, each) for found, each in zip(answers, (book, after_book), strict=True)
    )
    by_person = _side_by_side(before, after)
    return Reform(
        month=month,
        draft=draft,
        asked=frame.height,
        undetermined=(int((answers[0].outcome == 2).sum()), int((answers[1].outcome == 2).sum())),
        people=by_person.filter(polars.col("change") != "").sort("area_id", "person_id"),
        categories=_by_category(before, after),
        communes=_by_commune(by_person),
        years=_by_year(batch, (book, after_book), month, draft, years),
    )


def _side_by_side(before: polars.DataFrame, after: polars.DataFrame) -> polars.DataFrame:
    sides = [
        rows.sort("person_id", "programme", "category")
        .group_by("person_id", "area_id", maintain_order=True)
        .agg(polars.col("category").str.join(" + ").alias(name), polars.col("amount_vnd").sum().alias(f"{name}_vnd"))
        for name, rows in (("before", before), ("after", after))
    ]
    both = (
        sides[0]
        .join(sides[1], on=["person_id", "area_id"], how="full", coalesce=True)
        .with_columns(polars.col("before", "after").fill_null(""), polars.col("before_vnd", "after_vnd").fill_null(0))
    )
    was, becomes = polars.col("before_vnd"), polars.col("after_vnd")
    return both.with_columns(
        change=polars.when(was == 0).then(polars.lit("new"))
        .when(becomes == 0).then(polars.lit("none"))
        .when(becomes > was).then(polars.lit("more"))
        .when(becomes < was).then(polars.lit("less"))
        .when(polars.col("before") != polars.col("after")).then(polars.lit("other"))
        .otherwise(polars.lit(""))
    )  # fmt: skip


def _by_category(before: polars.DataFrame, after: polars.DataFrame) -> polars.DataFrame:
    sides = [
        rows.group_by("programme", "category").agg(
            polars.len().cast(polars.Int64).alias(f"people_{name}"), polars.col("amount_vnd").sum().alias(f"{name}_vnd")
        )
        for name, rows in (("before", before), ("after", after))
    ]
    both = sides[0].join(sides[1], on=["programme", "category"], how="full", coalesce=True)
    return both.fill_null(0).sort("programme", "category")


def _by_commune(by_person: polars.DataFrame) -> polars.DataFrame:
    change = polars.col("change")
    return (
        by_person.group_by("area_id")
        .agg(
            change.is_in(["new", "more"]).sum().cast(polars.Int64).alias("gain"),
            change.is_in(["less", "none"]).sum().cast(polars.Int64).alias("lose"),
            polars.col("before_vnd", "after_vnd").sum(),
        )
        .sort("area_id")
    )


def _by_year(
    batch: legislation.FactBatch,
    books: tuple[legislation.RuleBook, legislation.RuleBook],
    month: Month,
    draft: legislation.Draft,
    years: int,
) -> polars.DataFrame:
    """The months of each calendar year from the draft's month or ``month`` on, whichever is later."""
    rows = []
    for year in range(month.year, month.year + years):
        months = [m for m in Month(year, 1).until(Month(year + 1, 1)) if m >= month and str(m) >= draft.first]
        totals = [
            sum(int(legislation.determine_batch(batch, str(m), b).total_vnd.sum()) for m in months) for b in books
        ]
        rows.append({"year": year, "months": len(months), "before_vnd": totals[0], "after_vnd": totals[1]})
    return polars.DataFrame(rows, schema=dict.fromkeys(("year", "months", "before_vnd", "after_vnd"), polars.Int64))
