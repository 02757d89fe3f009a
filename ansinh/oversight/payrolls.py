"""Payroll runs as a screen shows them: totals, and what differs from the month before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from ansinh.kernel.reading_together import rows_together
from ansinh.kernel.sealing.blind import blind
from ansinh.payments.public import PayrollLine, PayrollRun, PayrollShare
from ansinh.registry.public import Paper

PAGE = 100


@dataclass(frozen=True)
class RunRow:
    """A run with what it holds in the areas that are seen."""

    run: PayrollRun
    lines: int
    total_vnd: int


def runs(*, size: int = 60) -> list[RunRow]:
    """The latest runs, by month, with their lines and đồng."""
    found = list(PayrollRun.objects.select_related("area", "made_by", "approved_by").order_by("-month", "-id")[:size])
    shares: dict[int, tuple[int, int]] = {}
    for run_id, lines, total in PayrollShare.objects.filter(run__in=found).values_list(
        "run_id", "line_count", "total_vnd"
    ):
        before = shares.get(run_id, (0, 0))
        shares[run_id] = (before[0] + lines, before[1] + total)
    return [RunRow(run, *shares.get(run.pk, (0, 0))) for run in found]


def states_of_runs() -> dict[str, int]:
    """How many runs stand in each state."""
    return dict(PayrollRun.objects.values_list("state").annotate(n=Count("pk")))


def run(pk: int) -> PayrollRun | None:
    """A run with the people who made, approved and released it; None out of sight."""
    people = ("area", "made_by", "approved_by", "authorised_by", "released_by")
    return PayrollRun.objects.select_related(*people).filter(pk=pk).first()


_TOTALS = """
SELECT u.code, u.name, r.programme, sum(r.line_count), sum(r.total_vnd)::bigint,
  coalesce(sum(r.line_count) FILTER (WHERE r.state = 'paid'), 0)
FROM payments_result AS r JOIN areas_unit AS u ON u.id = r.commune_id WHERE r.run_id = %(run)s
GROUP BY GROUPING SETS ((1, 2), (r.programme))
ORDER BY 1 NULLS FIRST, 3
"""


@dataclass(frozen=True)
class Totals:
    """Lines and đồng of a run by programme and by commune (code, name); ``paid``: lines received, by commune's code."""

    by_programme: list[tuple[str, int, int]]
    by_commune: list[tuple[str, str, int, int]]
    paid: dict[str, int]


def totals_and_changes(run_id: int) -> tuple[Totals, dict[str, tuple[int, int]]]:
    """A run's totals over the lines that are seen; and the lines and đồng by which a monthly run differed, when it was
    locked, from the lists of the month before; arrears and money carried over apart: what a month is worth, not what
    happens to be paid in it.
    """
    rows, changed = rows_together((_TOTALS, _CHANGES), {"run": run_id})
    return _totals(rows), {kind: (int(n), int(vnd)) for kind, n, vnd in changed}


def _totals(rows: Sequence[tuple[Any, ...]]) -> Totals:
    return Totals(
        by_programme=[(programme, int(n), int(vnd)) for code, _, programme, n, vnd, _ in rows if code is None],
        by_commune=[(code, name, int(n), int(vnd)) for code, name, _, n, vnd, _ in rows if code is not None],
        paid={code: int(paid) for code, *_, paid in rows if code is not None},
    )


_CHANGES = """
SELECT kind, sum(line_count), sum(difference_vnd)::bigint FROM payments_change WHERE run_id = %(run)s
GROUP BY 1 ORDER BY array_position(ARRAY['start', 'adjust', 'stop', 'arrive', 'leave'], kind::text)
"""


@dataclass(frozen=True)
class LinePage:
    """Some lines of a run in the order in which they were numbered."""

    lines: Sequence[PayrollLine]
    more_after: bool
    more_before: bool = False

    @property
    def last_id(self) -> int | None:
        """The line at the lower edge."""
        return self.lines[-1].pk if self.lines else None


def lines(
    run_id: int, *, commune_id: int | None = None, state: str = "", text: str = "", after: int | None = None
) -> LinePage:
    """A page of a run's lines."""
    found: Any = PayrollLine.objects.filter(run_id=run_id).select_related("commune").prefetch_related("parts")
    if commune_id is not None:
        found = found.filter(commune_id=commune_id)
    if state:
        found = found.filter(state=state)
    if text:
        holders = Paper.objects.filter(number_index=blind("number", text)).values("person_id")
        found = found.filter(Q(full_name__icontains=text) | Q(person_id__in=holders) | Q(key=text))
    if after is not None:
        found = found.filter(pk__gt=after)
    rows = list(found.order_by("pk")[: PAGE + 1])
    return LinePage(rows[:PAGE], len(rows) > PAGE)
