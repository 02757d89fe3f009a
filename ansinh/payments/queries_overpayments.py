"""Reading overpayments: what each was, why, what is still to come, what was done. Seen as far as one sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from ansinh.casework.public import Award
from ansinh.payments.models import Overpayment, Refund, Settlement
from ansinh.payments.states import OverpaymentState, SettlementState
from ansinh.registry.public import Person, under_any_name

MOST = 500

# Why: the person had died; the decision that took the month's award away; else what was paid came to be more.
_IN_SIGHT = """
SELECT o.id, o.person_id, o.area_id, o.programme, o.for_month, o.state, o.amount_vnd,
  (o.amount_vnd
    + coalesce((SELECT sum(p.amount_vnd) FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
                WHERE p.overpayment_id = o.id AND l.state NOT IN ('returned', 'cancelled', 'held')), 0)
    - coalesce((SELECT sum(r.amount_vnd) FROM payments_refund AS r WHERE r.overpayment_id = o.id), 0))::bigint,
  s.id, o.found_at, coalesce(who.full_name, ''), coalesce(u.name, ''), who.died_on, ended.number, ended.decided_on
FROM payments_overpayment AS o LEFT JOIN payments_settlement AS s
  ON (s.person_id, s.programme) = (o.person_id, o.programme) AND s.state = 'proposed'
LEFT JOIN registry_person AS who ON who.id = o.person_id LEFT JOIN areas_unit AS u ON u.id = o.area_id
LEFT JOIN LATERAL (
  SELECT d.number, d.decided_on FROM casework_award AS a JOIN casework_decision AS d ON d.id = a.retracted_by_id
  WHERE a.programme = o.programme AND a.months @> o.for_month AND (a.person_id = o.person_id OR a.person_id IN (
    SELECT person_id FROM registry_alias WHERE kept_id = o.person_id))
  ORDER BY a.retracted_at DESC LIMIT 1
) AS ended ON true
WHERE CASE WHEN %(pk)s::bigint IS NOT NULL THEN o.id = %(pk)s ELSE o.state <> 'superseded'
    AND (%(every)s OR o.state IN ('open', 'recovering')) END
  AND (%(state)s = '' OR o.state = %(state)s)
  AND (%(waits)s <> 'propose' OR o.state = 'open' AND s.id IS NULL) AND (%(waits)s <> 'decide' OR s.id IS NOT NULL)
  AND (%(area)s::bigint IS NULL OR o.area_id = %(area)s)
  AND (%(person)s::bigint IS NULL OR (o.person_id, o.programme) = (%(person)s, %(programme)s))
ORDER BY o.for_month, o.id LIMIT %(most)s OFFSET %(skip)s
"""
_BY_STATE = """
SELECT state, count(*), sum(amount_vnd)::bigint FROM payments_overpayment WHERE state <> 'superseded'
  AND (%(area)s::bigint IS NULL OR area_id = %(area)s) GROUP BY 1
"""
_INSTALMENTS = """
SELECT l.month, r.id, -sum(p.amount_vnd)::bigint, l.state FROM payments_part AS p
JOIN payments_line AS l ON l.id = p.line_id JOIN payments_run AS r ON r.id = l.run_id
WHERE p.overpayment_id = %(pk)s GROUP BY l.month, r.id, l.state ORDER BY l.month, r.id
"""


@dataclass(frozen=True, slots=True)
class Overpaid:
    """One overpayment. ``proposal``: what waits for somebody else's decision. ``died_on``, ``ended_by`` say why."""

    pk: int
    person_id: int
    area_id: int
    programme: str
    for_month: date
    state: OverpaymentState
    amount_vnd: int
    remaining_vnd: int
    proposal: int | None
    found_at: datetime
    full_name: str
    area_name: str
    died_on: date | None
    ended_by: str
    ended_on: date | None

    @property
    def waits(self) -> str:
        """What is said of a proposal that waits."""
        return f"; đề nghị {self.proposal} chờ quyết định" if self.proposal else ""

    @property
    def because(self) -> str:
        """Why more was paid than is owed, as far as records tell; goes into documents."""
        if self.died_on is not None and self.died_on < self.for_month:
            return f"Người hưởng mất ngày {self.died_on:%d/%m/%Y}."
        if self.ended_on is not None:
            return f"Quyết định số {self.ended_by} ngày {self.ended_on:%d/%m/%Y} thay đổi mức hưởng của tháng này."
        return "Số đã chi của tháng này nhiều hơn số được hưởng."

    def days_open(self, on: date) -> int:
        """How many days ago it was found."""
        return max(0, (on - self.found_at.date()).days)


