"""Settings of an area: who pays, from which account, through which post office."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.scope_choice import communes_of


def _areas(actor: Actor, on: date) -> list[Unit]:
    """The provinces of today in the actor's charge, then the communes."""
    whole = Unit.objects.filter(kind=Unit.Kind.PROVINCE, valid__contains=on)
    return [*(whole if actor.wide else whole.filter(pk__in=actor.area_ids)), *communes_of(actor, on)]


@allow(Permission.MANAGE_SETTINGS)
def settings(request: HttpRequest) -> HttpResponse:
    """The paying offices, and a form that sets another from a day on, filled with what holds today."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    offices = payments.paying_offices()
    areas = _areas(actor, today)
    holding = {office.area_id: office for office in offices if today in office.valid}
    page = {
        "offices": [(office, today in office.valid, office.valid.lower > today) for office in offices],
        "areas": areas,
        "today": today,
        "now": holding.get(areas[0].pk) if areas else None,
        "without": [unit for unit in areas if unit.kind == Unit.Kind.PROVINCE and unit.pk not in holding],
        "post_office": payments.POST_OFFICE,
    }
    return render(request, "staff/settings.html", page)


@allow(Permission.MANAGE_SETTINGS)
@require_POST
@shows_refusals("/cai-dat/")
def paying_office(request: HttpRequest) -> HttpResponse:
    """Set the paying office of an area from a day on."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    areas = {str(unit.pk): unit for unit in _areas(actor, today)}
    given = {name: request.POST.get(name, "") for name in ("name", "account", "bank_name", "bank_bic", "post_office")}
    try:
        area = areas[request.POST.get("area", "")]
        since = date.fromisoformat(request.POST.get("since", ""))
    except (ValueError, KeyError):
        raise Refusal("Hãy chọn địa bàn và ngày bắt đầu.", code="bad_choice") from None
    office = payments.set_paying_office(actor=actor, area=area, since=since, **given)
    messages.success(request, f"Đã khai báo đơn vị chi trả của {area.name} từ ngày {office.valid.lower:%d/%m/%Y}.")
    return back(request, "/cai-dat/")
