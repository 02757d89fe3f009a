"""Payments through a provider: where they stand, sending and asking now, and the provider's bell."""

from __future__ import annotations

import time
from contextlib import suppress

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST
from procrastinate.contrib.django import app

from ansinh.access.public import Permission, allow, for_everyone
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.oversight import payrolls
from ansinh.payments import public as payments
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.queued import queue_once
from ansinh.staff.refusals import shows_refusals

SEND = "payments.send"
"""The job that sends and asks; no arguments."""
LARGEST_BELL = 4096
_PAYERS = (Permission.RELEASE_PAYROLL, Permission.RECORD_RETURNS)


@csrf_exempt
@for_everyone
@require_POST
def bell(request: HttpRequest, code: str) -> HttpResponse:
    """A provider says that there is news of a payment. Signed, it makes us ask; otherwise it is counted and refused."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST_BELL:
        return HttpResponse(status=413)
    try:
        new = payments.take_bell(
            code=code, target=f"POST {request.path}", headers=request.headers, body=request.body, now=time.time()
        )
    except Refusal:
        return HttpResponse(status=403)
    if new:
        _send_soon()
    return HttpResponse("ok", content_type="text/plain")


@allow(*_PAYERS)
@asks_purpose
def orders(request: HttpRequest, pk: int) -> HttpResponse:
    """A run's payments at its provider: how many stand where, and what puzzles."""
    found = payrolls.run(pk)
    provider = payments.provider_of(pk) if found else None
    if found is None or provider is None:
        raise Http404("Kỳ chi trả này không chi qua cổng thanh toán.")
    puzzles = payments.puzzling_orders(pk)
    if puzzles:
        record_read(request, "person.list", area_id=found.area_id, details={"shown": len(puzzles), "list": "orders"})
    page = {
        "run": found,
        "provider": provider,
        "figures": payments.order_figures(pk),
        "puzzles": puzzles,
        "code": payments.run_code(found),
        "may_send": found.state == "released" and payments.may_record(request.actor, found),  # type: ignore[attr-defined]
        "work": next(iter(progress.of("gateway")), None),
    }
    return render(request, "staff/payroll/gateway.html", page)


@allow(*_PAYERS)
@require_POST
@shows_refusals("/chi-tra/")
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Send what waits and ask about what is open, by the worker, now."""
    if payrolls.run(pk) is None:
        raise Http404
    queue_once(SEND, {}, work="gateway", step="send", waiting=gettext("Việc gửi và hỏi đã ở trong hàng chờ."))
    messages.success(request, gettext("Đã đưa vào hàng chờ: gửi các khoản đang chờ và hỏi các khoản chưa rõ."))
    return redirect("payroll_gateway", pk)


def _send_soon() -> None:
    if SEND not in app.tasks:
        return
    with suppress(Refusal):  # queued already: that one asks for this payment too
        queue_once(SEND, {}, work="gateway", step="send", waiting="")
