"""Those who see a whole province name a purpose before they read about named people."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from ansinh.kernel import audit

KEY = "purpose"
MINIMUM = 10


def purpose_of(request: HttpRequest) -> str:
    """The purpose named in this session; empty for those who read in their own commune."""
    return str(request.session.get(KEY, "")) if request.actor.wide else ""  # type: ignore[attr-defined]


def asks_purpose(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Send a wide role without a purpose to the form first; it comes back afterwards."""

    @wraps(view)
    def asked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.actor.wide and not purpose_of(request):  # type: ignore[attr-defined]
            return redirect(f"{reverse('purpose')}?{urlencode({'next': request.get_full_path()})}")
        return view(request, *args, **kwargs)

    return asked


def record_read(
    request: HttpRequest, action: str, *, object_kind: str = "person", object_id: object = "", **more: Any
) -> None:
    """Write into the log that named people were read, with the purpose."""
    audit.record(
        actor=request.actor,  # type: ignore[attr-defined]
        action=action,
        object_kind=object_kind,
        object_id=object_id,
        purpose=purpose_of(request),
        **more,
    )
