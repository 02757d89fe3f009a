"""Who may do what with a payroll run: each ``check_…`` raises a Refusal, its twin says yes or no."""

from __future__ import annotations

from ansinh.access.public import Actor, Permission, check_permission
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import PayrollRun


def check_scope(actor: Actor, permission: Permission, area_id: int) -> None:
    """The permission is held and the area is the actor's."""
    check_permission(actor, permission)
    if not actor.wide and area_id not in actor.area_ids:
        raise Refusal("Kỳ chi trả này thuộc địa bàn khác.", code="outside_scope", area=area_id)
    responsible(actor)


def responsible(actor: Actor) -> int:
    """The user who answers for an act. Raises Refusal for the system, which signs nothing."""
    if actor.user_id is None:
        raise Refusal("Phải có một người chịu trách nhiệm; hệ thống không tự ký.", code="nobody_responsible")
    return actor.user_id


def check_not_maker(actor: Actor, run: PayrollRun) -> None:
    """Who made a run does not approve or release it."""
    if actor.user_id == run.made_by_id:
        raise Refusal("Người lập danh sách không được tự duyệt, tự chuyển tiền.", code="maker_is_checker", run=run.pk)


def check_not_checker(actor: Actor, run: PayrollRun) -> None:
    """Who approved a run does not hand over the money."""
    if actor.user_id == run.approved_by_id:
        raise Refusal(
            "Người duyệt danh sách không được tự chuẩn chi, tự chuyển tiền.", code="checker_is_payer", run=run.pk
        )


def check_not_authoriser(actor: Actor, run: PayrollRun) -> None:
    """Who authorised the payment does not hand over the money."""
    if actor.user_id == run.authorised_by_id:
        raise Refusal("Người chuẩn chi không được tự chuyển tiền.", code="authoriser_is_payer", run=run.pk)


def may_prepare(actor: Actor, run: PayrollRun) -> bool:
    """Whether this person may draw and lock the run's list."""
    return _passes(actor, Permission.PREPARE_PAYROLL, run)


def may_record(actor: Actor, run: PayrollRun) -> bool:
    """Whether this person may hand in what the payer sent back, and close the run."""
    return _passes(actor, Permission.RECORD_RETURNS, run)


def may_approve(actor: Actor, run: PayrollRun) -> bool:
    """Whether ``check_scope`` and ``check_not_maker`` would let this person approve."""
    return _passes(actor, Permission.APPROVE_PAYROLL, run) and actor.user_id != run.made_by_id


def may_authorise(actor: Actor, run: PayrollRun) -> bool:
    """Whether this person may authorise the payment of an approved run."""
    earlier = (run.made_by_id, run.approved_by_id)
    return _passes(actor, Permission.AUTHORISE_PAYROLL, run) and actor.user_id not in earlier


def may_release(actor: Actor, run: PayrollRun) -> bool:
    """Whether this person may hand the run to the payer."""
    earlier = (run.made_by_id, run.approved_by_id, run.authorised_by_id)
    return _passes(actor, Permission.RELEASE_PAYROLL, run) and actor.user_id not in earlier


def _passes(actor: Actor, permission: Permission, run: PayrollRun) -> bool:
    try:
        check_scope(actor, permission, run.area_id)
    except Refusal:
        return False
    return True
