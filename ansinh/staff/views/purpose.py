"""Naming the purpose for which a province's officer reads about people."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from ansinh.access.public import allow
from ansinh.kernel import audit
from ansinh.staff.purpose import KEY, MINIMUM

LONGEST = 200


@allow()
def purpose(request: HttpRequest) -> HttpResponse:
    """A form with one field; the purpose holds until the person signs out or names another."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    if not url_has_allowed_host_and_scheme(wanted, {request.get_host()}):
        wanted = "/"
    text = " ".join(request.POST.get("purpose", "").split())[:LONGEST]
    wrong = ""
    if request.method == "POST":
        if len(text) >= MINIMUM:
            request.session[KEY] = text
            audit.record(actor=request.actor, action="purpose.name", object_kind="session", purpose=text)  # type: ignore[attr-defined]
            return redirect(wanted)
        wrong = gettext("Hãy ghi rõ hơn (ít nhất %(minimum)s ký tự): việc gì, theo văn bản nào.") % {"minimum": MINIMUM}
    page = {"next": wanted, "text": text or request.session.get(KEY, ""), "wrong": wrong, "longest": LONGEST}
    return render(request, "staff/purpose.html", page, status=422 if wrong else 200)
