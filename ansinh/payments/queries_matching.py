"""Reading what banks booked: the three ways money is told, the queue of what is doubtful; as far as one sees."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, QuerySet, Sum

from ansinh.payments.models import BankStatement, MatchCase, PayrollLine, StatementEntry
from ansinh.payments.names_alike import same_name
from ansinh.payments.operations.statement_table import THREE_WAYS
from ansinh.payments.states import CASH, DoubtState

WAITING = (DoubtState.OPEN, DoubtState.PROPOSED)
FEW = 12


@dataclass(frozen=True, slots=True)
class Ways:
    """A run's account payments, three times told, in đồng: what decisions give, what was instructed, what banks booked.

    ``recorded`` is what our lists say was paid; ``unseen``: lines paid by our lists of which no statement tells yet.
    """

    run_id: int
    month: date
    area: str
    instructed_vnd: int
    decided_vnd: int
    recorded_vnd: int
    debited_vnd: int
    returned_vnd: int
    unseen: int

    @property
    def kept_vnd(self) -> int:
        """What stayed with people by the bank's book."""
        return self.debited_vnd - self.returned_vnd

    @property
    def apart_vnd(self) -> int:
        """By how much our lists say more (or less) than the bank's book."""
        return self.recorded_vnd - self.kept_vnd


def three_ways(since: date) -> list[Ways]:
    """Runs from a month on, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(THREE_WAYS, {"since": since})
        return [
            Ways(run, month, area, instructed, decided, recorded, debited, returned, unseen)
            for run, month, area, instructed, decided, recorded, debited, returned, unseen in cursor.fetchall()
        ]


def cases(*, kind: str = "", mine: int | None = None, state: str = "") -> QuerySet[MatchCase]:
    """What waits for a person, the most money first; or the cases in a state."""
    found = MatchCase.objects.filter(state=state) if state else MatchCase.objects.filter(state__in=WAITING)
    if kind:
        found = found.filter(kind=kind)
    if mine is not None:
        found = found.filter(assigned_to_id=mine)
    return found.select_related("entry", "statement", "assigned_to", "proposed_by").order_by("-amount_vnd", "id")


def waiting_by_kind() -> dict[str, tuple[int, int]]:
    """(cases, đồng) that wait, by kind."""
    found = MatchCase.objects.filter(state__in=WAITING).values_list("kind").annotate(Count("id"), Sum("amount_vnd"))
    return {kind: (count, int(vnd)) for kind, count, vnd in found.order_by("kind")}


def candidates(case: MatchCase) -> list[PayrollLine]:
    """Lines of the same amount that wait for a booking and bear the entry's name or a key that begins alike."""
    entry = case.entry
    if entry is None:
        return []
    states = ["sent", "unknown"] if entry.side == "D" else ["paid"]
    alike = PayrollLine.objects.filter(amount_vnd=entry.amount_vnd, state__in=states).exclude(channel__in=CASH)
    found: dict[int, PayrollLine] = {}
    for chosen in (alike.filter(key__startswith=entry.key[:16]) if len(entry.key) >= 16 else alike.none(), alike):
        named = [line for line in chosen.order_by("key")[:2000] if _same_words(line, entry)] if entry.name else []
        for line in (*named, *(chosen.order_by("key")[:FEW] if not entry.name else ())):
            found.setdefault(line.pk, line)
    return list(found.values())[:FEW]


def _same_words(line: PayrollLine, entry: StatementEntry) -> bool:
    return same_name(line.recipient_name or line.full_name, entry.name).sure


def statements() -> QuerySet[BankStatement]:
    """Statements that were read, the latest first."""
    return BankStatement.objects.select_related("area", "imported_by").order_by("-last_day", "-id")
