"""Signing out elsewhere."""

from __future__ import annotations

from django.db import transaction

from ansinh.access.actors import Actor
from ansinh.access.sessions import end_sessions
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def end_device(*, actor: Actor, session_key: str, device_id: int | None) -> int:
    """End the own session on another device, or (None) on all others; how many ended. This one stays."""
    if actor.user_id is None:
        raise Refusal("Hệ thống không có phiên làm việc.", code="nobody_responsible")
    count = end_sessions(actor.user_id, but=session_key, only=device_id)
    audit.record(
        actor=actor, action="account.end_device", object_kind="user", object_id=actor.user_id, details={"ended": count}
    )
    return count
