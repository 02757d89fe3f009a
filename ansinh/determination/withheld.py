"""What an earlier month is to give where a benefit counts only from its decision: until then, whatever it will replace.

Of several benefits a person has the highest alone (NĐ 20/2021 Đ6.2; NĐ 335/2026 Đ6.2). A benefit that begins with the
signing of its decision replaces nothing before: who moves to it from another programme keeps that one, for each
earlier month in which it is held by itself.
"""

from __future__ import annotations

import polars

from ansinh.determination.evaluate import benefits_due
from ansinh.kernel.period import Month
from ansinh.legislation import RuleBook

KEY = ("person_id", "programme")


def given_then(
    due: polars.DataFrame,
    counts: polars.Expr,
    paid: polars.DataFrame,
    facts: polars.DataFrame,
    month: Month,
    book: RuleBook,
) -> polars.DataFrame:
    """The rows of ``due`` of which ``counts`` holds, and what people keep in place of those that do not count yet.

    ``paid``: what stands decided for the month; ``facts``: of the month, of the same people.
    """
    given, later = due.filter(counts), due.filter(~counts)
    kept = paid.select(KEY).unique().join(later.select("person_id").unique(), on="person_id", how="semi")
    kept = kept.join(given, on=KEY, how="anti").join(later, on=KEY, how="anti")
    if kept.is_empty():
        return given
    columns = [given]
    for programme in kept["programme"].unique().sort():
        people = kept.filter(polars.col("programme") == programme)["person_id"]
        theirs = facts.filter(polars.col("person_id").is_in(people.implode()))
        alone = benefits_due(theirs, month, book.of_programme(programme))
        columns.append(alone.filter(polars.col("programme") == programme))
    return polars.concat(columns, how="diagonal")
