"""Keeping a provider's invoice with the paper that pays it, and taking back one that was wrong."""

from __future__ import annotations

import hashlib

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.attached_files import keep, named, type_of
from ansinh.kernel.errors import Refusal
from ansinh.payments.fee_states import FeePaymentState
from ansinh.payments.models import FeeInvoice
from ansinh.payments.operations.decide_fee_payment import taken_paper
from ansinh.payments.operations.take_back_file import take_back_file
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.taken import taken

MOST_INVOICES = 20


def keep_fee_invoice(*, actor: Actor, payment_id: int, name: str, content: bytes) -> FeeInvoice:
    """Keep an invoice, or the list behind it: PDF, JPEG, PNG or Excel by content.

    Raises Refusal for another kind of file, one that is too large or there already, for a paper that was given up, and
    outside the actor's area or rights.
    """
    kind, digest = type_of(content), hashlib.sha256(content).hexdigest()
    if kind not in FeeInvoice.Type.values:
        raise Refusal("Hóa đơn chỉ nhận tệp PDF, JPEG, PNG hoặc Excel.", code="unknown_type", file=name)
    with acting_as(SYSTEM):
        paper = taken_paper(payment_id)
        check_scope(actor, Permission.PREPARE_PAYROLL, paper.area_id)
        if paper.state == FeePaymentState.CANCELLED:
            raise Refusal("Chứng từ này đã hủy.", code="state", payment=paper.pk)
        there = FeeInvoice.objects.filter(payment=paper, taken_back_at=None)
        if there.filter(sha256=digest).exists():
            raise Refusal("Tệp này đã được đính vào chứng từ.", code="attached_already", file=name)
        if there.count() >= MOST_INVOICES:
            raise Refusal("Mỗi chứng từ không quá %(most)s tệp.", code="too_many", most=MOST_INVOICES)
        stored, key = keep(content, f"hoa-don/{paper.pk}/{digest}")
        made = FeeInvoice.objects.create(
            payment=paper, area_id=paper.area_id, name=named(name, kind, "hoa-don"), type=kind,
            size=len(content), sha256=digest, key=key, stored=stored, by_id=responsible(actor),
        )  # fmt: skip
        _recorded(actor, made, "fee_payment.invoice", {"sha256": digest, "bytes": len(content)})
    return made


def take_back_fee_invoice(*, actor: Actor, invoice_id: int, because: str) -> FeeInvoice:
    """A file that does not belong there no longer counts; it stays, with the reason. Raises Refusal."""
    with acting_as(SYSTEM):
        found = taken(FeeInvoice.objects.all(), invoice_id, "hóa đơn")
        take_back_file(
            found, actor=actor, permission=Permission.PREPARE_PAYROLL, area_id=found.area_id, because=because
        )
        _recorded(actor, found, "fee_payment.take_back_invoice", {})
    return found


def _recorded(actor: Actor, invoice: FeeInvoice, action: str, more: dict[str, object]) -> None:
    audit.record(
        actor=actor, action=action, object_kind="fee_payment", object_id=invoice.payment_id, area_id=invoice.area_id,
        details={"invoice": invoice.pk} | more,
    )  # fmt: skip
