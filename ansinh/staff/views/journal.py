"""The log: who did what, and who read whom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ansinh.access.public import Permission, allow
from ansinh.kernel import audit
from ansinh.oversight import journal as log
from ansinh.staff.action_words import ACTIONS, KINDS
from ansinh.staff.filters import edge_of, optional_day


@allow(Permission.READ_AUDIT, everywhere=True)
def journal(request: HttpRequest) -> HttpResponse:
    """A page of the log, which is one for the whole province, the latest first. Looking at it is recorded too."""
    names = {"actor": "ai", "action": "viec", "object_kind": "loai", "object_id": "so"}
    filters = {name: request.GET.get(short, "").strip() for name, short in names.items()}
    since, until = optional_day(request, "tu"), optional_day(request, "den")
    page = log.entries(**filters, since=since, until=until, before=edge_of(request, "sau"))
    audit.record(
        actor=request.actor, action="journal.read", object_kind="journal", details={"shown": len(page.entries)}
    )  # type: ignore[attr-defined]
    shown = {
        "page": page,
        "chain": log.chain(),
        "filters": filters,
        "since": since,
        "until": until,
        "actions": ACTIONS,
        "kinds": KINDS,
    }
    return render(request, "staff/journal.html", shown)
