"""Settings: who pays in an area, from which account, through which post office; how samples of paid lines are sized."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

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
from ansinh.staff.filters import typed_day, typed_number
from ansinh.staff.refusals import refusals_stay
from ansinh.staff.scope_choice import charged_areas
from ansinh.staff.templatetags.staff_words import permille

FIELDS = ("name", "account", "bank_name", "bank_bic", "post_office")
PERCENT = ("share", "width", "expected")
COUNTS = ("least_commune", "least_channel", "days", "settle_days")


def _page(
    request: HttpRequest, *, office: Mapping[str, str] | None = None, rule: Mapping[str, str] | None = None
) -> HttpResponse:
    """The offices, the rule and their forms: with what was typed, or with what holds today (in the first area)."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    offices, areas = payments.paying_offices(), charged_areas(actor, today)
    holding = {office.area_id: office for office in offices if today in office.valid}
    now = holding.get(areas[0].pk) if areas else None
    form = {"since": today.isoformat(), "post_office": payments.POST_OFFICE}
    form |= {name: getattr(now, name) for name in FIELDS} if now else {}
    held = sampling.rule_on(today)
    page = {
        "offices": [(office, today in office.valid, office.valid.lower > today) for office in offices],
        "areas": areas,
        "form": form if office is None else office,
        "rule": held,
        "rule_form": _rule_form(held, today) if rule is None else rule,
        "rules": sampling.rules(),
        "rule_kinds": sampling.RuleKind.choices,
        "today": today,
        "without": [unit for unit in areas if unit.kind == Unit.Kind.PROVINCE and unit.pk not in holding],
    }
    return render(request, "staff/settings.html", page)


@allow(Permission.MANAGE_SETTINGS)
def settings(request: HttpRequest) -> HttpResponse:
    """The paying offices, and a form that sets another from a day on."""
    return _page(request)


def _office_page(request: HttpRequest, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    return _page(request, office=typed)


def _rule_page(request: HttpRequest, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    return _page(request, rule=typed)


@allow(Permission.MANAGE_SETTINGS)
@require_POST
@refusals_stay(_office_page)
def paying_office(request: HttpRequest) -> HttpResponse:
    """Set the paying office of an area from a day on."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    areas = {str(unit.pk): unit for unit in charged_areas(actor, today)}
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    area, since = areas.get(request.POST.get("area", "")), typed_day(request.POST.get("since", ""))
    if area is None or since is None:
        raise Refusal("Hãy chọn địa bàn và ngày bắt đầu.", code="bad_choice")
    office = payments.set_paying_office(actor=actor, area=area, since=since, **typed)
    messages.success(
        request,
        gettext("Đã khai báo đơn vị chi trả của %(name)s từ ngày %(since)s.")
        % {"name": area.name, "since": f"{office.valid.lower:%d/%m/%Y}"},
    )
    return redirect("settings")


@allow(Permission.MANAGE_SETTINGS)
@require_POST
@refusals_stay(_rule_page)
def sample_rule(request: HttpRequest) -> HttpResponse:
    """Set the rule from a day on. Per cent are typed with a comma or a point, and kept as thousandths."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    area = Unit.objects.filter(kind=Unit.Kind.PROVINCE, valid__contains=today).first()
    since = typed_day(request.POST.get("since", ""))
    if area is None or since is None:
        raise Refusal("Hãy chọn ngày bắt đầu.", code="bad_choice")
    rule = sampling.Size(
        kind=request.POST.get("kind", ""),
        **{f"{name}_permille": _permille(request.POST.get(name, "")) for name in PERCENT},
        **{name: _count(request.POST.get(name, "")) for name in COUNTS},
    )
    because = request.POST.get("because", "")
    sampling.set_sample_rule(actor=actor, area=area, since=since, rule=rule, because=because, on=today)
    messages.success(request, gettext("Đã đặt quy tắc rút mẫu từ ngày %(since)s.") % {"since": f"{since:%d/%m/%Y}"})
    return redirect("settings")


def _rule_form(rule: sampling.Size, today: date) -> dict[str, str]:
    """A rule as it is typed, from today on."""
    percents = {name: permille(getattr(rule, f"{name}_permille")).removesuffix("%") for name in PERCENT}
    return (
        {"since": today.isoformat(), "kind": rule.kind} | percents | {name: str(getattr(rule, name)) for name in COUNTS}
    )


def _permille(text: str) -> int:
    whole, _, part = text.strip().replace(".", ",").partition(",")
    percent, tenths = typed_number(whole, longest=3), typed_number(part or "0", longest=1)
    if percent is None or tenths is None:
        raise Refusal("Tỷ lệ ghi theo phần trăm, nhiều nhất một số lẻ: 3 hoặc 2,5.", code="bad_rule")
    return 10 * percent + tenths


def _count(text: str) -> int:
    count = typed_number(text, longest=4)
    if count is None:
        raise Refusal("Hãy ghi số khoản, số ngày bằng chữ số.", code="bad_rule")
    return count
