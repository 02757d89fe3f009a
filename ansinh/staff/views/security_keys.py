"""Security keys at the screens: added on the own account's page, shown at the second step."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from ansinh.access import public as access
from ansinh.access.public import FACTOR_KEY, Site, allow, for_everyone, throttle
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.signing_in import halfway, try_second_step

CHALLENGE = "key_challenge"
LONGEST_ANSWER = 20_000


def _site(request: HttpRequest) -> Site:
    host = request.get_host()
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() else host
    return Site(name, f"{'https' if settings.HTTPS else request.scheme}://{host}")


def _challenge(request: HttpRequest) -> str:
    """The challenge that was kept, once."""
    return str(request.session.pop(CHALLENGE, ""))


@allow(unready=True)
@require_POST
@never_cache
@shows_refusals("/tai-khoan/")
def new_key_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to make a key."""
    challenge, options = access.ask_for_new_key(actor=request.actor, site=_site(request))  # type: ignore[attr-defined]
    request.session[CHALLENGE] = challenge
    return JsonResponse(options)


@allow(unready=True)
@require_POST
@never_cache
@shows_refusals("/tai-khoan/")
def new_key(request: HttpRequest) -> HttpResponse:
    """Keep the key that the browser made."""
    fresh = access.add_key(
        actor=request.actor,  # type: ignore[attr-defined]
        site=_site(request),
        challenge=_challenge(request),
        answer=request.POST.get("answer", "")[:LONGEST_ANSWER],
        name=request.POST.get("name", ""),
        at=timezone.now(),
    )
    request.session[FACTOR_KEY] = "key"
    if fresh:
        page = {"codes": fresh, "said": gettext("Đã thêm khóa bảo mật.")}
        return render(request, "staff/own_account/recovery.html", page)
    messages.success(request, gettext("Đã thêm khóa bảo mật."))
    return redirect("own_account")


@for_everyone
@require_POST
@never_cache
def key_options(request: HttpRequest) -> HttpResponse:
    """What the browser needs to have a key sign, for whoever has given the password."""
    user = halfway(request)
    if user is None:
        raise PermissionDenied
    challenge, options = access.ask_for_key(user=user, site=_site(request))
    request.session[CHALLENGE] = challenge
    return JsonResponse(options)


@for_everyone
@require_POST
@never_cache
def second_step_key(request: HttpRequest) -> HttpResponse:
    """The second step with a key."""
    user = halfway(request)
    if user is None:
        return redirect("sign_in")

    def shown(at: datetime) -> str:
        answer = request.POST.get("answer", "")[:LONGEST_ANSWER]
        signed = access.use_key(user=user, site=_site(request), challenge=_challenge(request), answer=answer, at=at)
        return "key" if signed else ""

    done, wait = try_second_step(request, user, shown)
    if done is not None:
        return done
    messages.error(
        request,
        gettext("Đã thử sai quá nhiều lần. Hãy đợi %(wait)s rồi thử lại.") % {"wait": throttle.in_words(wait)}
        if wait
        else gettext("Khóa không đúng."),
    )
    return redirect("second_step")
