"""Forgetting what signing in leaves behind."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.sessions.models import Session
from django.db import transaction

from ansinh.access.models import Device, Throttle

ATTEMPTS_KEPT = timedelta(days=1)


@transaction.atomic
def forget_sign_ins(*, at: datetime) -> tuple[int, int, int]:
    """How many counts of failures a day old, sessions past their time and devices without one were deleted."""
    attempts, _ = Throttle.objects.filter(last_at__lt=at - ATTEMPTS_KEPT).delete()
    sessions, _ = Session.objects.filter(expire_date__lt=at).delete()
    devices, _ = Device.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
    return attempts, sessions, devices
