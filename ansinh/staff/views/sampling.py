"""Verification after payment: the samples of a month, one with its strata and lines, who asks whom."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, User, allow, colleagues_of
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments.public import sampling
from ansinh.staff.filters import edge_of, known, month_of, typed_number
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, chosen_ids, shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of

FIGURES = (Permission.VIEW_FIGURES,)
NAMES = (Permission.VERIFY_PAID, Permission.READ_PERSON, Permission.APPROVE_PAYROLL)
STATES = dict(sampling.SampledState.choices)
FOLLOW_UP_STATES = dict(sampling.FollowUpState.choices)
SHOWN = 200


def _month(request: HttpRequest, months: Sequence[date], today: date) -> date:
    """The month asked for; else the latest sampled one, else the one before this."""
    return month_of(request) or (months[0] if months else Month.of(today).minus(1).first)


@allow(*FIGURES)
def samples(request: HttpRequest) -> HttpResponse:
    """The samples of a month: how far each is, and what they found; nobody is named."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today, months = timezone.localdate(), sampling.months_with_samples()
    month = _month(request, months, today)
    may_draw = actor.may(Permission.VERIFY_PAID)
    rows = sampling.samples(month)
    left, unsettled = sampling.undrawn(Month.of(month), None if actor.wide else actor.area_ids)
    page = {
        "month": month,
        "months": months,
        "rows": rows,
        "drawn": sum(row.drawn for row in rows),
        "answered": sum(row.answered for row in rows),
        "silent": sum(row.silent for row in rows),
        "discrepant": sum(row.discrepant for row in rows),
        "late": sampling.follow_ups_late(today).count(),
        "may_draw": may_draw,
        "may_read": any(actor.may(p) for p in NAMES),
        "left": left,
        "unsettled": unsettled,
        "rule": sampling.rule_on(today),
        "today": today,
    }
    return render(request, "staff/sampling/samples.html", page)


@allow(Permission.VERIFY_PAID)
@require_POST
@shows_refusals("/kiem-tra-sau-chi/")
def draw(request: HttpRequest) -> HttpResponse:
    """Draw from every settled run of a month that has no sample of this office yet."""
    try:
        month = Month.parse(request.POST.get("month", ""))
    except ValueError:
        raise Refusal("Hãy chọn tháng.", code="bad_choice") from None
    made = sampling.draw_month(actor=request.actor, month=month, on=timezone.localdate())  # type: ignore[attr-defined]
    if not made:
        raise Refusal("Không còn kỳ nào đã đối chiếu xong mà chưa rút mẫu.", code="nothing_to_draw")
    words = {"samples": len(made), "lines": sum(one.lines for one in made)}
    messages.success(request, gettext("Đã rút %(samples)s mẫu, %(lines)s khoản phải kiểm tra.") % words)
    return back(request, f"/kiem-tra-sau-chi/?thang={month}")


def _found(pk: int) -> sampling.Sample:
    found = sampling.sample_of(pk)
    if found is None:
        raise Http404("Không có mẫu này trong địa bàn của bạn.")
    return found


@allow(*NAMES)
@asks_purpose
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """One sample: how it was drawn, its strata, its lines and who asks."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found, today = _found(pk), timezone.localdate()
    communes = communes_of(actor, today)
    commune = chosen_commune(request, communes)
    state = known(request, "trang-thai", STATES)
    lines = sampling.lines_of(
        sample_id=pk, commune_id=commune.pk if commune else None, state=state, after=edge_of(request, "sau")
    )
    shown = lines[: sampling.PAGE]
    if shown:
        record_read(request, "person.list", area_id=found.area_id, details={"shown": len(shown), "sample": pk})
    page = {
        "sample": found,
        "rule": sampling.rule_of(found),
        "strata": sampling.strata_of(pk),
        "lines": shown,
        "after": shown[-1].pk if len(lines) > len(shown) else None,
        "states": STATES,
        "state": state,
        "communes": communes,
        "commune": commune,
        "colleagues": _colleagues(actor, today) if actor.may(Permission.VERIFY_PAID) else [],
        "today": today,
    }
    return render(request, "staff/sampling/sample.html", page)


def _colleagues(actor: Actor, today: date) -> list[User]:
    return colleagues_of(actor, Permission.VERIFY_PAID, today)


@allow(Permission.VERIFY_PAID)
@require_POST
@shows_refusals("/kiem-tra-sau-chi/")
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the ticked lines to somebody."""
    _found(pk)
    ids, to = chosen_ids(request), typed_number(request.POST.get("to", ""))
    if not ids or to is None:
        raise Refusal("Hãy chọn khoản và người kiểm tra.", code="nothing_chosen")
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    n = sampling.assign_sampled(actor=actor, sampled_ids=ids, to_id=to, on=today)
    messages.success(request, gettext("Đã giao %(n)s khoản.") % {"n": n})
    return back(request, f"/kiem-tra-sau-chi/mau/{pk}/")


@allow(*NAMES)
@asks_purpose
def follow_ups(request: HttpRequest) -> HttpResponse:
    """What discrepancies lead to, the ones that are due first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    communes = communes_of(actor, today)
    commune = chosen_commune(request, communes)
    state = known(request, "trang-thai", FOLLOW_UP_STATES)
    found = list(sampling.follow_ups(state=state, commune_id=commune.pk if commune else None)[: SHOWN + 1])
    rows = found[:SHOWN]
    if rows:
        record_read(request, "person.list", details={"shown": len(rows), "list": "follow_ups"})
    page = {
        "rows": rows,
        "more": len(found) > SHOWN,
        "states": FOLLOW_UP_STATES,
        "state": state,
        "communes": communes,
        "commune": commune,
        "today": today,
    }
    return render(request, "staff/sampling/follow_ups.html", page)


@allow(Permission.VERIFY_PAID)
@asks_purpose
def mine(request: HttpRequest) -> HttpResponse:
    """Lines that wait for this person, then those that nobody has taken."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    rows = list(sampling.to_ask(actor.user_id)[:SHOWN])
    if rows:
        record_read(request, "person.list", details={"shown": len(rows), "list": "sampled"})
    page = {"rows": rows, "me": actor.user_id, "today": timezone.localdate()}
    return render(request, "staff/sampling/mine.html", page)
