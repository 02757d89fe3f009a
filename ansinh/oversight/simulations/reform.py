"""A draft held against the law in force: who gains, who loses, and what it costs by commune, category and year."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import polars

from ansinh import legislation
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight.models.reform_rows import Change
from ansinh.registry import public as registry

SAME = Change.SAME.value
CHANGES = {change.value: str(change.label) for change in Change if change != Change.SAME}
GAIN, LOSE = ("new", "more"), ("less", "none")
_FIGURES = ("people_before", "people_after", "before_vnd", "after_vnd")
Told = Callable[[int, int], None]
"""Hears how many months have been worked out, of how many."""


@dataclass(frozen=True)
class Reform:
    """The difference that a draft makes in a month. Amounts are đồng a month, by year đồng a year.

    ``people``: person_id, area_id, before, after (categories), before_vnd, after_vnd, change (CHANGES), only those for
    whom something changes: the cases to decide anew. ``cells``: area_id, programme, category, people and đồng before
    and after. ``changes``: area_id, change (CHANGES and SAME), people, đồng before and after, each person once.
    ``years``: year, months, đồng before and after. ``undetermined``: people of whom it cannot be told, (before, after).
    ``labels``: the words of every category, those of the draft included. ``versions``: the law's, the draft's.
    """

    month: Month
    draft: legislation.Draft
    asked: int
    undetermined: tuple[int, int]
    people: polars.DataFrame
    cells: polars.DataFrame
    changes: polars.DataFrame
    years: polars.DataFrame
    labels: Mapping[str, str]
    versions: tuple[str, str]

    @property
    def categories(self) -> polars.DataFrame:
        """programme, category, people and đồng before and after."""
        return (
            self.cells.group_by("programme", "category").agg(polars.col(_FIGURES).sum()).sort("programme", "category")
        )

    @property
    def communes(self) -> polars.DataFrame:
        """area_id, gain, lose (people), đồng before and after."""
        people, change = polars.col("people"), polars.col("change")
        return (
            self.changes.group_by("area_id")
            .agg(
                people.filter(change.is_in(GAIN)).sum().alias("gain"),
                people.filter(change.is_in(LOSE)).sum().alias("lose"),
                polars.col("before_vnd", "after_vnd").sum(),
            )
            .sort("area_id")
        )


def reform(
    draft: legislation.Draft,
    *,
    month: Month,
    known_at: datetime,
    years: int = 1,
    area_ids: Sequence[int] | None = None,
    book: legislation.RuleBook | None = None,
) -> Reform:
    """Lay a draft over ``book`` for the people of a month; ``years`` calendar years from its year on are added up.

    ``book`` None: the law in force as known at ``known_at``.

    Later months are worked out with the month's facts: people grow older, nothing else about them changes. Raises
    Refusal when the draft does not hold yet in the month, RuleSetError for what means nothing in the draft.
    """
    check_month(draft, month)
    book = book or determination.law_in_force(known_at=known_at)
    frame = registry.facts_of_month(month, known_at=known_at, area_ids=area_ids)
    return compare(frame, draft, month=month, years=years, book=book)


def check_month(draft: legislation.Draft, month: Month) -> None:
    """Raise Refusal when a draft does not hold yet in a month."""
    if str(month) < draft.first:
        raise Refusal(
            "Dự thảo chỉ có hiệu lực từ tháng %(first)s; hãy chọn tháng ấy trở đi.",
            code="before_draft",
            first=draft.first,
        )


def compare(
    frame: polars.DataFrame,
    draft: legislation.Draft,
    *,
    month: Month,
    book: legislation.RuleBook,
    years: int = 1,
    told: Told = lambda done, total: None,
) -> Reform:
    """What ``reform`` says of a frame of ``registry.facts_of_month``, without the database."""
    books = (book, legislation.overlaid(book, draft))
    batch = determination.encode_frame(frame.drop("area_id"))
    answers = [legislation.determine_batch(batch, str(month), each) for each in books]
    before, after = (determination.benefit_rows(frame, found, each) for found, each in zip(answers, books, strict=True))
    by_person = _side_by_side(before, after)
    return Reform(
        month=month,
        draft=draft,
        asked=frame.height,
        undetermined=(int((answers[0].outcome == 2).sum()), int((answers[1].outcome == 2).sum())),
        people=by_person.filter(polars.col("change") != SAME).sort("area_id", "person_id"),
        cells=_cells(before, after),
        changes=_changes(by_person),
        years=_by_year(batch, books, _months_by_year(month, draft, years), told),
        labels={category.code: category.label_vi for category in books[1].categories},
        versions=(books[0].version(str(month)), books[1].version(str(month))),
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
        .otherwise(polars.lit(SAME))
    )  # fmt: skip


def _cells(before: polars.DataFrame, after: polars.DataFrame) -> polars.DataFrame:
    key = ["area_id", "programme", "category"]
    sides = [
        rows.group_by(key).agg(
            polars.len().cast(polars.Int64).alias(f"people_{name}"), polars.col("amount_vnd").sum().alias(f"{name}_vnd")
        )
        for name, rows in (("before", before), ("after", after))
    ]
    both = sides[0].join(sides[1], on=key, how="full", coalesce=True)
    return both.select(*key, *(polars.col(name).fill_null(0) for name in _FIGURES)).sort(key)


def _changes(by_person: polars.DataFrame) -> polars.DataFrame:
    counted = by_person.group_by("area_id", "change").agg(
        polars.len().cast(polars.Int64).alias("people"), polars.col("before_vnd", "after_vnd").sum()
    )
    return counted.sort("area_id", "change")


def _months_by_year(month: Month, draft: legislation.Draft, years: int) -> dict[int, list[Month]]:
    """The months of each calendar year from the draft's month or ``month`` on, whichever is later."""
    return {
        year: [m for m in Month(year, 1).until(Month(year + 1, 1)) if m >= month and str(m) >= draft.first]
        for year in range(month.year, month.year + years)
    }


def _by_year(
    batch: legislation.FactBatch,
    books: tuple[legislation.RuleBook, legislation.RuleBook],
    months_by_year: Mapping[int, Sequence[Month]],
    told: Told,
) -> polars.DataFrame:
    done, total = 0, sum(map(len, months_by_year.values()))
    rows, room = [], legislation.AnswerRoom()
    for year, months in months_by_year.items():
        sums = [0, 0]
        for month in months:
            for side, book in enumerate(books):
                sums[side] += int(legislation.determine_batch(batch, str(month), book, room=room).total_vnd.sum())
            done += 1
            told(done, total)
        rows.append({"year": year, "months": len(months), "before_vnd": sums[0], "after_vnd": sums[1]})
    return polars.DataFrame(rows, schema=dict.fromkeys(("year", "months", "before_vnd", "after_vnd"), polars.Int64))
