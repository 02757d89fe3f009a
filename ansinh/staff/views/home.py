"""The desk: what waits, and for whom."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ansinh.access.public import Actor, Permission, allow
from ansinh.kernel.period import Month
from ansinh.oversight.pay_clocks import pressing_clocks
from ansinh.oversight.queries import latest_month
from ansinh.staff.desk import waiting_for
from ansinh.staff.practice import tries

PAYS = (
    Permission.PREPARE_PAYROLL, Permission.APPROVE_PAYROLL, Permission.AUTHORISE_PAYROLL, Permission.RELEASE_PAYROLL,
    Permission.RECORD_RETURNS,
)  # fmt: skip


@allow()
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person who is signed in, first; then what waits for others."""
    today = timezone.localdate()
    actor = request.actor  # type: ignore[attr-defined]
    tasks = waiting_for(actor, today)
    page = {
        "mine": [task for task in tasks if task.mine and task.count],
        "others": [task for task in tasks if not task.mine and task.count],
        "done": [task for task in tasks if not task.count],
        "today": today,
        "may_receive": "commune_officer" in actor.roles,
        "may_read": actor.may(Permission.READ_PERSON),
        "clocks": pressing_clocks(today) if any(actor.may(permission) for permission in PAYS) else [],
        "latest": latest_month() if actor.may(Permission.VIEW_FIGURES) else None,
        "this_month": Month.of(today),
        "practice_address": "" if settings.PRACTICE else settings.PRACTICE_ADDRESS,
    }
    if settings.PRACTICE:
        page |= _practice(actor)
    return render(request, "staff/home.html", page)


def _practice(actor: Actor) -> dict[str, Any]:
    """What there is to try, and how much of it is done."""
    found = tries(actor)
    return {"tries": found, "done_tries": sum(each["done"] for each in found)}
