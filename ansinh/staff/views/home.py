"""The desk: what waits, and for whom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ansinh.access.public import Permission, allow
from ansinh.kernel.period import Month
from ansinh.oversight.queries import latest_month
from ansinh.staff.desk import waiting_for


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
        "latest": latest_month() if actor.may(Permission.VIEW_FIGURES) else None,
        "this_month": Month.of(today),
    }
    return render(request, "staff/home.html", page)
