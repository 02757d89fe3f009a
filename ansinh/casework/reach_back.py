"""From which month a change counts: news often comes late, and the law counts from the month of the event.

Adjustments count from the month in which the new condition was met, a stop from the month after the title ended
(NĐ 20/2021 Đ8.2; NĐ 335/2026 Đ8.4). Both are found by determining earlier months anew, as known now: what the event
was need not be known, and several events of one person come out right.
Starts count from the month of the decision, except those which the procedure of the month counts from something else
(legislation.timing: under NĐ 20/2021 disability from the certificate, the elderly of Đ5.5.b and Đ5.5.c from the
birthday). The condition itself holds from that month on, so the same determination finds it.
"""

from __future__ import annotations

from datetime import datetime

import polars

from ansinh.casework.differences import KEY, differences
from ansinh.casework.states import Kind
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.legislation import timing
from ansinh.registry import public as registry

MONTHS_BACK = 12
EARLIEST = Month(2015, 1)  # from here on the law is written down for every category


def _same_as(changes: polars.DataFrame, month: Month, known_at: datetime, paid: polars.DataFrame) -> polars.DataFrame:
    """Those of the changes that the law gave in this month too while something else was being paid."""
    people = changes["person_id"].unique().to_list()
    facts = registry.facts_of_month(month, known_at=known_at, person_ids=people)
    due = determination.benefits_due(facts, month)
    running = paid.filter(polars.col("paid_from") <= month.first)
    then = differences(running, due).select(*KEY, "kind", "after_benefits")
    return changes.join(then, on=[*KEY, "kind", "after_benefits"], how="semi", nulls_equal=True)


def first_months(
    changes: polars.DataFrame, month: Month, known_at: datetime, paid: polars.DataFrame
) -> polars.DataFrame:
    """Add ``first_month`` to the differences of a month. ``paid`` carries ``paid_from``, the award's first month."""
    found = changes.with_columns(first_month=polars.lit(month.first))
    standing = changes.filter(_may_reach_back(month))
    for back in range(1, MONTHS_BACK + 1):
        earlier = month.minus(back)
        if standing.is_empty() or earlier < EARLIEST:
            break
        standing = _same_as(standing, earlier, known_at, paid)
        hit = standing.select(*KEY).with_columns(earlier_month=polars.lit(earlier.first))
        found = (
            found.join(hit, on=KEY, how="left")
            .with_columns(first_month=polars.coalesce("earlier_month", "first_month"))
            .drop("earlier_month")
        )
    return found


def _may_reach_back(month: Month) -> polars.Expr:
    """Every adjustment and stop, and the starts that count from something else than the signing."""
    early = sorted(timing.categories_before_signing(month.last))  # proposals of a month are signed in it
    changed = polars.col("kind") != Kind.START.value
    if not early:
        return changed
    return changed | polars.col("after_benefits").str.contains("|".join(f"^{code}:" for code in early))
