"""Drawing up a paper by which a provider is paid the fees that are owed under a contract for some months."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_noop

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.payments.fees_table import COLLECT
from ansinh.payments.models import FeeContract, FeePayment, RunFee
from ansinh.payments.models.fee import Bearer
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.taken import taken


def draw_fee_payment(*, actor: Actor, contract_id: int, since: Month, until: Month) -> FeePayment:
    """All that is owed for the runs of these months of one year and no paper pays yet; somebody else approves.

    What is no longer owed is taken off. Raises Refusal when nothing is left to pay, for months of two years, and for a
    contract whose fees the budget does not bear.
    """
    if since.first > until.first or since.year != until.year:
        raise Refusal("Hãy chọn các tháng của cùng một năm ngân sách.", code="bad_months")
    with acting_as(SYSTEM), connection.cursor() as cursor:
        contract = taken(FeeContract.objects.all(), contract_id, gettext_noop("hợp đồng"))
        check_scope(actor, Permission.PREPARE_PAYROLL, contract.area_id)
        if contract.bearer != Bearer.BUDGET:
            raise Refusal("Phí theo hợp đồng này do đơn vị chi trả chịu.", code="not_budget")
        owed, off = _owed(contract, since.first, until.first)
        if owed <= off:
            raise Refusal(
                "Không còn phí phải trả cho các tháng này (phải trả %(owed)s đồng, thôi tính %(off)s đồng).",
                code="nothing_owed", owed=format_dong(owed), off=format_dong(off),
            )  # fmt: skip
        made = FeePayment.objects.create(
            contract=contract, area_id=contract.area_id, since=since.first, until=until.first, gross_vnd=owed,
            set_off_vnd=off, made_by_id=responsible(actor),
        )  # fmt: skip
        names: dict[str, Any] = {"payment": made.pk, "contract": contract.pk}
        cursor.execute(COLLECT, names | {"since": since.first, "until": until.first})
        crash_here("fees.draw:collected")
        _check_same(made)
        audit.record(
            actor=actor, action="fee_payment.draw", object_kind="fee_payment", object_id=made.pk,
            area_id=contract.area_id, details={"contract": contract.pk, "net_vnd": made.net_vnd},
        )  # fmt: skip
        made.refresh_from_db()
    return made


def _owed(contract: FeeContract, since: date, until: date) -> tuple[int, int]:
    waiting = RunFee.objects.filter(
        contract=contract, payment=None, run__month__gte=since, run__month__lte=until
    ).select_for_update(of=("self",))
    fees = list(waiting.values_list("fee_vnd", flat=True))
    return sum(fee for fee in fees if fee > 0), -sum(fee for fee in fees if fee < 0)


def _check_same(made: FeePayment) -> None:
    """What was charged between looking and taking is refused, not paid by the way."""
    total = RunFee.objects.filter(payment=made).aggregate(total=Coalesce(Sum("fee_vnd"), 0))["total"]
    if total != made.net_vnd:
        raise Refusal("Có phí vừa được ghi thêm: hãy lập lại chứng từ.", code="changed_meanwhile")
