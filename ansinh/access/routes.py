"""Every route says who may use it; one that says nothing is refused by a test and by the middleware."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.access.permissions import Permission

View = Callable[..., HttpResponse]
EVERYONE = "everyone"
SIGNED_IN = "signed_in"


def _declare(view: Any, allowed: frozenset[str]) -> View:
    view.allowed = allowed
    return view  # type: ignore[no-any-return]


def for_everyone(view: View) -> View:
    """A page without people's data that needs no account (sign-in, health)."""

    @wraps(view)
    def open_view(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return view(request, *args, **kwargs)

    return _declare(open_view, frozenset({EVERYONE}))


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    """To the form; with a word about it when a session was there and is no more."""
    answer = redirect_to_login(request.get_full_path())
    if settings.SESSION_COOKIE_NAME in request.COOKIES:
        answer["Location"] += "&het-phien=1"
    return answer


def allow(*permissions: Permission, unready: bool = False, everywhere: bool = False) -> Callable[[View], View]:
    """Open to those who hold any of these permissions; without any named, to everyone who has signed in.

    ``unready``: open too to an account that has yet to change its first password or to set up its second factor; from
    everywhere else it is led to where it does so. ``everywhere``: only for those who see the whole province.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                return _to_sign_in(request)
            if not unready and getattr(request, "account_wants", ""):
                return redirect(settings.ACCOUNT_URL)
            if (everywhere and not actor.wide) or (permissions and not any(actor.may(p) for p in permissions)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        guarded.everywhere = everywhere  # type: ignore[attr-defined]
        return _declare(guarded, frozenset(permissions) or frozenset({SIGNED_IN}))

    return decorate
