"""Closing the books of months and years, and opening them again."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.funds import public as funds
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.scope_choice import places_of
from ansinh.staff.views.budget import chosen_place, year_of


@allow(Permission.VIEW_FIGURES)
def closings(request: HttpRequest) -> HttpResponse:
    """The months of a year in the actor's first area, each closed or not, and everything closed or reopened."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    year, today = year_of(request), timezone.localdate()
    places, found = places_of(actor, today), funds.closings_of(year)
    asked = request.GET.get("noi", "")
    chosen = next((unit for unit in places if unit.code == asked), None) if asked else (places[0] if places else None)
    if asked and chosen is None:
        raise Http404("Không có địa bàn này trong phạm vi của bạn.")
    shut = {
        (one.period.lower, one.period.upper): one
        for one in found
        if chosen is not None and one.area_id == chosen.pk and one.reopened_by_id is None
    }
    periods = [(Month(year, number).first, Month(year, number).next().first, 1) for number in range(1, 13)]
    periods.append((date(year, 1, 1), date(year + 1, 1, 1), 12))
    page = {
        "year": year,
        "places": places,
        "chosen": chosen,
        "periods": [(first, months, shut.get((first, end)), end <= today) for first, end, months in periods],
        "history": [(one, _may_reopen(actor, one)) for one in found],
        "may_close": chosen is not None and funds.may(actor, Permission.CLOSE_PERIOD, chosen.pk),
    }
    return render(request, "staff/money/closings.html", page)


def _may_reopen(actor: Actor, one: funds.Closing) -> bool:
    return (
        one.reopened_by_id is None
        and one.closed_by_id != actor.user_id
        and funds.may(actor, Permission.APPROVE_BUDGET, one.area_id)
    )


@allow(Permission.CLOSE_PERIOD)
@require_POST
@shows_refusals("/khoa-so/")
def close(request: HttpRequest) -> HttpResponse:
    """Close a month or a year that is over."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    area = chosen_place(request, places_of(actor, today))
    try:
        first = date.fromisoformat(request.POST.get("first", ""))
        months = int(request.POST.get("months", ""))
    except ValueError:
        raise Refusal("Hãy chọn kỳ.", code="bad_choice") from None
    made = funds.close_period(actor=actor, area_id=area.pk, first=first, months=months, on=today)
    messages.success(
        request, gettext("Đã khóa sổ %(made)s, %(name)s.") % {"made": made.label.lower(), "name": area.name}
    )
    return back(request, "/khoa-so/")


@allow(Permission.APPROVE_BUDGET)
@require_POST
@shows_refusals("/khoa-so/")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Open a closed period again, with the reason."""
    if not funds.Closing.objects.filter(pk=pk).exists():
        raise Http404("Không có kỳ này trong địa bàn của bạn.")
    made = funds.reopen_period(actor=request.actor, closing_id=pk, because=request.POST.get("because", "")[:300])  # type: ignore[attr-defined]
    messages.success(request, gettext("Đã mở lại %(made)s.") % {"made": made.label.lower()})
    return back(request, "/khoa-so/")
