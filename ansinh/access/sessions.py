"""Where an account is signed in, and ending it."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.db.models import Exists, F, OuterRef, QuerySet

from ansinh.access.models import Device, User

FACTOR_KEY = "factor"
"""In a session: what was shown besides the password."""
SEEN_KEY = "seen"
"""In a session: when its device was last noted as in use."""


def living_devices(user_id: int, at: datetime) -> QuerySet[Device]:
    """Browsers in which the account is signed in now, the latest used first."""
    lives = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=at)
    return Device.objects.filter(Exists(lives), user_id=user_id).order_by("-seen_at", "-pk")


def end_sessions(user_id: int, *, but: str = "", only: int | None = None) -> int:
    """End an account's sessions (but the one with this key; only the one of this device) and say how many they were.

    When all are meant, those that no device is known of end too. Needs the rights of the owner or of the system.
    """
    ended = Device.objects.filter(user_id=user_id).exclude(session_key=but)
    if only is not None:
        ended = ended.filter(pk=only)
    keys = list(ended.values_list("session_key", flat=True))
    count, _ = Session.objects.filter(session_key__in=keys).delete()
    ended.delete()
    if not but and only is None:
        User.objects.filter(pk=user_id).update(epoch=F("epoch") + 1)
    return count
