"""Somebody has lost the telephone or the key: the second factors are taken away."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.access.account_policies import locked_account
from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import Factor, RecoveryCode
from ansinh.access.scope import acting_as
from ansinh.access.sessions import end_sessions
from ansinh.kernel import audit


@transaction.atomic
def reset_factors(*, actor: Actor, user_id: int, on: date) -> int:
    """Take away second factors and recovery codes, and say how many factors. Their sessions end."""
    with acting_as(SYSTEM):
        user = locked_account(actor, user_id, on)
        RecoveryCode.objects.filter(user=user).delete()
        count, _ = Factor.objects.filter(user=user).delete()
        end_sessions(user.pk)
    audit.record(
        actor=actor, action="account.reset_factors", object_kind="user", object_id=user.pk, details={"factors": count}
    )
    return count
