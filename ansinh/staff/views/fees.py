"""What handing money over costs: by provider and month, and the contracts that it is worked out from."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments.public import fees
from ansinh.staff.filters import typed_day, typed_number
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.scope_choice import charged_areas
from ansinh.staff.words import TABLES

MONTHS = 12
TEXTS = (
    "place", "channel", "provider", "number", "signed_on", "since", "until", "bearer", "rounding", "due", "percent",
)  # fmt: skip
AMOUNTS = ("per_line_vnd", "minimum_vnd", "maximum_vnd")


def _page(request: HttpRequest, typed: Mapping[str, str], status: int = 200) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    rows = fees.fees_by_month(Month.of(today).minus(MONTHS).first, Month.of(today).first)
    page = {
        "rows": rows,
        "total": sum(row.fee_vnd for row in rows),
        "by_budget": sum(row.fee_vnd for row in rows if row.bearer == "budget"),
        "contracts": [(one, percent_of(one.per_million_vnd)) for one in fees.contracts()],
        "bearers": fees.Bearer.choices,
        "dues": fees.Due.choices,
        "roundings": fees.Rounding.choices,
        "channels": TABLES["channel"],
        "places": charged_areas(actor, today),
        "typed": typed,
        "may_pay": actor.may(Permission.VIEW_FIGURES),
        "may_set": actor.may(Permission.MANAGE_SETTINGS),
        "today": today,
    }
    return render(request, "staff/payroll/fees.html", page, status=status)


def percent_of(per_million: int) -> str:
    """5.500 đồng a million as people write it: 0,55."""
    text = f"{Decimal(per_million) / 10_000:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


@allow(Permission.VIEW_FIGURES, Permission.MANAGE_SETTINGS)
def report(request: HttpRequest) -> HttpResponse:
    """Fees by provider and month, the contracts, and a form for another."""
    return _page(request, {})


@allow(Permission.MANAGE_SETTINGS)
@require_POST
@shows_refusals("/phi-chi-tra/")
def act(request: HttpRequest) -> HttpResponse:
    """Enter a contract or end one early. What was refused stays in the form."""
    actor, post = request.actor, request.POST  # type: ignore[attr-defined]
    if ended := typed_number(post.get("end", "")):
        day = typed_day(post.get(f"last-{ended}", ""))
        if day is None:
            raise Refusal("Hãy ghi ngày cuối của hợp đồng.", code="bad_day")
        fees.end_fee_contract(actor=actor, contract_id=ended, last_day=day)
        messages.success(request, gettext("Đã ghi ngày kết thúc hợp đồng."))
        return redirect("fees")
    typed = {name: post.get(name, "").strip() for name in (*TEXTS, *AMOUNTS)}
    try:
        made = _entered(request, typed)
    except Refusal as refusal:
        messages.error(request, refusal.said)
        return _page(request, typed, status=422)
    messages.success(request, gettext("Đã ghi hợp đồng số %(number)s.") % {"number": made.number})
    return redirect("fees")


def _entered(request: HttpRequest, typed: Mapping[str, str]) -> fees.FeeContract:
    actor = request.actor  # type: ignore[attr-defined]
    places = {unit.code: unit for unit in charged_areas(actor, timezone.localdate())}
    signed, since, until = (typed_day(typed[name]) for name in ("signed_on", "since", "until"))
    if typed["place"] not in places or signed is None or since is None or until is None:
        raise Refusal("Hãy chọn địa bàn, ngày ký, ngày bắt đầu và ngày hết hạn.", code="bad_choice")
    amounts = {name: typed[name].replace(".", "").replace(" ", "") for name in AMOUNTS}
    if any(text and typed_number(text, longest=11) is None for text in amounts.values()):
        raise Refusal("Mức phí chỉ ghi số đồng nguyên.", code="bad_amount")
    return fees.set_fee_contract(
        actor=actor, area=places[typed["place"]], channel=typed["channel"], provider=typed["provider"],
        number=typed["number"], signed_on=signed, since=since, until=until, bearer=typed["bearer"],
        per_line_vnd=int(amounts["per_line_vnd"] or 0), per_million_vnd=_per_million(typed["percent"]),
        rounding=typed["rounding"], due=typed["due"] or fees.Due.RELEASED, minimum_vnd=int(amounts["minimum_vnd"] or 0),
        maximum_vnd=int(amounts["maximum_vnd"]) if amounts["maximum_vnd"] else None,
    )  # fmt: skip


def _per_million(text: str) -> int:
    """A rate in percent, with a comma or a point, as đồng a million. Raises Refusal below one đồng a million."""
    try:
        rate = Decimal(text.replace(",", ".").replace("%", "").strip() or 0) * 10_000
    except InvalidOperation:
        rate = Decimal("NaN")
    if not rate.is_finite() or rate != rate.to_integral_value() or not 0 <= rate <= fees.WHOLE:
        raise Refusal(
            "Tỷ lệ phí “%(value)s” không đúng: ghi từ 0 đến 100 với tối đa bốn chữ số lẻ, ví dụ 0,55.",
            code="bad_amount", value=text[:20],
        )  # fmt: skip
    return int(rate)
