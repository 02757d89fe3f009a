"""Every route says who may use it; one that says nothing is refused by a test and by the middleware."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

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


def allow(*permissions: Permission) -> Callable[[View], View]:
    """Open to those who hold any of these permissions; without any named, to everyone who has signed in."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor = getattr(request, "actor", None)
            if actor is None:
                return redirect_to_login(request.get_full_path())
            if permissions and not any(actor.may(p) for p in permissions):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return _declare(guarded, frozenset(permissions) or frozenset({SIGNED_IN}))

    return decorate
