"""Figures over payments: by month and programme, by category, by commune. One query each, seen as far as one sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Q, Subquery, Sum

from ansinh.kernel.period import Month
from ansinh.payments.public import LinePart, LineState, PayrollLine, RunResult
from ansinh.registry.public import Among

MONTHS = 13
SHORT = 5_000
"""Lists of so few lines are a commune's: each is asked for the category. In longer ones the category is looked up."""


@dataclass(frozen=True)
class Figure:
    """People on the rolls, đồng of the lists and đồng received, of whatever the key says."""

    key: tuple[Any, ...]
    people: int
    listed_vnd: int
    paid_vnd: int


_SEEN = "(%(areas)s::bigint[] IS NULL OR {commune} = ANY (%(areas)s::bigint[]))"
_MONTH = f"""
FROM payments_result AS r
WHERE r.state <> 'cancelled' AND r.month = %(month)s AND {_SEEN.format(commune="r.commune_id")}
"""
# Totals count a person once a line. Who has several lines in a month is counted once: these are few, and marked.
_REPEATS = f"""
FROM payments_line AS l WHERE l.state <> 'cancelled' AND l.month = %(month)s AND {_SEEN.format(commune="l.commune_id")}
  AND l.person_id IN (SELECT person_id FROM payments_line WHERE month = %(month)s AND again AND state <> 'cancelled')
"""
_BY_MONTH = f"""
SELECT month, programme, coalesce(sum(line_count) FILTER (WHERE number = 0), 0), sum(total_vnd)::bigint,
  coalesce(sum(total_vnd) FILTER (WHERE state = 'paid'), 0)::bigint
FROM payments_result AS r
WHERE state <> 'cancelled' AND month BETWEEN %(first)s AND %(last)s AND {_SEEN.format(commune="r.commune_id")}
GROUP BY 1, 2 ORDER BY 1, 2
"""
# A part belongs to the month of its list: arrears count where they are paid.
_BY_CATEGORY = f"""
WITH held AS (
  SELECT r.programme, r.category, sum(r.category_count) AS people, sum(r.total_vnd) AS listed,
    coalesce(sum(r.total_vnd) FILTER (WHERE r.state = 'paid'), 0) AS paid {_MONTH} GROUP BY 1, 2
), repeats AS (
  SELECT programme, category, sum(times - 1) AS times FROM (
    SELECT l.person_id, l.programme, p.category, count(DISTINCT l.id) AS times
    FROM (SELECT l.* {_REPEATS}) AS l JOIN payments_part AS p ON p.line_id = l.id GROUP BY 1, 2, 3
  ) AS person GROUP BY 1, 2
)
SELECT programme, category, people - coalesce(times, 0), listed::bigint, paid::bigint
FROM held LEFT JOIN repeats USING (programme, category) ORDER BY 4 DESC
"""
_BY_COMMUNE = f"""
WITH held AS (
  SELECT r.commune_id, sum(r.line_count) AS people, sum(r.total_vnd) AS listed,
    coalesce(sum(r.total_vnd) FILTER (WHERE r.state = 'paid'), 0) AS paid {_MONTH} GROUP BY 1
), repeats AS (
  SELECT commune_id, sum(times - 1) AS times FROM (
    SELECT l.person_id, l.commune_id, count(*) AS times {_REPEATS} GROUP BY 1, 2
  ) AS person GROUP BY 1
)
SELECT {{key}}, people - coalesce(times, 0), listed::bigint, paid::bigint
FROM held LEFT JOIN repeats USING (commune_id) JOIN areas_unit AS u ON u.id = held.commune_id ORDER BY listed DESC
"""


def figures_of(query: str, keys: int, parameters: Mapping[str, Any]) -> list[Figure]:
    """The figures that a query gives, their first ``keys`` columns being what they are of."""
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return [Figure(tuple(row[:keys]), *map(int, row[keys:])) for row in cursor.fetchall()]


def by_month(last: Month, *, area_ids: Sequence[int] | None = None, months: int = MONTHS) -> list[Figure]:
    """Figures by month (its first day) and programme for the months up to ``last``."""
    bounds = {"first": last.minus(months - 1).first, "last": last.first, "areas": _array(area_ids)}
    return figures_of(_BY_MONTH, 2, bounds)


def by_category(month: Month, *, area_ids: Sequence[int] | None = None) -> list[Figure]:
    """Figures of a month by programme and category; arrears count where they are paid."""
    return figures_of(_BY_CATEGORY, 2, {"month": month.first, "areas": _array(area_ids)})


def by_commune(month: Month, *, area_ids: Sequence[int] | None = None) -> list[Figure]:
    """Figures of a month by commune (code, name)."""
    query = _BY_COMMUNE.format(key="u.code, u.name")
    return figures_of(query, 2, {"month": month.first, "areas": _array(area_ids)})


def by_commune_ids(month: Month, *, area_ids: Sequence[int] | None = None) -> list[Figure]:
    """Figures of a month by commune (its id)."""
    query = _BY_COMMUNE.format(key="u.id")
    return figures_of(query, 1, {"month": month.first, "areas": _array(area_ids)})


def latest_month() -> Month | None:
    """The last month with a list; None before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT month FROM payments_run WHERE state <> 'cancelled' ORDER BY month DESC LIMIT 1")
        row = cursor.fetchone()
    return Month.of(row[0]) if row else None


def people_in_lists(month: date, *, category: str = "") -> Among:
    """The people behind a figure of a month's lists (its first day), of one category when named."""
    lines = PayrollLine.objects.filter(month=month).exclude(state=LineState.CANCELLED)
    results = RunResult.objects.filter(month=month).exclude(state=LineState.CANCELLED)
    held = Q(category=category) if category else Q()
    counts = results.aggregate(lines=Sum("line_count"), held=Sum("category_count", filter=held))
    if not category:
        return Among(lines, counts["lines"] or 0)
    parts = LinePart.objects.filter(list_month=month, category=category)
    if (counts["lines"] or 0) < SHORT:
        with_part = Subquery(parts.filter(line_id=OuterRef("pk")).values("line_id")[:1])
        return Among(lines.filter(pk=with_part), counts["held"] or 0)
    return Among(lines.filter(pk__in=parts.values("line_id")), counts["held"] or 0)


def _array(area_ids: Sequence[int] | None) -> list[int] | None:
    return None if area_ids is None else list(area_ids)
