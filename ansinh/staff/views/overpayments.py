"""What was paid beyond what was owed: the list, one with its history, and what is done about it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.payments import public as payments
from ansinh.staff.filters import edge_of, known, typed_number
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, carry_out, refusals_stay
from ansinh.staff.scope_choice import chosen_commune, communes_of
from ansinh.staff.words import TABLES

SEES = (Permission.PREPARE_PAYROLL, Permission.APPROVE_PAYROLL, Permission.RECORD_RETURNS)
PAGE = 100
SUPERSEDED = payments.OverpaymentState.SUPERSEDED
"""No longer an overpayment: nobody looks for it, and its page still opens from where it was named."""
WAITS = {"propose": gettext_lazy("Chờ đề nghị xử lý"), "decide": gettext_lazy("Đề nghị chờ quyết định")}
"""Beside the states: what the desk leads to."""


@allow(*SEES)
@asks_purpose
def overpayments(request: HttpRequest) -> HttpResponse:
    """Those that wait or are being recovered (or of one state), the earliest month first."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    communes = communes_of(actor, today)
    commune = chosen_commune(request, communes)
    looked_for = {code: label for code, label in TABLES["overpayment_state"].items() if code != SUPERSEDED}
    states = {**looked_for, **WAITS}
    state = known(request, "trang-thai", states)
    asked = {"waits": state} if state in WAITS else {"state": state}
    place = edge_of(request, "trang") or 0
    area_id = commune.pk if commune else None
    found = payments.overpayments_in_sight(**asked, area_id=area_id, skip=place * PAGE, most=PAGE + 1)
    shown = found[:PAGE]
    if shown:
        record_read(request, "person.list", details={"shown": len(shown), "list": "overpayments"})
    page = {
        "rows": [(row, row.days_open(today)) for row in shown],
        "figures": payments.overpaid_by_state(area_id),
        "states": states,
        "state": state,
        "communes": communes,
        "commune": commune,
        "before": place - 1 if place else None,
        "after": place + 1 if len(found) > PAGE else None,
    }
    return render(request, "staff/overpayments/list.html", page)


@allow(*SEES)
@asks_purpose
def overpayment(request: HttpRequest, pk: int) -> HttpResponse:
    """One overpayment: why, what came back, what was decided, and what this person may do."""
    return _page(request, pk, typed={}, wrong={})


def _page(request: HttpRequest, pk: int, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = _in_sight(pk)
    record_read(request, "person.overpayment", object_id=found.person_id, area_id=found.area_id, details={"over": pk})
    own = found.area_id in actor.area_ids or actor.wide
    waiting = payments.Settlement.objects.select_related("proposed_by").filter(pk=found.proposal).first()
    open_states = (payments.OverpaymentState.OPEN, payments.OverpaymentState.RECOVERING)
    decided = payments.settlement_in_force(found)
    page = {
        "over": found,
        "days": found.days_open(timezone.localdate()),
        "history": payments.history_of(found),
        "waiting": waiting,
        "decided": decided,
        "others": [row for row in payments.overpayments_of(found.person_id, found.programme) if row.pk != pk],
        "most_share": payments.MOST_SHARE,
        "may_propose": own and waiting is None and found.state in open_states and actor.may(Permission.PREPARE_PAYROLL),
        "is_paid_on": payments.is_paid_on(found.person_id, found.programme, timezone.localdate().replace(day=1)),
        "may_decide": own and waiting is not None and actor.may(Permission.APPROVE_PAYROLL)
        and waiting.proposed_by_id != actor.user_id,
        "may_refund": own and found.state in open_states and actor.may(Permission.RECORD_RETURNS),
        "may_print": found.remaining_vnd > 0 and actor.may(Permission.PREPARE_PROPOSALS),
        "may_read": actor.may(Permission.READ_PERSON),
        "today": timezone.localdate(),
        "typed": {"on": timezone.localdate().isoformat()} | dict(typed),
        "wrong": wrong,
    }  # fmt: skip
    return render(request, "staff/overpayments/one.html", page)


def _in_sight(pk: int) -> payments.Overpaid:
    found = payments.overpayment(pk)
    if found is None or not Unit.objects.filter(pk=found.area_id).exists():
        raise Http404("Không có khoản này trong địa bàn của bạn.")
    return found


def _propose(request: HttpRequest, actor: Actor, pk: int) -> str:
    kind, share = request.POST.get("kind", ""), request.POST.get("share", "").strip()
    recovers = kind == payments.SettlementKind.RECOVER
    payments.propose_settlement(
        actor=actor, overpayment_id=pk, kind=kind, because=request.POST.get("because", ""),
        share_percent=_number(share, "share") if recovers else None,
    )  # fmt: skip
    return gettext("Đã đề nghị; chờ người khác quyết định.")


def _decide(request: HttpRequest, actor: Actor, pk: int) -> str:
    agreed = request.POST.get("answer") == "agree"
    payments.decide_settlement(
        actor=actor, settlement_id=_number(request.POST.get("settlement", ""), "settlement"), agreed=agreed,
        number=request.POST.get("number", ""), on=timezone.localdate(),
    )  # fmt: skip
    return gettext("Đã quyết định.") if agreed else gettext("Đã ghi là không đồng ý.")


def _refund(request: HttpRequest, actor: Actor, pk: int) -> str:
    amount = _number(request.POST.get("amount", "").replace(".", "").replace(" ", ""), "amount")
    try:
        on = date.fromisoformat(request.POST.get("on", ""))
    except ValueError:
        raise Refusal("Hãy ghi ngày nộp.", code="bad_day", field="on") from None
    if on > timezone.localdate():
        raise Refusal("Ngày nộp không thể ở sau hôm nay.", code="bad_day", field="on")
    left = payments.record_refund(
        actor=actor, overpayment_id=pk, amount_vnd=amount, receipt=request.POST.get("receipt", ""), on=on
    )
    return gettext("Đã ghi sổ; còn phải thu %(left)s đồng.") % {"left": format_dong(left)}


def _number(text: str, field: str) -> int:
    number = typed_number(text, longest=15)
    if number is None:
        raise Refusal("Hãy ghi một số nguyên.", code="bad_number", field=field, value=text[:20])
    return number


_ACTS = {"propose": _propose, "decide": _decide, "refund": _refund}


@allow(*SEES)
@require_POST
@refusals_stay(_page)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose, decide, or record what was paid back. Who may is checked by the operations."""
    _in_sight(pk)
    carry_out(request, _ACTS, pk)
    return back(request, f"/chi-vuot/{pk}/")
