"""One line that is checked after payment: whom to call, what was said, what a discrepancy leads to."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.kernel.errors import Refusal
from ansinh.payments.public import sampling
from ansinh.registry.public import Phone, under_any_name
from ansinh.staff.filters import typed_day, typed_number
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import refusals_stay
from ansinh.staff.views.sampling import NAMES

ACTS = (Permission.VERIFY_PAID, Permission.APPROVE_PAYROLL)


def _found(request: HttpRequest, pk: int) -> sampling.SampledLine:
    found = sampling.sampled_of(pk)
    if found is None:
        raise Http404("Không có khoản này trong mẫu của địa bàn bạn.")
    line = found.line
    details = {"part": "sampled", "line": line.pk}
    record_read(request, "person.read", object_id=line.person_id, area_id=line.commune_id, details=details)
    return found


def _phones(person_id: int) -> list[str]:
    today = timezone.localdate()
    found = Phone.objects.filter(person_id__in=under_any_name(person_id), retracted_at=None, valid__contains=today)
    return list(dict.fromkeys(phone.number for phone in found.order_by("-pk")))


@allow(*NAMES)
@asks_purpose
def sampled_line(request: HttpRequest, pk: int) -> HttpResponse:
    """The payment, how to reach the person, every attempt, and what followed."""
    return _page(request, pk, typed={}, wrong={})


def _page(request: HttpRequest, pk: int, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    found, actor = _found(request, pk), request.actor  # type: ignore[attr-defined]
    contacts = sampling.contacts_of(pk)
    follow_ups = sampling.follow_ups_of(pk)
    waiting = next((one for one in follow_ups if one.closed_on is None), None)
    may_verify = actor.may(Permission.VERIFY_PAID)
    page = {
        "one": found,
        "line": found.line,
        "phones": _phones(found.line.person_id),
        "contacts": contacts,
        "answer": sampling.standing_answer(contacts),
        "follow_ups": follow_ups,
        "waiting": waiting,
        "routes": _routes(actor, waiting),
        "may_verify": may_verify,
        "own_payment": may_verify and sampling.paid_by(found.line_id, actor.user_id),
        "hows": sampling.How.choices,
        "tolds": sampling.Told.choices,
        "collected": sampling.Collected.choices,
        "satisfactions": sampling.Satisfaction.choices,
        "today": timezone.localdate(),
        "typed": {"on": timezone.localdate().isoformat()} | dict(typed),
        "wrong": wrong,
    }
    return render(request, "staff/sampling/line.html", page)


def _routes(actor: Actor, waiting: sampling.FollowUp | None) -> list[tuple[sampling.Route, bool]]:
    """The ways of a discrepancy that nobody has chosen yet, each with whether this person may go it."""
    if waiting is None or waiting.state != sampling.FollowUpState.OPEN:
        return []
    holders = {
        sampling.Route.CORRECTION: actor.may(Permission.APPROVE_PAYROLL),
        sampling.Route.MATCHING: actor.may(Permission.VERIFY_PAID),
        sampling.Route.GRIEVANCE: "commune_officer" in actor.roles,
    }
    return [(route, holders[route]) for route in sampling.routes_of(waiting)]


@allow(*ACTS)
@require_POST
@refusals_stay(_page)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down an attempt or a correction, hand a discrepancy on, or conclude it."""
    _found(request, pk)
    actor, today, post = request.actor, timezone.localdate(), request.POST  # type: ignore[attr-defined]
    match post.get("act", ""):
        case "contact":
            sampling.record_contact(
                actor=actor, sampled_id=pk, said=_said(request), on=today,
                corrects_id=typed_number(post.get("corrects", "")),
            )  # fmt: skip
            messages.success(request, gettext("Đã ghi kết quả kiểm tra."))
        case "route":
            done = sampling.route_follow_up(
                actor=actor, follow_up_id=_follow_up(request), route=post.get("route", ""),
                because=post.get("because", ""), on=today,
            )  # fmt: skip
            messages.success(request, gettext("Đã chuyển xử lý."))
            if done.case_id:
                return redirect("case", done.case_id)
        case "conclude":
            sampling.conclude_follow_up(
                actor=actor, follow_up_id=_follow_up(request), conclusion=post.get("conclusion", ""), on=today
            )
            messages.success(request, gettext("Đã ghi kết luận."))
        case _other:
            raise Refusal("Không có việc này.", code="unknown_act")
    return redirect("sampled_line", pk)


def _follow_up(request: HttpRequest) -> int:
    number = typed_number(request.POST.get("follow_up", ""))
    if number is None:
        raise Refusal("Không có việc này trong địa bàn của bạn.", code="unknown_follow_up")
    return number


def _said(request: HttpRequest) -> sampling.Said:
    post = request.POST
    day = typed_day(post.get("on", ""))
    if day is None:
        raise Refusal("Hãy ghi ngày hỏi.", code="bad_day", field="on")
    amount = "".join(sign for sign in post.get("received", "") if sign in "0123456789")[:15]
    return sampling.Said(
        how=post.get("how", ""), on=day, told=post.get("told", ""), received_vnd=typed_number(amount),
        collected=post.get("collected", ""), collector=post.get("collector", ""),
        satisfaction=typed_number(post.get("satisfaction", ""), longest=1), remark=post.get("remark", ""),
    )  # fmt: skip
