"""Budget lines of a year: what was given, reserved, spent and is left; entering, approving and the check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.areas.public import Unit
from ansinh.funds import public as funds
from ansinh.kernel.errors import Refusal
from ansinh.oversight.budget_report import HEADINGS, NAMES, budget_workbook, by_codes, by_month
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import typed_day, typed_number
from ansinh.staff.refusals import back, refusals_stay, shows_refusals
from ansinh.staff.scope_choice import places_of

MOST_ROWS = 4
USUAL_ITEM = "7150"


def year_of(request: HttpRequest) -> int:
    """The year named by ``?nam=``, or this one."""
    text = request.GET.get("nam", "")
    year = typed_number(text, longest=4) if text else timezone.localdate().year
    if year is None or not 2000 <= year <= 2100:
        raise Http404("Năm không hợp lệ.")
    return year


@allow(Permission.VIEW_FIGURES)
def budget(request: HttpRequest) -> HttpResponse:
    """The lines and the decisions of a year; as a workbook with ``?tep=xlsx``."""
    return _page(request, typed={}, wrong={})


def _page(request: HttpRequest, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    year, today = typed_number(typed.get("year", ""), longest=4) or year_of(request), timezone.localdate()
    rows, missing = funds.line_figures(year), funds.uncovered_vnd(year, None if actor.wide else actor.area_ids)
    places = places_of(actor, today)
    if request.GET.get("tep") == "xlsx":
        place = places[0].name if places else ""
        return attachment(budget_workbook(year, place, rows, by_month(year), missing), f"du-toan-{year}.xlsx")
    decisions = [
        (one, sum(row.amount_vnd for row in one.rows.all()),
         one.state == "entered" and funds.may(actor, Permission.APPROVE_BUDGET, one.area_id)
         and one.entered_by_id != actor.user_id,
         one.state == "entered" and funds.may(actor, Permission.PREPARE_BUDGET, one.area_id))
        for one in funds.estimates_of(year)
    ]  # fmt: skip
    page = {
        "year": year,
        "rows": rows,
        "sums": funds.added_up(rows),
        "names": tuple(zip(NAMES, HEADINGS, strict=True)),
        "codes": by_codes(rows),
        "missing": missing,
        "check": funds.latest_check(year),
        "may_switch": actor.may(Permission.APPROVE_BUDGET) and actor.wide,
        "decisions": decisions,
        "may_enter": actor.may(Permission.PREPARE_BUDGET),
        "places": places,
        "sources": funds.BudgetSource.choices,
        "contents": funds.CONTENTS,
        "chapters": funds.CHAPTERS,
        "items": funds.ITEMS,
        "kinds": funds.Estimate.Kind.choices,
        "fields": [(place, _typed_row(typed, place), f"amount-{place}" in wrong) for place in range(MOST_ROWS)],
        "typed": {"decided_on": today.isoformat()} | dict(typed),
        "wrong": wrong,
        "wrong_amount": next((said for name, said in wrong.items() if name.startswith("amount-")), ""),
    }
    return render(request, "staff/money/budget.html", page)


def _typed_row(typed: Mapping[str, str], place: int) -> dict[str, str]:
    given = {name: typed.get(f"{name}-{place}", "") for name in ("source", "content", "chapter", "item", "amount")}
    return given | {"item": given["item"] or USUAL_ITEM}


def _amounts(request: HttpRequest) -> list[funds.Amount]:
    found = []
    for place in range(MOST_ROWS):
        text = request.POST.get(f"amount-{place}", "").replace(".", "").replace(" ", "").replace("−", "-")
        if not text:
            continue
        amount = typed_number(text.removeprefix("-"), longest=15)
        if amount is None:
            raise Refusal(
                "“%(text)s” không phải là số tiền (đồng, không có phần lẻ).",
                code="bad_amount",
                field=f"amount-{place}",
                text=text,
            )
        source, content = (request.POST.get(f"{name}-{place}", "") for name in ("source", "content"))
        chapter, item = (request.POST.get(f"{name}-{place}", "") for name in ("chapter", "item"))
        found.append(funds.Amount(source, content, -amount if text[0] == "-" else amount, chapter=chapter, item=item))
    return found


@allow(Permission.PREPARE_BUDGET)
@require_POST
@refusals_stay(_page)
def enter(request: HttpRequest) -> HttpResponse:
    """Enter a decision with up to four lines."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    area = chosen_place(request, places_of(actor, timezone.localdate()))
    day, year = typed_day(request.POST.get("decided_on", "")), typed_number(request.POST.get("year", ""), longest=4)
    if day is None or year is None:
        raise Refusal("Hãy ghi năm và ngày quyết định.", code="bad_choice")
    funds.enter_estimate(
        actor=actor,
        area_id=area.pk,
        year=year,
        kind=request.POST.get("kind", ""),
        number=request.POST.get("number", ""),
        decided_on=day,
        amounts=_amounts(request),
        note=request.POST.get("note", "")[:300],
    )
    messages.success(request, gettext("Đã nhập quyết định; dự toán được ghi sổ khi người khác duyệt."))
    return back(request, f"/du-toan/?nam={year}")


def chosen_place(request: HttpRequest, places: Sequence[Unit]) -> Unit:
    """The area that a form names. Raises Refusal for one that is not the actor's."""
    by_id = {str(unit.pk): unit for unit in places}
    try:
        return by_id[request.POST.get("area", "")]
    except KeyError:
        raise Refusal("Hãy chọn địa bàn.", code="bad_choice") from None


@allow(Permission.PREPARE_BUDGET, Permission.APPROVE_BUDGET)
@require_POST
@shows_refusals("/du-toan/")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or drop an entered decision."""
    actor, act = request.actor, request.POST.get("act", "")  # type: ignore[attr-defined]
    if not funds.Estimate.objects.filter(pk=pk).exists():
        raise Http404("Không có quyết định này trong địa bàn của bạn.")
    if act == "approve":
        funds.approve_estimate(actor=actor, estimate_id=pk, on=_posting_day())
        messages.success(request, gettext("Đã duyệt, dự toán đã ghi sổ."))
    elif act == "drop":
        funds.drop_estimate(actor=actor, estimate_id=pk)
        messages.success(request, gettext("Đã bỏ quyết định nhập sai."))
    else:
        raise Refusal("Không có việc này.", code="unknown_act")
    return back(request, "/du-toan/")


def _posting_day() -> date:
    return timezone.localdate()


@allow(Permission.APPROVE_BUDGET)
@require_POST
@shows_refusals("/du-toan/")
def switch(request: HttpRequest) -> HttpResponse:
    """Switch the check of a year on or off."""
    funds.set_budget_check(
        actor=request.actor,  # type: ignore[attr-defined]
        year=typed_number(request.POST.get("year", ""), longest=4) or 0,
        checked=request.POST.get("checked") == "1",
        because=request.POST.get("because", "")[:300],
    )
    messages.success(request, gettext("Đã ghi nhận."))
    return back(request, "/du-toan/")