@dataclass(frozen=True, slots=True)
class Instalment:
    """What a list kept back: month and number of the run, đồng, and what became of the line."""

    month: date
    run_id: int
    amount_vnd: int
    state: str


@dataclass(frozen=True, slots=True)
class History:
    """What was done about an overpayment, the earliest first."""

    settlements: Sequence[Settlement]
    instalments: Sequence[Instalment]
    refunds: Sequence[Refund]


def overpayments_in_sight(
    *,
    every: bool = False,
    state: str = "",
    waits: str = "",
    area_id: int | None = None,
    skip: int = 0,
    most: int = MOST,
) -> list[Overpaid]:
    """Those that are open or being recovered (``every``: the settled ones too), the earliest month first.

    ``waits``: those for which somebody has to ``propose`` what is done, or to ``decide`` what was proposed.
    """
    return _read(every=every or bool(state), state=state, waits=waits, area=area_id, skip=skip, most=most)


def to_propose() -> QuerySet[Overpayment]:
    """Open overpayments of which nobody has proposed anything; as far as one sees."""
    proposed = Settlement.objects.filter(
        person=OuterRef("person"), programme=OuterRef("programme"), state=SettlementState.PROPOSED
    )
    return Overpayment.objects.filter(~Exists(proposed), state=OverpaymentState.OPEN)


def to_decide(user_id: int | None) -> QuerySet[Settlement]:
    """What somebody else has proposed to do about overpayments; as far as one sees."""
    return Settlement.objects.filter(state=SettlementState.PROPOSED).exclude(proposed_by_id=user_id)


def overpayment(pk: int) -> Overpaid | None:
    """One, also one that was recorded anew since; None out of sight."""
    return next(iter(_read(pk=pk)), None)


def overpayments_of(person_id: int, programme: str) -> list[Overpaid]:
    """All of a person and programme that count."""
    return _read(every=True, person=person_id, programme=programme)


def overpaid_by_state(area_id: int | None = None) -> dict[str, tuple[int, int]]:
    """(cases, đồng found) by state."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_STATE, {"area": area_id})
        return {state: (int(count), int(amount)) for state, count, amount in cursor.fetchall()}


def is_paid_on(person_id: int, programme: str, month: date) -> bool:
    """Whether decisions give the person the programme in a later month, so that instalments can be kept back."""
    names = under_any_name(person_id)
    after = Q(months__upper_inf=True) | Q(months__endswith__gt=month)
    later = Award.objects.filter(after, person_id__in=names, programme=programme, retracted_at=None)
    return later.exists() and not Person.objects.filter(pk=person_id, died_on__isnull=False).exists()


def history_of(over: Overpaid) -> History:
    """Decisions about the person's overpayments of the programme, and what came back of this one."""
    decided = Settlement.objects.filter(person_id=over.person_id, programme=over.programme)
    with connection.cursor() as cursor:
        cursor.execute(_INSTALMENTS, {"pk": over.pk})
        kept = [Instalment(*row) for row in cursor.fetchall()]
    refunds = Refund.objects.filter(overpayment_id=over.pk).select_related("received_by").order_by("received_on", "id")
    return History(list(decided.select_related("proposed_by", "decided_by").order_by("id")), kept, list(refunds))


def settlement_in_force(over: Overpaid) -> Settlement | None:
    """The decision by which it is recovered or was written off; None while there is none."""
    found = Overpayment.objects.select_related("settlement").filter(pk=over.pk).first()
    return found.settlement if found else None


def _read(**asked: Any) -> list[Overpaid]:
    names = {
        "pk": None, "every": False, "state": "", "waits": "", "area": None, "person": None, "programme": "",
        "skip": 0, "most": MOST,
    } | asked  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_IN_SIGHT, names)
        return [_overpaid(row) for row in cursor.fetchall()]


def _overpaid(row: tuple[Any, ...]) -> Overpaid:
    pk, person, area, programme, month, state, amount, remaining, proposal, found_at, name, place, died_on, *ended = row
    number, decided_on = ended
    return Overpaid(
        pk=pk,
        person_id=person,
        area_id=area,
        programme=programme,
        for_month=month,
        state=OverpaymentState(state),
        amount_vnd=amount,
        remaining_vnd=remaining,
        proposal=proposal,
        found_at=found_at,
        full_name=name,
        area_name=place,
        died_on=died_on,
        ended_by=f"{number:02d}/QĐ-UBND" if number is not None else "",
        ended_on=decided_on,
    )
