"""An account has signed in in a browser."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ansinh.access.actors import SYSTEM
from ansinh.access.models import Device, User
from ansinh.access.scope import acting_as
from ansinh.kernel import audit

LONGEST_AGENT = 120


@transaction.atomic
def note_device(*, user: User, session_key: str, agent: str, address: str, factor: str, at: datetime) -> Device:
    """Keep where it is, so that it can be looked at and ended from elsewhere. ``factor``: what was shown besides."""
    with acting_as(SYSTEM):
        device = Device.objects.create(
            user=user, session_key=session_key, agent=agent[:LONGEST_AGENT], address=address, factor=factor, since=at,
            seen_at=at,
        )  # fmt: skip
    audit.record(
        actor=None,
        action="account.sign_in",
        object_kind="user",
        object_id=user.pk,
        details={"factor": factor} if factor else {},
    )
    return device
