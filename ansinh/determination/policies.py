"""Who may do what with the law that this installation holds: each ``check_…`` raises, its twin says yes or no."""

from __future__ import annotations

from datetime import date

from ansinh.access.public import Act, Actor, Permission, check_permission
from ansinh.areas import public as areas
from ansinh.determination.models import Enactment
from ansinh.determination.states import State
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month


def state_of(enactment: Enactment) -> State:
    """Where an enactment stands, by the rows that follow it."""
    if hasattr(enactment, "withdrawal"):
        return State.WITHDRAWN
    return State.PUBLISHED if hasattr(enactment, "publication") else State.PREPARED


def check_may(actor: Actor, permission: Permission | None, on: date) -> None:
    """The permission is held for the whole province, and it is a person who answers for it; None: nobody's."""
    check_permission(actor, permission)
    if not actor.wide and areas.province(on).pk not in actor.area_ids:
        raise Refusal("Pháp luật của tỉnh do cấp tỉnh chuẩn bị và ban hành.", code="outside_scope")
    if actor.user_id is None:
        raise Refusal("Phải có một người chịu trách nhiệm; hệ thống không tự ban hành.", code="nobody_responsible")


def check_act(actor: Actor, act: Act[State], enactment: Enactment, on: date) -> None:
    """The act leads on from where the enactment stands, and this person may do it on that day."""
    check_may(actor, act.permission, on)
    state = state_of(enactment)
    if state not in act.sources:
        raise Refusal(
            "Văn bản %(number)s %(state)s, không %(act)s được.",
            code="state",
            enactment=enactment.pk,
            number=enactment.number,
            state=state.label.lower(),
            act=act.label.lower(),
        )
    if act.name == "publish" and actor.user_id == enactment.prepared_by_id:
        raise Refusal(
            "Người chuẩn bị không được tự ban hành; cần một người khác.",
            code="maker_is_checker",
            enactment=enactment.pk,
        )
    if act.name == "withdraw" and on >= enactment.first_month:
        month = Month.of(enactment.first_month).vietnamese
        raise Refusal(
            "Văn bản %(number)s đã có hiệu lực từ tháng %(month)s nên không rút được; muốn đổi thì ban hành "
            "một văn bản khác.",
            code="already_holds",
            enactment=enactment.pk,
            number=enactment.number,
            month=month,
        )


def may_prepare(actor: Actor, on: date) -> bool:
    """Whether ``check_may`` lets this person prepare texts."""
    try:
        check_may(actor, Permission.PREPARE_LAW, on)
    except Refusal:
        return False
    return True


def may(actor: Actor, act: Act[State], enactment: Enactment, on: date) -> bool:
    """Whether ``check_act`` would let this person do it."""
    try:
        check_act(actor, act, enactment, on)
    except Refusal:
        return False
    return True
