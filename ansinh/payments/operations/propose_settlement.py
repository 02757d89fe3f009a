"""Proposing what is done about overpayments: recover them by instalments, or write them off."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import MOST_SHARE, Overpayment, Settlement
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.queries_overpayments import is_paid_on
from ansinh.payments.states import OverpaymentState, SettlementKind
from ansinh.payments.taken import taken

SHORTEST_REASON, LONGEST_REASON = 5, 500


def propose_settlement(
    *, actor: Actor, overpayment_id: int, kind: str, because: str, share_percent: int | None = None
) -> Settlement:
    """Propose for all overpayments of the person and programme that are open or being recovered; somebody else decides.

    ``share_percent``: of a month's amount, for recovering. Raises Refusal without a reason, for a share outside 1 to
    MOST_SHARE, when nothing is still to come or something has been proposed already, and for recovering from who is not
    paid any more.
    """
    text = _sound(kind, because, share_percent)
    with acting_as(SYSTEM):
        over = taken(Overpayment.objects.all(), overpayment_id, "khoản chi vượt")
        check_scope(actor, Permission.PREPARE_PAYROLL, over.area_id)
        _check_left(over, kind)
        try:
            with transaction.atomic():
                made = Settlement.objects.create(
                    person_id=over.person_id,
                    area_id=over.area_id,
                    programme=over.programme,
                    kind=kind,
                    share_percent=share_percent,
                    because=text,
                    proposed_by_id=responsible(actor),
                )
        except IntegrityError:
            raise Refusal("Đã có đề nghị đang chờ quyết định.", code="already_proposed") from None
        audit.record(
            actor=actor,
            action="settlement.propose",
            object_kind="settlement",
            object_id=made.pk,
            area_id=made.area_id,
            details={"kind": kind, "share": share_percent, "overpayment": over.pk},
        )
    return made


def _check_left(over: Overpayment, kind: str) -> None:
    """Raise Refusal unless something is still to come, and there are months to keep it back from."""
    if over.state not in (OverpaymentState.OPEN, OverpaymentState.RECOVERING):
        raise Refusal(
            "Khoản này đang ở trạng thái “%(get_state_display)s”.",
            code="state",
            get_state_display=over.get_state_display(),
        )
    if kind == SettlementKind.RECOVER and not is_paid_on(over.person_id, over.programme, over.found_in.month):
        raise Refusal(
            "Người này không còn được chi chế độ này nên không trừ dần được: hãy nhận nộp lại, hoặc đề nghị xóa.",
            code="not_paid_any_more",
            overpayment=over.pk,
        )


def _sound(kind: str, because: str, share_percent: int | None) -> str:
    """The reason in one line."""
    text = " ".join(because.split())
    if not SHORTEST_REASON <= len(text) <= LONGEST_REASON:
        raise Refusal("Hãy ghi lý do (từ 5 đến 500 ký tự).", code="reason_missing", field="because")
    recovers = kind == SettlementKind.RECOVER
    if kind not in SettlementKind.values or (share_percent is not None) != recovers:
        raise Refusal("Hãy chọn thu hồi dần (kèm tỷ lệ) hoặc xóa khoản phải thu hồi.", code="bad_kind", value=kind)
    if recovers and not 1 <= (share_percent or 0) <= MOST_SHARE:
        raise Refusal(
            "Tỷ lệ thu hồi mỗi tháng phải từ 1 đến %(most_share)s%%.",
            code="bad_share",
            field="share",
            value=share_percent,
            most_share=MOST_SHARE,
        )
    return text
