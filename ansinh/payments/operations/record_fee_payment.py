"""Recording that the provider was sent its fees: by a third person, under the number of the treasury's document."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_noop

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.public import FEE_CONTENT, TransferCode, post_transfers, restore_beyond, spend_commitments
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.payments.fee_states import FeePaymentState
from ansinh.payments.fees_table import NEEDED_AFTER_PAYMENT, OF_PAYMENT
from ansinh.payments.models import FeePayment
from ansinh.payments.operations.decide_fee_payment import check_step, paper_key, taken_paper
from ansinh.payments.policies import check_scope
from ansinh.payments.typed import line_of_words


def record_fee_payment(*, actor: Actor, payment_id: int, document: str, on: date) -> FeePayment:
    """The money left the treasury on a day under a document. The same document again changes nothing.

    Raises Refusal for who drew the paper up or approved it, without a document's number, and for what was not approved.
    """
    number = line_of_words(document, 60, gettext_noop("số chứng từ của kho bạc"))
    with acting_as(SYSTEM):
        paper = taken_paper(payment_id)
        check_scope(actor, Permission.AUTHORISE_PAYROLL, paper.area_id)
        if actor.user_id in (paper.made_by_id, paper.approved_by_id):
            raise Refusal("Người lập, người duyệt không được tự ghi đã trả phí.", code="checker_is_payer")
        if paper.state == FeePaymentState.PAID and paper.document == number:
            return paper
        check_step(paper, FeePaymentState.PAID)
        FeePayment.objects.filter(pk=paper.pk).update(
            state=FeePaymentState.PAID, paid_by_id=actor.user_id, paid_on=on, document=number
        )
        _post(paper, on)
        audit.record(
            actor=actor, action="fee_payment.pay", object_kind="fee_payment", object_id=paper.pk,
            area_id=paper.area_id, details={"document": number, "net_vnd": paper.net_vnd},
        )  # fmt: skip
        crash_here("fees.pay:before_commit")
        paper.refresh_from_db()
    return paper


def _post(paper: FeePayment, on: date) -> None:
    """All that was owed is paid, what is not owed any more taken off it, and its budget goes back to the lines."""
    year, key = paper.since.year, paper_key(paper)
    names: dict[str, Any] = {"payment": paper.pk, "year": year}
    for code, sign in ((TransferCode.FEE_PAID, 1), (TransferCode.FEE_SET_OFF, -1)):
        post_transfers(
            code=code, on=on, key=f"{key}/{code}", moves=OF_PAYMENT, parameters=names | {"sign": sign}, year=year
        )
    spend_commitments(owner=key, on=on)
    restore_beyond(content=FEE_CONTENT, year=year, on=on, key=key, needed=NEEDED_AFTER_PAYMENT, parameters=names)
