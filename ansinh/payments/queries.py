"""Reading payroll: runs of a month, their figures, a person's payments, what needs a look. Seen as far as one sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Max, QuerySet

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel.period import Month
from ansinh.kernel.reading_together import rows_together
from ansinh.payments.models import LineHold, LinePart, PayrollLine, PayrollRun, ReturnRow, ScannedReturn
from ansinh.payments.states import CASH, LIVE_LINES, LineState, RunKind, RunState
from ansinh.payments.taken import unknown_run
from ansinh.registry.public import records_of, under_any_name

_FIGURES = """
SELECT state, sum(line_count), sum(total_vnd)::bigint FROM payments_result WHERE run_id = %(run)s GROUP BY 1
UNION ALL
SELECT NULL, count(*), coalesce(sum(amount_vnd), 0)::bigint FROM payments_overpayment
WHERE found_in_id = %(run)s AND state = 'open'
"""
_PARTS = """
SELECT kind, sum(part_count), sum(total_vnd)::bigint FROM payments_total WHERE run_id = %(run)s GROUP BY 1
"""


@dataclass(frozen=True, slots=True)
class RunFigures:
    """A run in numbers: (lines, đồng) by state of line, (parts, đồng) by kind of part, overpayments found by it."""

    lines: int
    total_vnd: int
    by_state: dict[str, tuple[int, int]]
    by_kind: dict[str, tuple[int, int]]
    overpaid: tuple[int, int]

    def of(self, state: LineState) -> tuple[int, int]:
        """Lines and đồng in a state."""
        return self.by_state.get(state, (0, 0))


def latest_month_of_lists() -> Month | None:
    """The latest month of which a list of what is paid each month was locked."""
    found = PayrollRun.objects.filter(kind=RunKind.MONTHLY, locked_at__isnull=False)
    last = found.exclude(state=RunState.CANCELLED).aggregate(last=Max("month"))["last"]
    return None if last is None else Month.of(last)


def seen_run(run_id: int) -> PayrollRun:
    """A run that the acting person may see. Raises Refusal for one that there is not, or not for them."""
    run = PayrollRun.objects.select_related("area").filter(pk=run_id).first()
    if run is None:
        raise unknown_run(run_id)
    return run


def last_month_listed(person_ids: Sequence[int]) -> Month | None:
    """The last month of a monthly benefit that a list holds for one of these people; None where none does.

    Also of lists in communes out of sight; what came back or was held back is on no list.
    """
    with acting_as(SYSTEM):
        parts = LinePart.objects.filter(
            line__person_id__in=records_of(person_ids), line__one_off=None, amount_vnd__gt=0
        )
        last = parts.filter(line__state__in=LIVE_LINES).aggregate(last=Max("for_month"))["last"]
    return Month.of(last) if last else None


def runs_of_month(month: Month) -> QuerySet[PayrollRun]:
    """The runs of a month that were not cancelled, in the order of their areas."""
    found = PayrollRun.objects.filter(month=month.first).exclude(state=RunState.CANCELLED)
    return found.select_related("area", "made_by", "approved_by", "authorised_by", "released_by").order_by(
        "area__code", "number"
    )


_WAYS = """
SELECT w.commune_id, u.code, w.channel FROM (
  SELECT DISTINCT commune_id, channel FROM payments_line WHERE run_id = %s
) AS w JOIN areas_unit AS u ON u.id = w.commune_id
"""


@dataclass(frozen=True, slots=True)
class Way:
    """A way by which somebody of a commune is paid in a run."""

    commune_id: int
    commune_code: str
    channel: str


def ways_of(run_id: int) -> list[Way]:
    """The ways by which a run's lines in sight are paid, by commune."""
    with connection.cursor() as cursor:
        cursor.execute(_WAYS, [run_id])
        return [Way(*row) for row in cursor.fetchall()]


def figures_of(run_id: int) -> RunFigures:
    """Figures of a run over the lines that the acting person may see."""
    states, parts = rows_together((_FIGURES, _PARTS), {"run": run_id})
    found = {state: (int(lines), int(amount)) for state, lines, amount in states}
    by_kind = {kind: (int(count), int(amount)) for kind, count, amount in parts}
    overpaid = found.pop(None)
    lines = sum(n for n, _ in found.values())
    total = sum(amount for _, amount in found.values())
    return RunFigures(lines, total, found, by_kind, overpaid)


def lines_of_person(person_id: int) -> QuerySet[PayrollLine]:
    """A person's lines, the latest first, with their parts; of merged records too."""
    found = PayrollLine.objects.filter(person_id__in=under_any_name(person_id)).exclude(state=LineState.CANCELLED)
    return found.select_related("run", "commune").prefetch_related("parts").order_by("-month", "-number", "programme")


def parts_with_basis(line_id: int, person_id: int, month: date) -> list[LinePart]:
    """A line's parts for a month with line, run, award and decision; none out of sight or of somebody else."""
    found = LinePart.objects.filter(line_id=line_id, line__person_id=person_id, for_month=month)
    return list(found.select_related("line__run", "award__decision").order_by("category"))


def held_lines(line_ids: Sequence[int]) -> set[int]:
    """Which of these lines are being held back."""
    return set(LineHold.objects.filter(line_id__in=line_ids, lifted_at=None).values_list("line_id", flat=True))


def scans_of(run_id: int) -> list[ScannedReturn]:
    """What was scanned from signed lists of a run and is not handed in yet, the latest first."""
    found = ScannedReturn.objects.filter(line__run_id=run_id, file=None).select_related("line", "scanned_by")
    return list(found.order_by("-id"))


def open_cash_communes(run_id: int) -> list[tuple[str, str, int]]:
    """(code, name, lines) of communes with cash lines that have no result yet and were not scanned."""
    found = PayrollLine.objects.filter(
        run_id=run_id, channel__in=CASH, state__in=[LineState.SENT, LineState.UNKNOWN]
    ).exclude(pk__in=ScannedReturn.objects.filter(file=None).values("line_id"))
    counted = found.values_list("commune__code", "commune__name").annotate(Count("id")).order_by("commune__code")
    return [(code, name, int(count)) for code, name, count in counted]


def problems_of(run_id: int) -> QuerySet[ReturnRow]:
    """Rows of returned files that a person has to look at."""
    found = ReturnRow.objects.filter(file__run_id=run_id, status=ReturnRow.Status.PROBLEM)
    return found.select_related("file", "line").order_by("file_id", "id")
