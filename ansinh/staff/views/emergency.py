"""Reading one person's record outside one's areas in an emergency: asked, granted by a second person, read, ended."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access import public as access
from ansinh.access.public import Permission, allow
from ansinh.flows.emergency import ask_by_number
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import Person
from ansinh.registry.public import history as registry
from ansinh.staff.filters import typed_number
from ansinh.staff.guarded import opened_fields, read_guarded
from ansinh.staff.refusals import back, refusals_stay, shows_refusals

LATEST = 60
HOURS = (1, 4, 8, 24)


@allow(Permission.READ_PERSON, Permission.LEND_RECORDS)
def emergencies(request: HttpRequest) -> HttpResponse:
    """What I asked, and what was asked about people of my areas, the latest first."""
    return _page(request, typed={}, wrong={})


def _page(request: HttpRequest, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    people = ("area", "asked_by", "decided_by")
    found = access.EmergencyAccess.objects.select_related(*people).order_by("-id")[:LATEST]
    page = {
        "found": list(found),
        "now": timezone.now(),
        "me": actor.user_id,
        "may_ask": actor.may(Permission.READ_PERSON) and not actor.wide,
        "may_read": actor.may(Permission.READ_PERSON),
        "may_lend": actor.may(Permission.LEND_RECORDS),
        "in_areas": actor.area_ids,
        "hours": HOURS,
        "typed": typed,
        "wrong": wrong,
    }
    return render(request, "staff/emergency/list.html", page)


@allow(Permission.READ_PERSON)
@require_POST
@refusals_stay(_page)
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for a person by number."""
    ask_by_number(
        actor=request.actor,  # type: ignore[attr-defined]
        number=request.POST.get("number", ""),
        reason=request.POST.get("reason", ""),
        hours=typed_number(request.POST.get("hours", ""), longest=3) or 0,
    )
    messages.success(request, gettext("Đã gửi đề nghị. Người duyệt là Chủ tịch xã quản lý hồ sơ hoặc lãnh đạo tỉnh."))
    return back(request, "/xem-khan-cap/")


@allow(Permission.LEND_RECORDS)
@require_POST
@shows_refusals("/xem-khan-cap/")
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Grant or refuse."""
    act = request.POST.get("act", "")
    if act not in ("grant", "refuse"):
        raise Refusal("Không có việc này.", code="unknown_act")
    access.decide_emergency(
        actor=request.actor,  # type: ignore[attr-defined]
        emergency_id=pk,
        granted=act == "grant",
        at=timezone.now(),
    )
    messages.success(request, gettext("Đã cho xem.") if act == "grant" else gettext("Đã từ chối."))
    return back(request, "/xem-khan-cap/")


@allow(Permission.READ_PERSON)
def record(request: HttpRequest, person_id: int) -> HttpResponse:
    """The facts of a lent person, while it lasts; read with rights that reach nobody else."""
    actor, now = request.actor, timezone.now()  # type: ignore[attr-defined]
    opened = opened_fields(request)
    try:
        under = access.note_emergency_read(actor=actor, person_id=person_id, at=now, shown=sorted(opened))
    except Refusal as refusal:
        messages.error(request, refusal.said)
        return redirect("emergencies")
    with access.reading_lent(actor):
        person = get_object_or_404(Person.objects.select_related("area"), pk=person_id)
        facts = registry.as_of(registry.history(person_id), timezone.localdate(), now)
    page = {"person": person, "under": under, "facts": read_guarded(facts, opened)}
    return render(request, "staff/emergency/record.html", page)
