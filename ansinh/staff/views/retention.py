"""How long data is kept, and removing the contents of lists past their term: asked by one, confirmed by another."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.staff.refusals import back, chosen_ids, shows_refusals
from ansinh.staff.scope_choice import communes_of

LATEST = 40


@allow(Permission.IMPORT_LISTS, Permission.DECIDE)
def retention(request: HttpRequest) -> HttpResponse:
    """The terms, what is past them, and what was asked."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    removals = intake.Removal.objects.select_related("area", "asked_by", "confirmed_by").order_by("-id")[:LATEST]
    page = {
        "terms": intake.TERMS,
        "cutoff": intake.cutoff(today),
        "past": intake.past_term(today),
        "removals": removals,
        "me": actor.user_id,
        "may_ask": actor.may(Permission.IMPORT_LISTS),
        "may_confirm": actor.may(Permission.DECIDE),
    }
    return render(request, "staff/intake/retention.html", page)


@allow(Permission.IMPORT_LISTS, Permission.DECIDE)
@require_POST
@shows_refusals("/nap-danh-sach/luu-tru/")
def act(request: HttpRequest) -> HttpResponse:
    """Ask for a commune, or confirm what another asked."""
    actor, now = request.actor, timezone.now()  # type: ignore[attr-defined]
    chosen = chosen_ids(request)
    if len(chosen) != 1:
        raise Refusal("Hãy chọn một dòng.", code="bad_choice")
    if request.POST.get("act") == "ask":
        today = timezone.localdate()
        area = next((unit for unit in communes_of(actor, today) if unit.pk == chosen[0]), None)
        if area is None:
            raise Refusal("Không có xã này trong địa bàn của bạn.", code="bad_choice")
        asked = intake.ask_removal(actor=actor, area=area, on=today)
        messages.success(
            request,
            gettext("Đã đề nghị xóa nội dung %(file_count)s tệp; chờ người thứ hai xác nhận.")
            % {"file_count": asked.file_count},
        )
    elif request.POST.get("act") == "confirm":
        done = intake.confirm_removal(actor=actor, removal_id=chosen[0], at=now)
        messages.success(
            request,
            gettext("Đã xóa nội dung %(row_count)s dòng của %(file_count)s tệp.")
            % {"row_count": done.row_count, "file_count": done.file_count},
        )
    else:
        raise Refusal("Không có việc này.", code="unknown_act")
    return back(request, "/nap-danh-sach/luu-tru/")
