"""Accounts that a bank keeps under another name: asking banks, taking in their answers, deciding one by one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.areas.public import with_parts_and_predecessors
from ansinh.kernel.errors import Refusal
from ansinh.payments.public import account_names
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import known, typed_number
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of, places_of

LOOKS = (Permission.APPROVE_PAYROLL, Permission.RELEASE_PAYROLL, Permission.RECORD_RETURNS, Permission.PREPARE_PAYROLL)
SHOWN = 100
VIEWS = {
    "open": gettext_lazy("Chờ kết luận"),
    "different": gettext_lazy("Tài khoản của người khác"),
    "same": gettext_lazy("Đúng tài khoản"),
}


@allow(*LOOKS)
@asks_purpose
def queue(request: HttpRequest) -> HttpResponse:
    """Names that differ, what waits first; the file to ask banks with and the one to take in."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    communes = communes_of(actor, today)
    commune = chosen_commune(request, communes)
    view = known(request, "xem", VIEWS) or "open"
    chosen = commune.pk if commune else None
    found = list(account_names.checks(view, chosen)[: SHOWN + 1])
    if found:
        record_read(request, "person.list", details={"shown": len(found[:SHOWN]), "list": "account_names"})
    page = {
        "rows": [(one, account_names.difference_words(one)) for one in found[:SHOWN]],
        "more": len(found) > SHOWN,
        "view": view,
        "views": [(code, label, account_names.checks(code, chosen).count()) for code, label in VIEWS.items()],
        "communes": communes,
        "commune": commune,
        "places": places_of(actor, today),
        "columns": account_names.COLUMNS,
        "may_decide": any(actor.may(permission) for permission in account_names.DECIDERS),
        "may_take": actor.may(Permission.RECORD_RETURNS),
    }
    return render(request, "staff/payroll/account_names.html", page)


@allow(Permission.RECORD_RETURNS)
@asks_purpose
def to_ask(request: HttpRequest, code: str) -> HttpResponse:
    """The accounts of a place of which no bank has told the holder."""
    today = timezone.localdate()
    place = next((unit for unit in places_of(request.actor, today) if unit.code == code), None)  # type: ignore[attr-defined]
    if place is None:
        raise Http404("Không có địa bàn này.")
    content = account_names.to_ask(sorted(with_parts_and_predecessors([place.pk])), today)
    record_read(
        request, "account.to_ask", object_kind="account_check", area_id=place.pk, details={"bytes": len(content)}
    )
    return attachment(content, f"hoi-ten-chu-tai-khoan-{code}.csv")


@allow(*LOOKS)
@require_POST
@shows_refusals("/chu-tai-khoan/")
def act(request: HttpRequest) -> HttpResponse:
    """Take in an answer, or decide one account."""
    actor, today, post = request.actor, timezone.localdate(), request.POST  # type: ignore[attr-defined]
    if post.get("act") == "take":
        places = {unit.code: unit for unit in places_of(actor, today)}
        file = request.FILES.get("file")
        if file is None or post.get("place", "") not in places:
            raise Refusal("Hãy chọn địa bàn và tệp trả lời.", code="no_file")
        told = account_names.take_holders(
            actor=actor, area=places[post["place"]], content=file.read(), name=file.name or "",
            told_by=post.get("told_by", ""), on=today,
        )  # fmt: skip
        said = gettext("Đã nhận tên chủ của %(accounts)s tài khoản; %(opened)s trường hợp mới cần kết luận.")
        messages.success(request, said % {"accounts": told.accounts, "opened": told.opened})
    else:
        text = post.get("check", "")
        verdict, _sep, check = text.partition("-")
        number = typed_number(check)
        if number is None:
            raise Refusal("Không có việc này.", code="unknown_act")
        account_names.decide_account(
            actor=actor, check_id=number, verdict=verdict, because=post.get(f"because-{number}", "")
        )
        messages.success(request, gettext("Đã ghi kết luận; tài khoản này không bị hỏi lại."))
    return back(request, "/chu-tai-khoan/")
