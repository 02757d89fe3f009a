"""Each request runs in one transaction with the rights of who sent it."""

from __future__ import annotations

from collections.abc import Callable

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from ansinh.access.actors import Actor, actor_of
from ansinh.access.factor_rules import demanded_of
from ansinh.access.models import Device, User
from ansinh.access.scope import acting_as
from ansinh.access.sessions import FACTOR_KEY, SEEN_KEY

SERVER_ERROR = 500
SEEN_EVERY = 300
"""Seconds between two notes that a device is in use."""

PASSWORD, FACTOR = "password", "factor"


def _wants(request: HttpRequest, user: User, actor: Actor) -> str:
    """What the account has to do before anything else: change its first password, set up its second factor."""
    if user.must_change_password:
        return PASSWORD
    shown = request.session.get(FACTOR_KEY, "")
    return FACTOR if not shown and demanded_of(actor.roles, waived=user.factor_waived) else ""


def _note_seen(request: HttpRequest, user_id: int) -> None:
    """Keep, now and then, that this device is in use."""
    now, before = timezone.now(), request.session.get(SEEN_KEY)
    if before is not None and now.timestamp() - before > SEEN_EVERY:
        request.session[SEEN_KEY] = int(now.timestamp())
        Device.objects.filter(user_id=user_id, session_key=request.session.session_key).update(seen_at=now)


class ScopeMiddleware:
    """Puts ``request.actor`` and opens the database only as far as that actor sees."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        if not user.is_authenticated:
            request.actor = None  # type: ignore[attr-defined]
            return self.get_response(request)
        actor = actor_of(user, timezone.localdate())  # type: ignore[arg-type]
        request.actor = actor  # type: ignore[attr-defined]
        request.account_wants = _wants(request, user, actor)  # type: ignore[attr-defined]
        with acting_as(actor):
            _note_seen(request, user.pk)
            response = self.get_response(request)
            if response.status_code >= SERVER_ERROR:
                transaction.set_rollback(True)
        return response
