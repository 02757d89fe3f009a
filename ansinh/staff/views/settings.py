"""Settings of an area: who pays, from which account, through which post office."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.payments.public import sampling
from ansinh.staff.filters import typed_day
from ansinh.staff.scope_choice import charged_areas

FIELDS = ("name", "account", "bank_name", "bank_bic", "post_office")


def _page(request: HttpRequest, typed: Mapping[str, str] | None = None) -> HttpResponse:
    """The offices and the form: with what was typed, or with what holds today in the first area."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    offices, areas = payments.paying_offices(), charged_areas(actor, today)
    holding = {office.area_id: office for office in offices if today in office.valid}
    now = holding.get(areas[0].pk) if areas else None
    form = {"since": today.isoformat(), "post_office": payments.POST_OFFICE}
    form |= {name: getattr(now, name) for name in FIELDS} if now else {}
    page = {
        "offices": [(office, today in office.valid, office.valid.lower > today) for office in offices],
        "areas": areas,
        "form": form if typed is None else typed,
        "rule": sampling.rule_on(today),
        "rules": sampling.rules(),
        "rule_kinds": sampling.RuleKind.choices,
        "today": today,
        "without": [unit for unit in areas if unit.kind == Unit.Kind.PROVINCE and unit.pk not in holding],
    }
    return render(request, "staff/settings.html", page, status=200 if typed is None else 422)


@allow(Permission.MANAGE_SETTINGS)
def settings(request: HttpRequest) -> HttpResponse:
    """The paying offices, and a form that sets another from a day on."""
    return _page(request)


@allow(Permission.MANAGE_SETTINGS)
@require_POST
def paying_office(request: HttpRequest) -> HttpResponse:
    """Set the paying office of an area from a day on. What was refused stays in the form."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    areas = {str(unit.pk): unit for unit in charged_areas(actor, today)}
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    area, since = areas.get(request.POST.get("area", "")), typed_day(request.POST.get("since", ""))
    try:
        if area is None or since is None:
            raise Refusal("Hãy chọn địa bàn và ngày bắt đầu.", code="bad_choice")
        office = payments.set_paying_office(actor=actor, area=area, since=since, **typed)
    except Refusal as refusal:
        messages.error(request, refusal.said)
        return _page(request, typed | {name: request.POST.get(name, "") for name in ("area", "since")})
    messages.success(
        request,
        gettext("Đã khai báo đơn vị chi trả của %(name)s từ ngày %(since)s.")
        % {"name": area.name, "since": f"{office.valid.lower:%d/%m/%Y}"},
    )
    return redirect("settings")
