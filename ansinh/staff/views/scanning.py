"""Results of a signed list by scanner or keyboard: one code a line, taken back at will, handed in together."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.staff.filters import typed_number
from ansinh.staff.opened_run import opened_run
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import shows_refusals

SHOWN = 200


@allow(Permission.RECORD_RETURNS)
@asks_purpose
def scans(request: HttpRequest, pk: int) -> HttpResponse:
    """The box for the next code, what was scanned and not handed in yet, the latest first."""
    found = opened_run(pk)
    listed = payments.scans_of(pk)
    shown = listed[:SHOWN]
    if shown:
        record_read(request, "person.list", area_id=found.area_id, details={"shown": len(shown), "list": "scans"})
    returned = [scan for scan in listed if scan.outcome == "returned"]
    page = {
        "run": found,
        "code": payments.run_code(found),
        "scans": shown,
        "count": len(listed),
        "returned": len(returned),
        "returned_vnd": sum(scan.line.amount_vnd for scan in returned),
        "reasons": payments.REASONS,
        "outcome": request.GET.get("kq", "returned"),
        "reason": request.GET.get("ly-do", payments.REASONS[0]),
        "communes": payments.open_cash_communes(pk),
        "may_record": payments.may_record(request.actor, found),  # type: ignore[attr-defined]
    }
    return render(request, "staff/payroll/scans.html", page)


@allow(Permission.RECORD_RETURNS)
@require_POST
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one code; the page comes back ready for the next, with the same result chosen."""
    opened_run(pk)
    chosen, reason = request.POST.get("outcome", ""), request.POST.get("reason", "")
    actor = request.actor  # type: ignore[attr-defined]
    try:
        made = payments.scan_return(
            actor=actor, run_id=pk, code=request.POST.get("code", ""), outcome=chosen, reason=reason
        )
        messages.success(
            request, f"{made.line.full_name}: {gettext('chưa nhận') if chosen == 'returned' else gettext('đã nhận')}."
        )
    except Refusal as refusal:
        messages.error(request, refusal.said)
    kept = "paid" if chosen == "paid" else "returned"
    known = reason if reason in payments.REASONS else payments.REASONS[0]
    return redirect(f"{reverse('payroll_scans', args=[pk])}?{urlencode({'kq': kept, 'ly-do': known})}")


@allow(Permission.RECORD_RETURNS)
@require_POST
@shows_refusals("/chi-tra/")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one back, or hand in what was scanned."""
    opened_run(pk)
    actor, undone = request.actor, typed_number(request.POST.get("undo", ""))  # type: ignore[attr-defined]
    if undone is not None:
        payments.undo_scan(actor=actor, run_id=pk, scan_id=undone)
        messages.success(request, gettext("Đã bỏ dòng vừa chọn."))
        return redirect("payroll_scans", pk)
    done = payments.hand_in_scans(
        actor=actor, run_id=pk, rest_paid=request.POST.getlist("rest"), on=timezone.localdate()
    )
    messages.success(
        request,
        gettext(
            "Đã ghi nhận: %(paid)s đã nhận (trong đó %(rest)s không quét), %(returned)s chưa nhận, "
            "%(problems)s dòng cần xem lại."
        )
        % {"paid": done.paid, "rest": done.rest, "returned": done.returned, "problems": done.problems},
    )
    return redirect("payroll_run", pk)
