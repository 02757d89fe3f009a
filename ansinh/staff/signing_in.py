"""What the ways of signing in have in common: between the two steps, and when somebody is in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.http import url_has_allowed_host_and_scheme

from ansinh.access.public import FACTOR_KEY, SEEN_KEY, User, note_device, throttle
from ansinh.kernel import audit
from ansinh.staff.device_words import device_of

HALF = "halfway"
HALF_SECONDS = 600
BACKEND = "django.contrib.auth.backends.ModelBackend"


def wanted_page(request: HttpRequest) -> str:
    """Where the person wanted to go, if it is here."""
    wanted = request.POST.get("next") or request.GET.get("next") or "/"
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if safe else "/"


def address_of(request: HttpRequest) -> str:
    """Where the request came from, as the outermost of our own proxies saw it."""
    if settings.PROXIES:
        seen = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
        if len(seen) >= settings.PROXIES and seen[-settings.PROXIES]:
            return seen[-settings.PROXIES][:45]
    return str(request.META.get("REMOTE_ADDR", ""))[:45]


def begin_second_step(request: HttpRequest, user: User, wanted: str | None = None) -> HttpResponse:
    """The password was right; the session remembers whose, for a while, and nothing else is open."""
    request.session.cycle_key()
    request.session[HALF] = {
        "user": user.pk,
        "until": int(timezone.now().timestamp()) + HALF_SECONDS,
        "hash": user.get_session_auth_hash(),
    }
    return redirect(f"{reverse('second_step')}?{urlencode({'next': wanted or wanted_page(request)})}")


def halfway(request: HttpRequest) -> User | None:
    """Whose second step is awaited; nobody's when it took too long or the account has changed meanwhile."""
    half = request.session.get(HALF)
    if not half or half["until"] < timezone.now().timestamp():
        return None
    user = User.objects.filter(pk=half["user"], is_active=True).first()
    return user if user is not None and constant_time_compare(half["hash"], user.get_session_auth_hash()) else None


def complete(request: HttpRequest, user: User, *, factor: str, wanted: str | None = None) -> HttpResponse:
    """Somebody is in. ``factor``: what was shown besides the password."""
    wanted, now = wanted or wanted_page(request), timezone.now()
    request.session.pop(HALF, None)
    login(request, user, backend=BACKEND)
    request.session[FACTOR_KEY], request.session[SEEN_KEY] = factor, int(now.timestamp())
    request.session.save()
    note_device(
        user=user,
        session_key=str(request.session.session_key),
        agent=device_of(request.META.get("HTTP_USER_AGENT", "")),
        address=address_of(request),
        factor=factor,
        at=now,
    )
    return redirect(wanted)


def try_second_step(
    request: HttpRequest, user: User, shown: Callable[[datetime], str]
) -> tuple[HttpResponse | None, timedelta]:
    """Count an attempt and look at it, unless one has to wait first.

    ``shown`` gives what was rightly shown, or nothing. Back comes the answer to somebody who is in, else how long to
    wait (zero: it was wrong).
    """
    key, now = throttle.second_step_key(user.pk), timezone.now()
    wait = throttle.count_attempt((key,), now)
    if wait:
        return None, wait
    factor = shown(now)
    if factor:
        throttle.attempt_was_right(key)
        return complete(request, user, factor=factor), wait
    audit.record(actor=None, action="account.second_step_failed", object_kind="user", object_id=user.pk)
    return None, wait
