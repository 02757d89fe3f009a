"""Who may collect for somebody: papers that wait, hold, end soon or are over; writing one down for a person."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.kernel.counting import counted
from ansinh.kernel.errors import Refusal
from ansinh.payments.public import recipients
from ansinh.registry.public import Person
from ansinh.staff.filters import known, typed_day
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of

LOOKS = (Permission.RECORD_NEWS, Permission.APPROVE_NEWS)
SHOWN = 200
VIEWS = {
    "waiting": gettext_lazy("Chờ xác nhận"),
    "soon": gettext_lazy("Sắp hết hạn"),
    "dead": gettext_lazy("Người nhận thay đã chết, chưa có người mới"),
    "lapsed": gettext_lazy("Vừa hết hạn, chưa có giấy mới"),
    "holds": gettext_lazy("Đang có hiệu lực"),
    "over": gettext_lazy("Đã hết hạn"),
}
FIELDS = ("full_name", "id_number", "relation", "paper", "paper_number", "issuer", "paper_on", "since", "until")


@allow(*LOOKS)
@asks_purpose
def queue(request: HttpRequest) -> HttpResponse:
    """Papers by how they stand: what waits for somebody else first."""
    today = timezone.localdate()
    communes = communes_of(request.actor, today)  # type: ignore[attr-defined]
    commune = chosen_commune(request, communes)
    view = known(request, "xem", VIEWS) or "waiting"
    chosen = commune.pk if commune else None
    found = list(recipients.authorisations(view, today, chosen)[: SHOWN + 1])
    counts = counted([recipients.authorisations(code, today, chosen) for code in VIEWS])
    if found:
        record_read(request, "person.list", details={"shown": len(found[:SHOWN]), "list": "recipients"})
    page = {
        "rows": found[:SHOWN],
        "more": len(found) > SHOWN,
        "view": view,
        "views": [(code, VIEWS[code], n) for code, n in zip(VIEWS, counts, strict=True)],
        "communes": communes,
        "commune": commune,
        "may_confirm": view == "waiting" and request.actor.may(Permission.APPROVE_NEWS),  # type: ignore[attr-defined]
        "today": today,
    }
    return render(request, "staff/payroll/recipients.html", page)


def _page(request: HttpRequest, person: Person, typed: dict[str, Any], status: int = 200) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    page = {
        "person": person,
        "rows": recipients.authorisations_of(person.pk),
        "typed": {"since": today.isoformat(), "paper_on": today.isoformat()} | typed,
        "relations": recipients.Relation.choices,
        "may_record": actor.may(Permission.RECORD_NEWS) and person.died_on is None,
        "may_confirm": actor.may(Permission.APPROVE_NEWS),
        "today": today,
    }
    return render(request, "staff/payroll/recipients_of.html", page, status=status)


@sensitive_post_parameters("id_number")
@allow(*LOOKS)
@asks_purpose
def of_person(request: HttpRequest, pk: int) -> HttpResponse:
    """A person's papers, and the form for another. What was refused stays in the form."""
    person = get_object_or_404(Person.objects.select_related("area"), pk=pk)
    record_read(request, "person.read", object_id=pk, area_id=person.area_id, details={"part": "recipients"})
    if request.method != "POST":
        return _page(request, person, {})
    typed = {name: request.POST.get(name, "") for name in FIELDS}
    days = {name: typed_day(typed[name]) for name in ("paper_on", "since", "until")}
    try:
        if None in days.values():
            raise Refusal("Hãy ghi ngày ký, ngày bắt đầu và ngày hết hạn.", code="bad_day")
        made = recipients.authorise_recipient(
            actor=request.actor,
            person_id=pk,
            on=timezone.localdate(),
            **(typed | days),  # type: ignore[attr-defined]
        )
    except Refusal as refusal:
        messages.error(request, refusal.said)
        return _page(request, person, typed, status=422)
    messages.success(request, gettext("Đã ghi %(name)s; chờ người khác xác nhận.") % {"name": made.full_name})
    return redirect("recipients_of", pk)


@allow(*LOOKS)
@require_POST
@shows_refusals("/nguoi-nhan-thay/")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm what somebody else wrote down, or end it."""
    actor = request.actor  # type: ignore[attr-defined]
    match request.POST.get("act", ""):
        case "confirm":
            found = recipients.confirm_recipient(actor=actor, authorised_id=pk)
            messages.success(request, gettext("Đã xác nhận %(name)s được nhận thay.") % {"name": found.full_name})
        case "end":
            day = typed_day(request.POST.get("last_day", ""))
            if day is None:
                raise Refusal("Hãy ghi ngày cuối cùng được nhận thay.", code="bad_day")
            recipients.end_recipient(actor=actor, authorised_id=pk, last_day=day)
            messages.success(request, gettext("Đã ghi ngày kết thúc."))
        case _other:
            raise Refusal("Không có việc này.", code="unknown_act")
    return back(request, "/nguoi-nhan-thay/")
