"""Reading budget lines: what they were given, what is reserved and spent, what is left."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.funds.contents_table import FEE_CONTENT
from ansinh.funds.models import BudgetCheck, BudgetLine, Closing, Estimate

_ACCOUNTS = "SELECT id, budget_id FROM funds_account WHERE kind = 'allotted' AND budget_id = ANY (%s)"


def year_is_checked(year: int) -> bool:
    """Whether lists of this budget year are refused for want of budget."""
    found = BudgetCheck.objects.filter(year=year).order_by("-id").first()
    return found is not None and found.checked


def latest_check(year: int) -> BudgetCheck | None:
    """Who switched the check of the year, when and why; None when nobody ever did."""
    return BudgetCheck.objects.filter(year=year).select_related("set_by").order_by("-id").first()


def lock_lines(line_ids: Collection[int]) -> dict[int, int]:
    """Take the balances of lines, in one order, until the end of the transaction; returns what each has left.

    Needs the role that sees every area.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ACCOUNTS, [sorted(line_ids)])
        line_of = dict(cursor.fetchall())
        cursor.execute("SELECT account_id, amount_vnd FROM funds_lock_holdings(%s)", [sorted(line_of)])
        return {line_of[account]: int(amount) for account, amount in cursor.fetchall()}


@dataclass(frozen=True, slots=True)
class LineFigures:
    """A line with đồng: first given, added or cut since, reserved, spent (less what was given back), left.

    given + adjusted + gifts = reserved + spent + left.
    """

    line: BudgetLine
    given_vnd: int = 0
    adjusted_vnd: int = 0
    gifts_vnd: int = 0
    reserved_vnd: int = 0
    spent_vnd: int = 0
    left_vnd: int = 0

    @property
    def total_vnd(self) -> int:
        """What the line may be used for in all."""
        return self.given_vnd + self.adjusted_vnd + self.gifts_vnd


_FIGURES = """
SELECT a.budget_id,
  coalesce(sum(e.amount_vnd) FILTER (WHERE a.kind = 'allotted'
    AND t.code IN ('estimate_given', 'estimate_cut') AND s.kind = 'given'), 0),
  coalesce(sum(e.amount_vnd) FILTER (WHERE a.kind = 'allotted'
    AND t.code IN ('estimate_given', 'estimate_cut') AND s.kind <> 'given'), 0),
  coalesce(sum(e.amount_vnd) FILTER (WHERE a.kind = 'allotted' AND t.code = 'gift_allotted'), 0),
  coalesce(sum(e.amount_vnd) FILTER (WHERE a.kind = 'commitment'), 0),
  coalesce(-sum(e.amount_vnd) FILTER (WHERE t.code = 'commitment_spent'), 0)
    - coalesce(sum(e.amount_vnd) FILTER (WHERE t.code = 'budget_restored'), 0),
  coalesce(sum(e.amount_vnd) FILTER (WHERE a.kind = 'allotted'), 0)
FROM funds_account AS a JOIN funds_entry AS e ON e.account_id = a.id JOIN funds_transfer AS t ON t.id = e.transfer_id
LEFT JOIN funds_estimate AS s ON t.code IN ('estimate_given', 'estimate_cut')
  AND s.id::text = split_part(t.key, '/', 2)
WHERE a.budget_id = ANY (%(lines)s) GROUP BY 1
"""


def line_figures(year: int, area_ids: Sequence[int] | None = None) -> list[LineFigures]:
    """The lines of a year that are seen (of some areas), by codes, area and source, with their figures."""
    lines = BudgetLine.objects.filter(year=year).select_related("area")
    if area_ids is not None:
        lines = lines.filter(area__in=area_ids)
    ordered = list(lines.order_by("chapter", "category", "section", "item", "area__name", "content", "source", "id"))
    with connection.cursor() as cursor:
        cursor.execute(_FIGURES, {"lines": [line.pk for line in ordered]})
        found: dict[int, Sequence[Any]] = {pk: [int(n) for n in figures] for pk, *figures in cursor.fetchall()}
    return [LineFigures(line, *found.get(line.pk, ())) for line in ordered]


def added_up(rows: Sequence[LineFigures]) -> dict[str, int]:
    """The sums of lines by the names of their figures."""
    names = ("given_vnd", "adjusted_vnd", "gifts_vnd", "total_vnd", "reserved_vnd", "spent_vnd", "left_vnd")
    return {name: sum(getattr(row, name) for row in rows) for name in names}


_UNCOVERED = """
WITH of_year AS (
  SELECT t.id, t.area_id, t.code, e.amount_vnd FROM funds_transfer AS t
  JOIN funds_entry AS e ON e.transfer_id = t.id AND e.amount_vnd > 0
  WHERE coalesce(t.year, extract(year FROM t."on")::int) = %(year)s AND t.code IN ('payroll_approved',
    'payroll_withdrawn', 'returned_to_budget', 'budget_committed', 'commitment_voided', 'budget_restored')
    AND NOT starts_with(t.key, %(fees)s) AND (%(areas)s::bigint[] IS NULL OR t.area_id = ANY (%(areas)s::bigint[]))
)
SELECT coalesce(sum(CASE WHEN code = 'payroll_approved' THEN amount_vnd
  WHEN code IN ('payroll_withdrawn', 'returned_to_budget', 'budget_committed') THEN -amount_vnd
  ELSE amount_vnd END), 0)::bigint FROM of_year
"""


def uncovered_vnd(year: int, area_ids: Collection[int] | None = None) -> int:
    """đồng approved for lists of a year, and not withdrawn or returned, that no budget line pays for.

    Of lists of some areas (None: of all), whoever's line pays for them: a commune's list is paid by its province's
    line, whose entries the commune does not see. Asked by the role that sees every area.
    """
    areas = None if area_ids is None else sorted(area_ids)
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_UNCOVERED, {"year": year, "fees": f"{FEE_CONTENT}/", "areas": areas})
        return int(cursor.fetchone()[0])


def estimates_of(year: int) -> list[Estimate]:
    """The decisions about a year's estimate that are seen, those that wait first."""
    found = Estimate.objects.filter(year=year).select_related("area", "entered_by", "approved_by")
    return sorted(
        found.prefetch_related("rows__line"), key=lambda one: (one.state != "entered", -one.decided_on.toordinal())
    )


def closings_of(year: int) -> list[Closing]:
    """What was closed, and opened again, of a year."""
    people = ("area", "closed_by", "reopened_by")
    return list(
        Closing.objects.filter(period__startswith__year=year).select_related(*people).order_by("-period", "-id")
    )
