"""Suspending: what is paid ends with the month before, and waits for its review (TT 02/2021 Đ2.3; NĐ 335/2026 Đ9.1)."""

from __future__ import annotations

from datetime import date, datetime

from ansinh.access.public import Actor
from ansinh.casework.models import Award, Case, Decision, Suspension
from ansinh.casework.operations.cut_awards import cut_awards
from ansinh.casework.operations.sign_decision import sign_decision
from ansinh.casework.states import DecisionKind
from ansinh.kernel import outbox
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import timing
from ansinh.registry.public import records_of


def suspend(case: Case, actor: Actor, on: date, at: datetime) -> Decision:
    """Suspend a programme from the month after the decision. Raises Refusal without a ground in the law of the day."""
    ground = str(case.asked.get("ground", ""))
    check_ground(case, on)
    first = Month.of(on).next().first
    people = records_of([case.person_id])
    paid = Award.objects.filter(
        person_id__in=people, programme=case.programme, retracted_at=None, months__contains=first
    )
    if not paid.exists() or case.prepared_by_id is None:
        raise Refusal("Người này không hưởng chế độ này từ tháng sau, không có gì để tạm dừng.", code="not_receiving")
    decision = sign_decision(
        kind=DecisionKind.PAUSE, area_id=case.area_id, on=on, first_month=first, monthly_vnd=0,
        maker_id=case.prepared_by_id, by=actor,
    )  # fmt: skip
    cut_awards(person_ids=[case.person_id], first=first, decision_id=decision.pk, programme=case.programme)
    Suspension.objects.create(
        person_id=case.person_id, area_id=case.area_id, programme=case.programme, first_month=first, ground=ground,
        case=case, decision=decision,
    )  # fmt: skip
    outbox.publish("decisions.signed", {"decision_ids": [decision.pk]})
    return decision


def check_ground(case: Case, on: date) -> timing.SuspensionGround:
    """The ground. Raises unless the law of the day has it, and the number it asks for is reached."""
    grounds = {
        g.code: g
        for g in timing.SUSPENSION_GROUNDS
        if case.procedure in g.procedures and case.programme in g.programmes
    }
    ground = grounds.get(str(case.asked.get("ground", "")))
    if ground is None:
        raise Refusal("Luật của ngày này không có căn cứ tạm dừng đó cho chế độ này.", code="no_ground")
    months = str(case.asked.get("uncollected_months", ""))
    if ground.code == "uncollected" and int(months or 0) < ground.at_least:
        raise Refusal(
            "Chưa đủ %(at_least)s tháng liên tục không nhận (%(article)s).",
            code="not_long_enough",
            at_least=ground.at_least,
            article=ground.article,
        )
    return ground
