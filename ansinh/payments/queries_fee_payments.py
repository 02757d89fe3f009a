"""Reading what is owed to providers, and the papers by which it is paid."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Max, Min, Q, Sum
from django.db.models.functions import Coalesce

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel.attached_files import fetch
from ansinh.payments.fee_states import FeePaymentState
from ansinh.payments.models import FeeContract, FeeInvoice, FeePayment, RunFee
from ansinh.payments.models.fee import Bearer


@dataclass(frozen=True, slots=True)
class OwedFees:
    """What a contract owes its provider: all ever charged, no longer owed, paid, and on papers that are under way."""

    contract: FeeContract
    charged_vnd: int
    taken_back_vnd: int
    paid_vnd: int
    on_papers_vnd: int
    since: date | None
    until: date | None

    @property
    def last(self) -> date | None:
        """The last month that one paper may pay: of the year in which ``since`` is."""
        if self.since is None or self.until is None:
            return None
        return min(self.until, self.since.replace(month=12))

    @property
    def open_vnd(self) -> int:
        """What no paper pays yet; below 0 the provider owes it, and the next paper takes it off."""
        return self.charged_vnd - self.taken_back_vnd - self.paid_vnd - self.on_papers_vnd


@dataclass(frozen=True, slots=True)
class FeeRow:
    """A fee behind what is owed: of which run and commune, how many lines, đồng, and the paper that pays it."""

    contract: FeeContract
    month: date
    run_id: int
    commune: str
    lines: int
    lines_vnd: int
    fee_vnd: int
    payment_id: int | None
    state: str


def owed_fees() -> list[OwedFees]:
    """By contract that the budget bears and of which the area is in sight, those with most to pay first."""
    seen = list(FeeContract.objects.filter(bearer=Bearer.BUDGET).values_list("pk", flat=True))
    with acting_as(SYSTEM):  # the contract of a province is charged in its communes
        contracts = FeeContract.objects.select_related("area").in_bulk(seen)
        found = _sums(seen)
    owed = [
        OwedFees(contracts[pk], plus, -minus, paid, under, first, last)
        for pk, plus, minus, paid, under, first, last in found
    ]
    return sorted(owed, key=lambda one: (-one.open_vnd, one.contract.pk))


def _sums(contract_ids: list[int]) -> list[tuple[int, int, int, int, int, date | None, date | None]]:
    rows = RunFee.objects.filter(contract__in=contract_ids).values("contract_id").annotate(n=Count("pk"))
    of = {
        "plus": Q(fee_vnd__gt=0), "minus": Q(fee_vnd__lt=0), "paid": Q(payment__state=FeePaymentState.PAID),
        "under": Q(payment__state__in=(FeePaymentState.DRAWN, FeePaymentState.APPROVED)),
    }  # fmt: skip
    sums = {name: Coalesce(Sum("fee_vnd", filter=condition), 0) for name, condition in of.items()}
    waiting = Q(payment=None) & ~Q(fee_vnd=0)
    months = {"first": Min("run__month", filter=waiting), "last": Max("run__month", filter=waiting)}
    return list(rows.annotate(**sums, **months).values_list("contract_id", *sums, *months))


def fee_rows(contract_id: int | None = None, payment_id: int | None = None) -> list[FeeRow]:
    """The fees of contracts in sight, or of one of their papers: by contract, month, run and commune."""
    seen = list(FeeContract.objects.filter(bearer=Bearer.BUDGET).values_list("pk", flat=True))
    with acting_as(SYSTEM):
        rows = RunFee.objects.filter(contract__in=seen).exclude(fee_vnd=0)
        if contract_id is not None:
            rows = rows.filter(contract_id=contract_id)
        if payment_id is not None:
            rows = rows.filter(payment_id=payment_id)
        ordered = rows.select_related("contract__area", "run", "commune", "payment").order_by(
            "contract_id", "run__month", "run_id", "commune__name", "id"
        )
        return [_row(one) for one in ordered]


def _row(one: RunFee) -> FeeRow:
    return FeeRow(
        one.contract, one.run.month, one.run_id, one.commune.name, one.line_count, one.lines_vnd, one.fee_vnd,
        one.payment_id, "" if one.payment is None else one.payment.state,
    )  # fmt: skip


def fee_payments(limit: int = 50) -> list[FeePayment]:
    """Papers in sight, those that wait first, then the latest."""
    people = ("contract__area", "made_by", "approved_by", "paid_by")
    found = list(FeePayment.objects.select_related(*people).order_by("-pk")[:limit])
    waits = (FeePaymentState.DRAWN, FeePaymentState.APPROVED)
    return sorted(found, key=lambda one: one.state not in waits)


def invoices_of(papers: Sequence[FeePayment]) -> dict[int, list[FeeInvoice]]:
    """The files kept with papers, by paper, in the order of keeping; also those that were taken back."""
    found = FeeInvoice.objects.filter(payment__in=papers).select_related("by").order_by("pk")
    of = {paper.pk: list[FeeInvoice]() for paper in papers}
    for invoice in found:
        of[invoice.payment_id].append(invoice)
    return of


def invoice_content(invoice: FeeInvoice) -> bytes:
    """The file itself. Raises Refusal when it is gone or was tampered with."""
    return fetch(invoice.stored, invoice.key or "")


def fee_payment_acts(actor: Actor, paper: FeePayment) -> tuple[str, ...]:
    """What this person may do with a paper as it stands: ``approve``, ``pay``, ``attach``, ``cancel``."""
    acts = []
    if paper.state == FeePaymentState.DRAWN and actor.user_id != paper.made_by_id:
        acts.append(("approve", Permission.APPROVE_PAYROLL))
    if paper.state == FeePaymentState.APPROVED and actor.user_id not in (paper.made_by_id, paper.approved_by_id):
        acts.append(("pay", Permission.AUTHORISE_PAYROLL))
    if paper.state in (FeePaymentState.DRAWN, FeePaymentState.APPROVED):
        acts.append(("cancel", Permission.PREPARE_PAYROLL))
    if paper.state != FeePaymentState.CANCELLED:
        acts.append(("attach", Permission.PREPARE_PAYROLL))
    return tuple(name for name, permission in acts if _holds(actor, permission, paper.area_id))


def may_draw(actor: Actor, owed: OwedFees) -> bool:
    """Whether this person may draw up a paper of what the contract owes."""
    return owed.open_vnd > 0 and _holds(actor, Permission.PREPARE_PAYROLL, owed.contract.area_id)


def _holds(actor: Actor, permission: Permission, area_id: int) -> bool:
    return actor.may(permission) and (actor.wide or area_id in actor.area_ids)
