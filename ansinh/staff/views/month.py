"""The month on one page: its stages as steps, what each came to, who goes on, and the closing summary."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.areas.public import Unit, with_parts_and_predecessors
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight.month_work import MonthWork, Place, month_work
from ansinh.oversight.pay_clocks import pay_clocks
from ansinh.staff.month_offer import View
from ansinh.staff.month_offers import offers_of
from ansinh.staff.month_queue import start_stage
from ansinh.staff.month_steps import fingerprint, state_of_month
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of

MONTH = (Permission.RUN_MONTH, Permission.VIEW_FIGURES)
NOTHING_NEW = 204


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


def _work(actor: Actor, chosen: Month, commune: Unit | None, communes: Sequence[Unit]) -> MonthWork:
    """What is there for a commune, or for the province."""
    areas: Sequence[int] | None = None
    if commune is not None:
        alone = not actor.wide and len(communes) == 1
        areas = sorted(actor.area_ids if alone else with_parts_and_predecessors([commune.pk]))
    place = Place(commune.pk if commune else None, areas, frozenset(unit.pk for unit in communes))
    return month_work(chosen, place, code=commune.code if commune else "", asks=actor.user_id)


@allow(*MONTH)
def month(request: HttpRequest, text: str) -> HttpResponse:
    """The steps of a month; asked by htmx, only the part that changes, and nothing when nothing did."""
    actor, chosen = request.actor, _month(text)  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    commune = chosen_commune(request, communes)
    if commune is None and not actor.wide:
        commune = communes[0] if communes else None
    work = _work(actor, chosen, commune, communes)
    state = state_of_month(work, province=commune is None, now=timezone.now())
    whole = _province(communes) if actor.wide and commune is None else None
    offers = offers_of(View(chosen, commune, whole, actor), work, state)
    mark = fingerprint(state, offers)
    if request.htmx and request.GET.get("dau") == mark:  # type: ignore[attr-defined]
        return HttpResponse(status=NOTHING_NEW)
    page = {
        "month": chosen,
        "areas_on": chosen.last,
        "state": state,
        "steps": list(zip(state.steps, offers, strict=True)),
        "mark": mark,
        "clocks": pay_clocks(chosen, work.runs, timezone.localdate()),
        "address": reverse("month_one", args=[chosen]) + (f"?xa={commune.code}" if request.GET.get("xa") else ""),
        "communes": communes,
        "commune": commune,
        "before": chosen.minus(1),
        "after": chosen.next(),
    }
    template = "staff/month/steps.html" if request.htmx else "staff/month/month.html"  # type: ignore[attr-defined]
    return render(request, template, page)


def _province(communes: Sequence[Unit]) -> Unit | None:
    """The unit above the communes."""
    return communes[0].parent if communes else None


@allow(Permission.RUN_MONTH)
@require_POST
@shows_refusals("/thang/")
def start(request: HttpRequest, text: str) -> HttpResponse:
    """Put a stage into the queue; asked twice, it is done once."""
    actor, chosen = request.actor, _month(text)  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    code = request.POST.get("xa", "")
    commune = next((unit for unit in communes if unit.code == code), None)
    if commune is None and (code or not actor.wide):
        raise Refusal("Hãy chọn xã, phường trong địa bàn của bạn.", code="bad_choice")
    label = start_stage(chosen, commune, request.POST.get("stage", ""), actor)
    messages.success(request, gettext("Đã đưa bước “%(label)s” vào hàng chờ.") % {"label": label})
    return back(request, f"/thang/{chosen}/")
