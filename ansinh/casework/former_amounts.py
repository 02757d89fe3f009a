"""Months that stand decided by a standard amount which is no longer theirs: law that reached back after a stop.

Who still receives is adjusted, and the adjustment reaches back to the month from which the new amount holds
(``reach_back``). Who died, moved to another benefit or lost the title since then shows in no such adjustment, and is
owed the new amount for the months before all the same (NĐ 335/2026 Đ32.3: whoever was receiving is paid by the new
amounts from 1 July 2026). Their months are in question like those of late news (``past_months``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter

import polars
from django.db import connection

from ansinh.casework.differences import KEY
from ansinh.casework.reach_back import EARLIEST, MONTHS_BACK
from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.period import Month
from ansinh.legislation import RuleBook

PROVINCE = "15"

# A province's own benefits are amounts of their resolution, not of the standard amount.
_STANDING = """
SELECT p.id, a.programme, greatest(lower(a.months), s.first), least(upper(a.months), s.until)
FROM unnest(%(pension)s::boolean[], %(first)s::date[], %(until)s::date[], %(base)s::bigint[])
  AS s (pension, first, until, base)
JOIN casework_award AS a ON a.months && daterange(s.first, s.until) AND a.base_vnd <> s.base
  AND (a.programme = 'social_pension') = s.pension
LEFT JOIN registry_alias AS alias ON alias.person_id = a.person_id
JOIN registry_person AS p ON p.id = coalesce(alias.kept_id, a.person_id)
WHERE a.retracted_at IS NULL AND a.programme <> 'provincial'
  AND (%(areas)s::bigint[] IS NULL OR p.area_id = ANY (%(areas)s::bigint[]))
"""
_COLUMNS = {"person_id": polars.Int64, "programme": polars.String, "first": polars.Date, "until": polars.Date}


def months_by_former_amounts(
    month: Month, changes: polars.DataFrame, book: RuleBook, area_ids: Sequence[int] | None
) -> dict[Month, list[int]]:
    """Of which people which months before ``month`` stand decided by another standard amount than the law's.

    ``changes``: the differences of ``month`` with ``first_month``; the months that they take in are left to them.
    """
    steps = _steps(month, book)
    columns = [list(column) for column in zip(*steps, strict=True)]
    asked = dict(zip(("pension", "first", "until", "base"), columns, strict=True))
    with connection.cursor() as cursor:
        areas = list(area_ids) if area_ids is not None else None
        found = read_frame(cursor, _STANDING, _COLUMNS, {**asked, "areas": areas})
    held = changes.select(*KEY, "first_month")
    left = found.join(held, on=KEY, how="left").with_columns(until=polars.min_horizontal("until", "first_month"))
    people: dict[Month, set[int]] = defaultdict(set)
    for row in left.filter(polars.col("first") < polars.col("until")).iter_rows(named=True):
        for one in Month.of(row["first"]).until(Month.of(row["until"])):
            people[one].add(row["person_id"])
    return {one: sorted(ids) for one, ids in people.items()}


def _steps(month: Month, book: RuleBook) -> list[tuple[bool, date, date, int]]:
    """(of the social pension, first day, first day that no longer counts, đồng) of the amounts before ``month``."""
    start = max(month.minus(MONTHS_BACK), EARLIEST)
    laws = [(one, book.law(str(one), PROVINCE)) for one in start.until(month)]
    found = []
    for pension in (False, True):
        amounts = [(one, law.social_pension_vnd if pension else law.base_vnd) for one, law in laws]
        for vnd, same in groupby(amounts, itemgetter(1)):
            months = [one for one, _ in same]
            if vnd is not None:
                found.append((pension, months[0].first, months[-1].end, vnd))
    return found
