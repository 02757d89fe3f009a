"""Deciding a case: what was suggested is done by the operation that there is for it, or refused in writing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from django.db import transaction

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.casework.case_policies import kind_of, locked_case, put_forward_by
from ansinh.casework.cases.kind import Outcome
from ansinh.casework.documents.deciding import deciding_unit
from ansinh.casework.models import Case, Decision, Proposal, Suspension
from ansinh.casework.operations.cut_awards import cut_awards, take_up_awards
from ansinh.casework.operations.decide_proposals import decide_proposals
from ansinh.casework.operations.give_once import give_once
from ansinh.casework.operations.sign_decision import sign_decision
from ansinh.casework.operations.step_case import write_step
from ansinh.casework.operations.submit_case import proposals_of_case
from ansinh.casework.operations.submit_proposals import recall_proposals, return_proposals
from ansinh.casework.operations.suspend import suspend
from ansinh.casework.operations.withdraw_certificates import withdraw_certificates
from ansinh.casework.states import DecisionKind, State
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry

SIGNED_ANSWERS = ("complaint", "appeal")
"""Kinds whose answer is a decision with a number; other answers are letters."""


@transaction.atomic
def decide_case(*, actor: Actor, case_id: int, on: date, at: datetime) -> Case:
    """Grant what was suggested. Raises Refusal when it no longer holds, and for what the operation behind refuses."""
    case, act = locked_case(case_id, "decide", actor, on)
    if case.suggested != Case.Suggested.GRANT and kind_of(case).outcome is not Outcome.ANSWER:
        raise Refusal(
            "Công chức đề xuất không giải quyết; hãy trả lời bằng văn bản hoặc trả lại.", code="not_suggested"
        )
    decision = _DONE[kind_of(case).outcome](case, actor, on, at)
    return write_step(case, act, actor=actor, on=on, decided_by_id=actor.user_id, decision=decision)


@transaction.atomic
def refuse_case(*, actor: Actor, case_id: int, on: date, because: str) -> Case:
    """Answer in writing that it is not granted, with the reasons; its proposals go back to the desk.

    Under NĐ 20/2021 Đ8.1.d the district's department does so by itself: its maker is the chair who sent the file.
    """
    case, act = locked_case(case_id, "refuse", actor, on)
    if (maker_id := put_forward_by(case)) == actor.user_id:
        raise Refusal("Bạn là người trình hồ sơ này; phải do người khác ký.", code="maker_is_checker")
    submitted = Proposal.objects.filter(case=case, state=State.SUBMITTED).values_list("pk", flat=True)
    if (ids := list(submitted)) and act.permission is Permission.DECIDE:
        return_proposals(ids=ids, by=actor, because=because.strip()[:500] or "Không giải quyết", case_id=case.pk)
    elif ids:
        recall_proposals(ids=ids, by=actor, case_id=case.pk)
    Proposal.objects.filter(case=case, state__in=(State.OPEN, State.RETURNED)).update(case=None)
    return write_step(
        case, act, actor=actor, on=on, said=because, decided_by_id=actor.user_id, prepared_by_id=maker_id,
        because=because.strip(), suggested=Case.Suggested.REFUSE,
    )  # fmt: skip


@transaction.atomic
def send_case(*, actor: Actor, case_id: int, on: date, first_month: date | None = None) -> Case:
    """The old commune ends its payment and sends the case to the new one (NĐ 335/2026 Đ8.3).

    ``first_month``: from which it pays no more, where lists reach beyond the month of the signature. Until the new
    commune has decided nobody pays; then it pays from that month.
    """
    case, act = locked_case(case_id, "send", actor, on)
    if case.suggested != Case.Suggested.GRANT or case.to_area_id is None or case.prepared_by_id is None:
        raise Refusal("Hồ sơ chưa đề xuất chuyển.", code="not_suggested")
    if case.asked_after_moving:
        _check_still_there(case)
    first = max(first_month or on, on).replace(day=1)
    left_by = sign_decision(
        kind=DecisionKind.LEAVE, area_id=case.area_id, on=on, first_month=first, monthly_vnd=0,
        maker_id=case.prepared_by_id, by=actor,
    )  # fmt: skip
    cut_awards(person_ids=movers_of(case), first=first, decision_id=left_by.pk)
    return write_step(case, act, actor=actor, on=on, left_by=left_by)


def _check_still_there(case: Case) -> None:
    """Of somebody who has moved already: before anything ends. Once the old commune has ended, the new one pays."""
    with acting_as(SYSTEM):
        lives = registry.Person.objects.filter(pk=case.person_id, area_id=case.to_area_id).exists()
    if not lives:
        raise Refusal(
            "Từ khi tiếp nhận, người này đã chuyển tiếp đi nơi khác; hãy trả lời không giải quyết, nơi ở mới tiếp nhận"
            " lại.",
            code="moved_on",
        )


def _by_proposals(case: Case, actor: Actor, on: date, at: datetime) -> Decision:
    """The law is asked again on the day of signing: a start counts from that month, and facts may have come in."""
    signed_for = {
        (p.programme, p.kind, p.after_vnd): p for p in Proposal.objects.filter(case=case, state=State.SUBMITTED)
    }
    found = proposals_of_case(case, on, at)
    if not signed_for or {(p.programme, p.kind, p.after_vnd) for p in found} != set(signed_for):
        raise Refusal(
            "Từ khi trình, sổ người dân hoặc luật đã làm kết quả khác đi; hãy trả lại để thẩm định lại.", code="changed"
        )
    for one in found:
        if one.state != State.SUBMITTED:  # another month of signing: the same suggestion, by the same maker
            before = signed_for[one.programme, one.kind, one.after_vnd]
            Proposal.objects.filter(pk=one.pk).update(
                state=State.SUBMITTED, prepared_by_id=before.prepared_by_id, prepared_at=before.prepared_at
            )
    decisions = decide_proposals(ids=[one.pk for one in found], by=actor, on=on, case_id=case.pk)
    return decisions[0]


def _resume(case: Case, actor: Actor, on: date, at: datetime) -> Decision:
    decision = _by_proposals(case, actor, on, at)
    held = Suspension.objects.filter(person_id=case.person_id, programme=case.programme, ended_by=None)
    held.update(ended_by=case, ended_on=on)
    return decision


def _news(case: Case, actor: Actor, on: date, at: datetime) -> Decision | None:
    """The change request is what is decided; the registry does the rest, and did where somebody has moved already."""
    request = case.request
    if request is None and not case.asked_after_moving:
        raise Refusal("Hồ sơ chưa gắn tin nào.", code="no_news")
    if request is not None and request.state == registry.RequestState.OPEN:
        registry.approve_request(actor=actor, request_id=request.pk, on=on, signed_on=on)
    if case.kind == "disability":
        withdraw_certificates(actor=actor, case=case, at=at)
    if case.to_area_id is None or case.prepared_by_id is None:
        return None
    return _taken_over(case, case.to_area_id, case.prepared_by_id, actor, on)


def _taken_over(case: Case, to_area_id: int, maker_id: int, actor: Actor, on: date) -> Decision:
    """The new commune pays from the month with which the old one ended, whenever it is signed."""
    with acting_as(SYSTEM):  # the other commune's decision
        first = case.left_by.first_month if case.left_by else on.replace(day=1)
    decision = sign_decision(
        kind=DecisionKind.ARRIVE, area_id=to_area_id, on=on, first_month=first, monthly_vnd=0, maker_id=maker_id,
        by=actor,
    )  # fmt: skip
    if case.left_by_id is None:  # of before July 2025: one decision, of the district
        with acting_as(SYSTEM):
            cut_awards(person_ids=movers_of(case), first=first, decision_id=decision.pk)
    ended_by = case.left_by_id or decision.pk
    take_up_awards(ended_by=ended_by, first=first, area_id=to_area_id, decision_id=decision.pk)
    return decision


def movers_of(case: Case) -> list[int]:
    """The person of a move, and who of the household moves along by its news."""
    told = case.request.values.get("movers") if case.request else None
    return list(dict.fromkeys([case.person_id, *(int(one) for one in told or [])]))


def _answer(case: Case, actor: Actor, on: date, at: datetime) -> Decision | None:
    if case.kind not in SIGNED_ANSWERS or case.prepared_by_id is None:
        return None
    return sign_decision(
        kind=DecisionKind.SETTLE, area_id=case.area_id, on=on, first_month=on.replace(day=1), monthly_vnd=0,
        maker_id=case.prepared_by_id, by=actor, office=deciding_unit(case, on),
    )  # fmt: skip


_DONE: dict[Outcome, Callable[[Case, Actor, date, datetime], Decision | None]] = {
    Outcome.PROPOSALS: _by_proposals,
    Outcome.RESUME: _resume,
    Outcome.SUSPEND: suspend,
    Outcome.NEWS: _news,
    Outcome.ONCE: give_once,
    Outcome.ANSWER: _answer,
}
