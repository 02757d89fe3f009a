"""The desk: what waits, and for whom."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ansinh.access.public import allow
from ansinh.staff.desk import waiting_for


@allow()
def home(request: HttpRequest) -> HttpResponse:
    """What waits for the person who is signed in, first; then what waits for others."""
    today = timezone.localdate()
    page = {"tasks": waiting_for(request.actor, today), "today": today}  # type: ignore[attr-defined]
    return render(request, "staff/home.html", page)
