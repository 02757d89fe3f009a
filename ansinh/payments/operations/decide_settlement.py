"""Deciding on overpayments: by another person than who proposed it, with the number of the signed decision."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments.models import Overpayment, Settlement
from ansinh.payments.operations.post_recoveries import post_waived
from ansinh.payments.policies import check_scope
from ansinh.payments.states import OverpaymentState, SettlementKind, SettlementState
from ansinh.payments.taken import taken


def decide_settlement(*, actor: Actor, settlement_id: int, agreed: bool, on: date, number: str = "") -> Settlement:
    """Agree (``number``: of the decision) or refuse. Asked again for the same answer it changes nothing.

    From then on every list keeps instalments back, or what is written off is not asked for any more; an earlier
    decision to recover ends. Raises Refusal for who proposed it, without a number, and when there is nothing left to
    decide on. ``on``: the day of posting.
    """
    wanted = SettlementState.DECIDED if agreed else SettlementState.REFUSED
    with acting_as(SYSTEM):
        found = taken(Settlement.objects.all(), settlement_id, "đề nghị")
        check_scope(actor, Permission.APPROVE_PAYROLL, found.area_id)
        if actor.user_id == found.proposed_by_id:
            raise Refusal("Người đề nghị không được tự quyết định.", code="maker_is_checker", settlement=found.pk)
        if found.state != SettlementState.PROPOSED:
            if found.state == wanted and found.decided_by_id == actor.user_id:
                return found
            raise AlreadyDone("Đề nghị này đã được giải quyết.", code="already_decided", settlement=found.pk)
        words = " ".join(number.split())
        if agreed and not 0 < len(words) <= 60:
            raise Refusal("Hãy ghi số quyết định.", code="number_missing", field="number")
        found.state, found.number, found.decided_by_id = wanted, words if agreed else "", actor.user_id
        if agreed:
            _end_earlier(found)
        Settlement.objects.filter(pk=found.pk).update(
            state=wanted, number=found.number, decided_by_id=actor.user_id, decided_at=Now()
        )
        settled = _carry_out(found, on) if agreed else 0
        audit.record(
            actor=actor,
            action="settlement.decide" if agreed else "settlement.refuse",
            object_kind="settlement",
            object_id=found.pk,
            area_id=found.area_id,
            details={"kind": found.kind, "overpayments": settled, "number": found.number},
        )
        crash_here("settlement.decide:before_commit")
        found.refresh_from_db()
    return found


def _end_earlier(decided: Settlement) -> None:
    """What the person's overpayments were being recovered by until now; before the new decision counts."""
    recovers = decided.kind == SettlementKind.RECOVER
    because = f"Thay bằng quyết định số {decided.number}" if recovers else "Đã xóa phần còn lại"
    own = Q(person_id=decided.person_id, programme=decided.programme)  # or of a record that was taken up by this one
    Settlement.objects.filter(
        own | Q(pk__in=_standing(decided).values("settlement")), kind=SettlementKind.RECOVER,
        state=SettlementState.DECIDED,
    ).update(state=SettlementState.ENDED, ended_at=Now(), ended_because=because)  # fmt: skip


def _standing(decided: Settlement) -> QuerySet[Overpayment]:
    """What is still to come of the person's overpayments of the programme."""
    states = (OverpaymentState.OPEN, OverpaymentState.RECOVERING)
    return Overpayment.objects.filter(person_id=decided.person_id, programme=decided.programme, state__in=states)


def _carry_out(decided: Settlement, on: date) -> int:
    """What the decision does to the overpayments that stand; returns how many."""
    recovers = decided.kind == SettlementKind.RECOVER
    state = OverpaymentState.RECOVERING if recovers else OverpaymentState.WAIVED
    settled = _standing(decided).update(state=state, settlement_id=decided.pk)
    if not settled:
        raise Refusal("Không còn khoản nào phải thu hồi.", code="nothing_open", settlement=decided.pk)
    if not recovers:
        post_waived(settlement_id=decided.pk, on=on)
    return settled
