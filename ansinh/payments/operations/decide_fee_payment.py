"""Approving a paper about fees, or giving it up: by another person than who drew it up."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.public import FEE_CONTENT, TransferCode, commit_budget, post_transfers, void_commitments
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments.fee_states import FEE_PAYMENT_NEXT, FeePaymentState
from ansinh.payments.fees_table import LET_GO, NOT_YET_DRAWN, OF_PAYMENT
from ansinh.payments.models import FeePayment
from ansinh.payments.policies import check_scope
from ansinh.payments.taken import taken


def approve_fee_payment(*, actor: Actor, payment_id: int, on: date) -> FeePayment:
    """What the paper pays is approved. Asked again by the same person it changes nothing.

    What had not been drawn when the fees were charged is reserved now. Raises Refusal for who drew it up, for a paper
    that was approved or given up, and, in a year whose budget is checked, beyond what lines for fees have left.
    """
    with acting_as(SYSTEM):
        paper = taken_paper(payment_id)
        check_scope(actor, Permission.APPROVE_PAYROLL, paper.area_id)
        if actor.user_id == paper.made_by_id:
            raise Refusal("Người lập chứng từ trả phí không được tự duyệt.", code="maker_is_checker")
        if paper.state == FeePaymentState.APPROVED and paper.approved_by_id == actor.user_id:
            return paper
        check_step(paper, FeePaymentState.APPROVED)
        FeePayment.objects.filter(pk=paper.pk).update(
            state=FeePaymentState.APPROVED, approved_by_id=actor.user_id, approved_at=Now()
        )
        _reserve(paper, on)
        _recorded(actor, paper, "fee_payment.approve", {"net_vnd": paper.net_vnd})
        crash_here("fees.approve:before_commit")
        paper.refresh_from_db()
    return paper


def cancel_fee_payment(*, actor: Actor, payment_id: int, because: str, on: date) -> FeePayment:
    """The paper is given up; its fees may be drawn up again. Raises Refusal without a reason and once it was paid."""
    text = " ".join(because.split())
    if not 5 <= len(text) <= 200:
        raise Refusal("Hãy ghi lý do hủy (từ 5 đến 200 ký tự).", code="reason_missing")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        paper = taken_paper(payment_id)
        check_scope(actor, Permission.PREPARE_PAYROLL, paper.area_id)
        check_step(paper, FeePaymentState.CANCELLED)
        if paper.state == FeePaymentState.APPROVED:
            post_transfers(
                code=TransferCode.FEE_WITHDRAWN, on=on, key=f"{paper_key(paper)}/withdraw", moves=OF_PAYMENT,
                parameters={"payment": paper.pk, "sign": 1}, year=paper.since.year,
            )  # fmt: skip
            void_commitments(owner=paper_key(paper), on=on)
        FeePayment.objects.filter(pk=paper.pk).update(state=FeePaymentState.CANCELLED, because=text)
        cursor.execute(LET_GO, {"payment": paper.pk})
        _recorded(actor, paper, "fee_payment.cancel", {"because": text})
        crash_here("fees.cancel:before_commit")
        paper.refresh_from_db()
    return paper


def taken_paper(payment_id: int) -> FeePayment:
    """A paper about fees, held. Raises Refusal when there is none of that number."""
    return taken(FeePayment.objects.all(), payment_id, gettext_noop("chứng từ trả phí"))


def check_step(paper: FeePayment, wanted: FeePaymentState) -> None:
    """Raise AlreadyDone for a step that the paper does not take from where it stands."""
    if wanted not in FEE_PAYMENT_NEXT[FeePaymentState(paper.state)]:
        raise AlreadyDone(
            "Chứng từ này đang ở trạng thái “%(get_state_display)s”.",
            code="state", payment=paper.pk, get_state_display=paper.get_state_display(),
        )  # fmt: skip


def paper_key(paper: FeePayment) -> str:
    """Under which its money moves in the ledger."""
    return f"{FEE_CONTENT}/paper/{paper.pk}"


def _reserve(paper: FeePayment, on: date) -> None:
    names: dict[str, Any] = {"payment": paper.pk, "sign": 1, "year": paper.since.year}
    key = paper_key(paper)
    post_transfers(
        code=TransferCode.FEE_APPROVED, on=on, key=f"{key}/approve", moves=OF_PAYMENT, parameters=names,
        year=paper.since.year,
    )  # fmt: skip
    commit_budget(
        approved=f"{key}/approve", owner=key, year=paper.since.year, on=on, moves=NOT_YET_DRAWN, parameters=names
    )


def _recorded(actor: Actor, paper: FeePayment, action: str, details: dict[str, Any]) -> None:
    audit.record(
        actor=actor, action=action, object_kind="fee_payment", object_id=paper.pk, area_id=paper.area_id,
        details=details,
    )  # fmt: skip
