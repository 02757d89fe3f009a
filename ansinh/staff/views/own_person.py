"""Officers say who they are in the registry, so that nobody decides on the own household."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters

from ansinh.access.public import Permission, allow
from ansinh.casework import public as casework
from ansinh.kernel.errors import Refusal


@sensitive_post_parameters("number")
@allow(Permission.PREPARE_PROPOSALS, Permission.DECIDE, Permission.APPROVE_PAYROLL)
def own_person(request: HttpRequest) -> HttpResponse:
    """What was declared, and the form; the person found is not shown."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    wrong = ""
    if request.method == "POST":
        try:
            casework.declare_own_person(actor=actor, number=request.POST.get("number", ""), on=today)
            messages.success(request, gettext("Đã khai; từ hôm nay bạn không ký được hồ sơ của hộ mình."))
            return redirect("own_person")
        except Refusal as refusal:
            wrong = refusal.said
    declared = casework.OfficerPerson.objects.filter(user_id=actor.user_id).order_by("-id")
    return render(
        request, "staff/cases/own_person.html", {"declared": declared, "wrong": wrong}, status=422 if wrong else 200
    )
