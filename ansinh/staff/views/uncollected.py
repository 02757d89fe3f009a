"""Who fetched nothing for three months and more: the queue, one case with its lists, visits at home, what follows."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.areas import public as areas
from ansinh.kernel.errors import Refusal
from ansinh.payments.public import uncollected
from ansinh.registry.public import queries
from ansinh.staff.filters import known, typed_day
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import refusals_stay
from ansinh.staff.scope_choice import chosen_commune, communes_of

LOOKS = (Permission.READ_PERSON,)
SHOWN = 200
STATES = dict(uncollected.UncollectedState.choices)


@allow(*LOOKS)
@asks_purpose
def queue(request: HttpRequest) -> HttpResponse:
    """Those who wait, the visits that are due first."""
    today = timezone.localdate()
    communes = communes_of(request.actor, today)  # type: ignore[attr-defined]
    commune = chosen_commune(request, communes)
    state = known(request, "trang-thai", STATES)
    found = list(uncollected.stretches(state=state, commune_id=commune.pk if commune else None)[: SHOWN + 1])
    rows = found[:SHOWN]
    if rows:
        record_read(request, "person.list", details={"shown": len(rows), "list": "uncollected"})
    page = {
        "rows": [(one, uncollected.months_of(one)) for one in rows],
        "more": len(found) > SHOWN,
        "figures": uncollected.waiting_figures(today),
        "by_commune": uncollected.by_commune() if len(communes) > 1 else [],
        "communes": communes,
        "commune": commune,
        "state": state,
        "states": STATES,
        "today": today,
    }
    return render(request, "staff/payroll/uncollected.html", page)


def _found(request: HttpRequest, pk: int) -> uncollected.Uncollected:
    found = uncollected.stretch_of(pk)
    if found is None:
        raise Http404("Không có trường hợp này trong địa bàn của bạn.")
    details = {"part": "uncollected"}
    record_read(request, "person.read", object_id=found.person_id, area_id=found.area_id, details=details)
    return found


@allow(*LOOKS)
@asks_purpose
def stretch(request: HttpRequest, pk: int) -> HttpResponse:
    """What came back month by month and why, the proposal with its article, the visits and what followed."""
    return _page(request, pk, typed={}, wrong={})


def _page(request: HttpRequest, pk: int, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    found, today = _found(request, pk), timezone.localdate()
    actor = request.actor  # type: ignore[attr-defined]
    answered = uncollected.answered_by(found)
    waiting = found.state in uncollected.WAITING and not answered
    held = [one for one in uncollected.held_months(person_ids=[found.person_id]) if one.programme == found.programme]
    page = {
        "one": found,
        "answered": answered,
        "held": held,
        "held_vnd": sum(one.amount_vnd for one in held),
        "months": uncollected.months_of(found),
        "lines": uncollected.lines_of(found),
        "visits": [(visit, uncollected.news_kind_of(visit)) for visit in uncollected.visits_of(found)],
        "may_visit": waiting and actor.may(Permission.RECORD_NEWS),
        "may_propose": waiting and found.article and found.case is None and actor.may(Permission.PREPARE_PROPOSALS),
        "results": uncollected.Found.choices,
        "moves": uncollected.Moved.choices,
        "villages": queries.villages(found.area_id),
        "communes": [unit for unit in areas.communes(today) if unit.pk != found.area_id],
        "today": today,
        "typed": {"visited_on": today.isoformat()} | dict(typed),
        "wrong": wrong,
    }
    return render(request, "staff/payroll/uncollected_one.html", page)


@allow(Permission.RECORD_NEWS)
@require_POST
@refusals_stay(_page)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down a visit, propose the suspension, or close."""
    found = _found(request, pk)
    actor, today, post = request.actor, timezone.localdate(), request.POST  # type: ignore[attr-defined]
    match post.get("act", ""):
        case "visit":
            day = typed_day(post.get("visited_on", ""))
            if day is None:
                raise Refusal("Hãy ghi ngày đến nhà.", code="bad_day", field="visited_on")
            made = uncollected.record_visit(
                actor=actor, uncollected_id=pk, visited_on=day, found=post.get("found", ""), on=today,
                remark=post.get("remark", ""), told={name: post.get(name, "") for name in post},
            )  # fmt: skip
            messages.success(request, gettext("Đã ghi kết quả xác minh."))
            if kind := uncollected.news_kind_of(made):
                return redirect(f"{reverse('news_write', args=[found.person_id, kind])}?tham={made.pk}")
        case "suspend":
            case = uncollected.propose_suspension(actor=actor, uncollected_id=pk, on=today)
            messages.success(request, gettext("Đã lập hồ sơ tạm dừng số %(symbol)s.") % {"symbol": case.symbol})
            return redirect("case", case.pk)
        case "close":
            uncollected.close_uncollected(actor=actor, uncollected_id=pk, because=post.get("because", ""), on=today)
            messages.success(request, gettext("Đã kết thúc; các tháng sau được đếm lại từ đầu."))
        case _other:
            raise Refusal("Không có việc này.", code="unknown_act")
    return redirect("uncollected_one", pk)
