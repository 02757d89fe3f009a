"""Writing down what somebody said when asked whether the money arrived, and what that leads to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Max

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.casework.public import own_household
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import FollowUp, SampleContact, SampledLine
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.sampling_states import (
    DISCREPANT,
    Collected,
    FollowUpState,
    How,
    SampledState,
    Satisfaction,
    Told,
)

LONGEST, LONGEST_NAME = 500, 120
ATTEMPTS = 3
"""Attempts in vain after which a line counts as one of which nothing is known; it may still be answered."""
CORRECTED = "Kết quả kiểm tra đã được sửa"


@dataclass(frozen=True, slots=True)
class Said:
    """What one attempt told, as typed."""

    how: str
    on: date
    told: str
    received_vnd: int | None = None
    collected: str = ""
    collector: str = ""
    satisfaction: int | None = None
    remark: str = ""


def record_contact(
    *, actor: Actor, sampled_id: int, said: Said, on: date, corrects_id: int | None = None
) -> SampleContact:
    """Keep an attempt; a discrepancy opens a follow-up with its day. What was answered is only corrected, and stays.

    Raises Refusal for who paid the line or lives with the person, a day before the drawing or to come, what does not
    fit together, a second answer that corrects nothing, a correction of what was corrected, and outside the actor's
    area or rights.
    """
    with acting_as(SYSTEM):
        sampled = _taken(actor, sampled_id)
        if sampled.line.person_id in own_household(actor.user_id, on):
            raise Refusal("Người này thuộc hộ gia đình của chính bạn; phải do người khác hỏi.", code="own_household")
        _check_days(sampled, said, on)
        values = _sound(sampled, said)
        standing = list(sampled.contacts.filter(corrected_by=None).order_by("pk"))
        answer = next((one for one in standing if one.told != Told.UNREACHED), None)
        if corrects_id is not None and corrects_id not in [one.pk for one in standing]:
            raise Refusal("Kết quả này đã được sửa rồi.", code="corrected")
        if answer is not None and corrects_id != answer.pk:
            raise Refusal("Khoản này đã có trả lời: hãy sửa trả lời đó.", code="answered")
        made = SampleContact.objects.create(
            sampled=sampled, how=said.how, on=said.on, by_id=responsible(actor), corrects_id=corrects_id, **values
        )
        _settle(actor, sampled, made, [one for one in (*standing, made) if one.pk != corrects_id], on)
        audit.record(
            actor=actor, action="sample.correct" if corrects_id else "sample.contact", object_kind="sampled",
            object_id=sampled.pk, area_id=sampled.line.commune_id, details={"contact": made.pk, "told": said.told},
        )  # fmt: skip
        crash_here("sample.contact:before_commit")
    return made


def _taken(actor: Actor, sampled_id: int) -> SampledLine:
    found = SampledLine.objects.select_for_update(of=("self",)).select_related("line__run", "sample")
    sampled = found.filter(pk=sampled_id).first()
    if sampled is None:
        raise Refusal("Không có khoản này trong mẫu của bạn.", code="unknown_sampled")
    check_scope(actor, Permission.VERIFY_PAID, sampled.line.commune_id)
    with connection.cursor() as cursor:
        cursor.execute("SELECT payments_paid_by(%s, %s)", [sampled.line_id, actor.user_id])
        if cursor.fetchone()[0]:
            raise Refusal("Người đã chi khoản này không được kiểm tra khoản đó.", code="payer_is_checker")
    return sampled


def _check_days(sampled: SampledLine, said: Said, on: date) -> None:
    last = sampled.contacts.aggregate(last=Max("on"))["last"]
    if not max(sampled.sample.drawn_on, last or date.min) <= said.on <= on:
        raise Refusal("Ngày hỏi phải từ ngày rút mẫu, sau lần trước và không sau hôm nay.", code="bad_day", field="on")


def _sound(sampled: SampledLine, said: Said) -> dict[str, object]:
    if said.how not in How.values or said.told not in Told.values:
        raise Refusal("Hãy chọn cách hỏi và kết quả.", code="no_outcome", field="told")
    unreached, got = said.told == Told.UNREACHED, said.told in (Told.WHOLE, Told.PART, Told.WRONG_PERSON)
    if said.told == Told.PART and not 0 < (said.received_vnd or 0) < sampled.line.amount_vnd:
        raise Refusal("Nhận thiếu: ghi số đồng đã nhận, nhỏ hơn số phải nhận.", code="bad_amount", field="received")
    if got and said.collected not in Collected.values:
        raise Refusal("Hãy chọn ai đã nhận tiền.", code="no_collector", field="collected")
    if said.told == Told.WRONG_PERSON and said.collected in (Collected.SELF, Collected.AUTHORISED):
        raise Refusal(
            "Chính người hưởng hoặc người có giấy nhận thì không phải sai người.",
            code="bad_collector",
            field="collected",
        )
    if not unreached and said.satisfaction is not None and said.satisfaction not in Satisfaction.values:
        raise Refusal("Mức hài lòng từ 1 đến 5.", code="bad_satisfaction", field="satisfaction")
    remark = " ".join(said.remark.split())[:LONGEST]
    if said.told in DISCREPANT and not remark:
        raise Refusal("Hãy ghi lời người được hỏi: chuyện gì đã xảy ra.", code="reason_missing", field="remark")
    return {
        "told": said.told,
        "received_vnd": said.received_vnd if said.told == Told.PART else None,
        "collected": said.collected if got else "",
        "collector": " ".join(said.collector.split())[:LONGEST_NAME] if got else "",
        "satisfaction": None if unreached else said.satisfaction,
        "remark": remark,
    }


def _settle(actor: Actor, sampled: SampledLine, made: SampleContact, standing: list[SampleContact], on: date) -> None:
    """The state by what stands now, and the follow-up that it asks for; one that it no longer asks for is closed."""
    answered = any(one.told != Told.UNREACHED for one in standing)
    silent = SampledState.SILENT if len(standing) >= ATTEMPTS else SampledState.OPEN
    SampledLine.objects.filter(pk=sampled.pk).update(state=SampledState.ANSWERED if answered else silent)
    waiting = FollowUp.objects.filter(sampled=sampled).exclude(state=FollowUpState.CLOSED).first()
    wanted = made.told if made.told in DISCREPANT else ""
    if waiting is not None and waiting.told != wanted:
        FollowUp.objects.filter(pk=waiting.pk).update(
            state=FollowUpState.CLOSED, closed_on=on, closed_by_id=responsible(actor), conclusion=CORRECTED
        )
        waiting = None
    if wanted and waiting is None:
        due = on + timedelta(days=sampled.sample.settle_days)
        FollowUp.objects.create(sampled=sampled, contact=made, told=wanted, due_on=due)
