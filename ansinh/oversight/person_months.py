"""A person's months side by side: what was decided, what was listed, what was received."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection

from ansinh.kernel.period import Month

MONTHS = 24

_MONTHS = """
WITH months AS (
  SELECT m::date AS month FROM generate_series(%(first)s::date, %(last)s::date, interval '1 month') AS m
), records AS (
  SELECT %(person)s::bigint AS id UNION ALL SELECT person_id FROM registry_alias WHERE kept_id = %(person)s
), owed AS (
  SELECT m.month, sum(a.amount_vnd) AS vnd FROM months AS m JOIN casework_award AS a
    ON a.person_id IN (SELECT id FROM records) AND a.retracted_at IS NULL AND a.months @> m.month GROUP BY 1
), parts AS (
  SELECT p.for_month AS month, sum(p.amount_vnd) FILTER (WHERE l.state NOT IN ('returned', 'cancelled')) AS listed,
    sum(p.amount_vnd) FILTER (WHERE l.state = 'paid') AS paid,
    sum(p.amount_vnd) FILTER (WHERE l.state = 'returned') AS returned
  FROM payments_line AS l JOIN payments_part AS p ON p.line_id = l.id
  WHERE l.person_id IN (SELECT id FROM records) AND l.one_off_id IS NULL GROUP BY 1
)
SELECT month, coalesce(owed.vnd, 0)::bigint, coalesce(parts.listed, 0)::bigint, coalesce(parts.paid, 0)::bigint,
  coalesce(parts.returned, 0)::bigint
FROM months LEFT JOIN owed USING (month) LEFT JOIN parts USING (month)
WHERE owed.vnd IS NOT NULL OR parts.month IS NOT NULL ORDER BY month DESC
"""


@dataclass(frozen=True)
class PersonMonth:
    """đồng of one month: owed by decisions in force now, in lists that were not returned, received, returned."""

    month: date
    owed_vnd: int
    listed_vnd: int
    paid_vnd: int
    returned_vnd: int

    @property
    def open_vnd(self) -> int:
        """Still to be paid (positive) or paid beyond what is owed (negative)."""
        return self.owed_vnd - self.listed_vnd


def months_of(person_id: int, last: Month) -> list[PersonMonth]:
    """The months with anything owed or paid, the latest first."""
    bounds = {"person": person_id, "first": last.minus(MONTHS - 1).first, "last": last.first}
    with connection.cursor() as cursor:
        cursor.execute(_MONTHS, bounds)
        return [PersonMonth(*row) for row in cursor.fetchall()]
