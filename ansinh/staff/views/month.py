"""The month on one page: its stages as steps, what each did, and the closing summary."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.staff.month_steps import may_start, start_stage, state_of_month
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of

MONTH = (Permission.RUN_MONTH, Permission.VIEW_FIGURES)


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError as wrong:
        raise Http404(f"“{text}” không phải là tháng.") from wrong


@allow(*MONTH)
def current(request: HttpRequest) -> HttpResponse:
    """The month we are in, or the one chosen in the form."""
    chosen = _month(request.GET.get("thang") or f"{timezone.localdate():%Y-%m}")
    place = urlencode({"xa": request.GET["xa"]}) if request.GET.get("xa") else ""
    return redirect(reverse("month_one", args=[str(chosen)]) + (f"?{place}" if place else ""))


@allow(*MONTH)
def month(request: HttpRequest, text: str) -> HttpResponse:
    """The steps of a month; asked by htmx, only the part that changes while work is running."""
    actor, chosen = request.actor, _month(text)  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    commune = chosen_commune(request, communes)
    state = state_of_month(chosen, commune, actor)
    page = {
        "month": chosen,
        "state": state,
        "communes": communes,
        "commune": commune,
        "may_start": actor.may(Permission.RUN_MONTH) and may_start(),
        "may_desk": actor.may(Permission.PREPARE_PROPOSALS) or actor.may(Permission.DECIDE),
        "before": chosen.minus(1),
        "after": chosen.next(),
    }
    template = "staff/month/steps.html" if request.htmx else "staff/month/month.html"  # type: ignore[attr-defined]
    return render(request, template, page)


@allow(Permission.RUN_MONTH)
@require_POST
@shows_refusals("/thang/")
def start(request: HttpRequest, text: str) -> HttpResponse:
    """Put the next stage into the queue; asked twice, it is done once."""
    actor, chosen = request.actor, _month(text)  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    code = request.POST.get("xa", "")
    commune = next((unit for unit in communes if unit.code == code), None)
    if commune is None and (code or not actor.wide):
        raise Refusal("Hãy chọn xã, phường trong địa bàn của bạn.", code="bad_choice")
    label = start_stage(chosen, commune, request.POST.get("stage", ""), actor)
    messages.success(request, f"Đã đưa bước “{label}” vào hàng chờ.")
    return back(request, f"/thang/{chosen}/")
