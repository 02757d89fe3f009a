"""Paying providers their fees: what is owed by contract, the papers that pay it, and the fees behind as a workbook."""

from __future__ import annotations

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from ansinh.access.public import Actor, Permission, allow
from ansinh.kernel.attached_files import LARGEST
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.payments.public import fees
from ansinh.staff.downloads import attachment, shown_file
from ansinh.staff.filters import typed_day, typed_number
from ansinh.staff.purpose import record_read
from ansinh.staff.refusals import back, carry_out, chosen_id, shows_refusals
from ansinh.staff.words import TABLES

PAGE = "/phi-chi-tra/tra/"
OPENS = (
    Permission.PREPARE_PAYROLL, Permission.APPROVE_PAYROLL, Permission.AUTHORISE_PAYROLL, Permission.RECORD_RETURNS,
)  # fmt: skip


@allow(Permission.VIEW_FIGURES)
@shows_refusals(PAGE)
def papers(request: HttpRequest) -> HttpResponse:
    """What each contract still owes, a form for a paper about it, the papers; a workbook with ``?tep=xlsx``."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if request.method == "POST":  # who may is checked by the operations
        carry_out(request, _ACTS)
        return back(request, PAGE)
    if request.GET.get("tep") == "xlsx":
        return _workbook(request)
    owed = fees.owed_fees()
    shown = fees.fee_payments()
    invoices = fees.invoices_of(shown)
    page = {
        "owed": [(one, fees.may_draw(actor, one)) for one in owed],
        "papers": [(one, fees.fee_payment_acts(actor, one), invoices[one.pk]) for one in shown],
        "open_vnd": sum(one.open_vnd for one in owed if one.open_vnd > 0),
        "claims_vnd": sum(-one.open_vnd for one in owed if one.open_vnd < 0),
        "under_way_vnd": sum(one.on_papers_vnd for one in owed),
        "paid_vnd": sum(one.paid_vnd for one in owed),
        "may_open": any(actor.may(permission) for permission in OPENS),
        "today": timezone.localdate(),
    }
    return render(request, "staff/payroll/fee_payments.html", page)


@allow(*OPENS)
@shows_refusals(PAGE)
def invoice(request: HttpRequest, pk: int) -> HttpResponse:
    """A file of the provider's, to whoever may see the paper; opening it is recorded."""
    kept = fees.FeeInvoice.objects.filter(pk=pk).first()
    if kept is None:
        raise Http404("Không có hóa đơn này.")
    record_read(
        request, "fee_payment.read_invoice", object_kind="fee_payment", object_id=kept.payment_id, area_id=kept.area_id,
        details={"invoice": kept.pk},
    )  # fmt: skip
    return shown_file(fees.invoice_content(kept), f"hoa-don-{kept.payment_id}-{kept.pk}.{kept.type}")


def _workbook(request: HttpRequest) -> HttpResponse:
    """The fees behind what is owed, of all contracts in sight, or of one paper (``?chung-tu=``)."""
    paper = typed_number(request.GET.get("chung-tu", ""))
    words = {**TABLES["channel"], **dict(fees.FeePaymentState.choices), "": gettext("Chưa trả")}
    owed = [] if paper else fees.owed_fees()
    content = fees.fees_book(owed, fees.fee_rows(payment_id=paper), words)
    name = f"phi-chi-tra-chung-tu-{paper}.xlsx" if paper else f"phi-phai-tra-{timezone.localdate():%Y-%m-%d}.xlsx"
    return attachment(content, name)


def _draw(request: HttpRequest, actor: Actor) -> str:
    made = fees.draw_fee_payment(
        actor=actor, contract_id=chosen_id(request, "contract"), since=_month(request, "since"),
        until=_month(request, "until"),
    )  # fmt: skip
    return gettext("Đã lập chứng từ số %(number)s, %(amount)s đồng; chờ người khác duyệt.") % {
        "number": made.pk, "amount": format_dong(made.net_vnd),
    }  # fmt: skip


def _approve(request: HttpRequest, actor: Actor) -> str:
    made = fees.approve_fee_payment(actor=actor, payment_id=chosen_id(request, "paper"), on=timezone.localdate())
    return gettext("Đã duyệt chứng từ số %(number)s.") % {"number": made.pk}


def _pay(request: HttpRequest, actor: Actor) -> str:
    on = typed_day(request.POST.get("on", ""))
    if on is None or on > timezone.localdate():
        raise Refusal("Hãy ghi ngày chuyển tiền, không sau hôm nay.", code="bad_day")
    made = fees.record_fee_payment(
        actor=actor, payment_id=chosen_id(request, "paper"), document=request.POST.get("document", ""), on=on
    )
    return gettext("Đã ghi trả phí theo chứng từ số %(number)s.") % {"number": made.pk}


def _cancel(request: HttpRequest, actor: Actor) -> str:
    made = fees.cancel_fee_payment(
        actor=actor, payment_id=chosen_id(request, "paper"), because=request.POST.get("because", ""),
        on=timezone.localdate(),
    )  # fmt: skip
    return gettext("Đã hủy chứng từ số %(number)s; phí trở lại chưa trả.") % {"number": made.pk}


def _attach(request: HttpRequest, actor: Actor) -> str:
    file = request.FILES.get("file")
    if file is None:
        raise Refusal("Hãy chọn tệp hóa đơn.", code="no_file")
    made = fees.keep_fee_invoice(
        actor=actor, payment_id=chosen_id(request, "paper"), name=file.name or "", content=file.read(LARGEST + 1)
    )
    return gettext("Đã đính hóa đơn vào chứng từ số %(number)s.") % {"number": made.payment_id}


def _take_back(request: HttpRequest, actor: Actor) -> str:
    fees.take_back_fee_invoice(
        actor=actor, invoice_id=chosen_id(request, "invoice"), because=request.POST.get("because", "")
    )
    return gettext("Đã bỏ tệp khỏi chứng từ.")


_ACTS = {
    "draw": _draw, "approve": _approve, "pay": _pay, "cancel": _cancel, "attach": _attach, "take_back": _take_back,
}  # fmt: skip


def _month(request: HttpRequest, name: str) -> Month:
    try:
        return Month.of(date.fromisoformat(f"{request.POST.get(name, '')}-01"))
    except ValueError:
        raise Refusal("Hãy chọn từ tháng nào đến tháng nào.", code="bad_months") from None
