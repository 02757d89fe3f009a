"""The switch between Vietnamese and English, before and after signing in."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from ansinh.access.public import check_language, choose_language, for_everyone
from ansinh.staff.language import remember
from ansinh.staff.refusals import back, shows_refusals


@for_everyone
@require_POST
@shows_refusals("home")
def language(request: HttpRequest) -> HttpResponse:
    """Kept with the account of whoever is signed in, and in this browser; back to the page one was on."""
    wanted = request.POST.get("language", "")
    check_language(wanted)
    if request.actor is not None:  # type: ignore[attr-defined]
        choose_language(actor=request.actor, language=wanted)  # type: ignore[attr-defined]
    answer = back(request, "home")
    remember(answer, wanted)
    return answer
