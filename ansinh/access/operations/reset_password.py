"""Somebody has forgotten the password: another for the first time."""

from __future__ import annotations

import secrets
from datetime import date

from django.db import transaction

from ansinh.access.account_policies import locked_account
from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.scope import acting_as
from ansinh.access.sessions import end_sessions
from ansinh.kernel import audit

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def first_password() -> str:
    """Three groups of letters and digits that are not taken for each other, to be said on the telephone."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in range(3))


@transaction.atomic
def reset_password(*, actor: Actor, user_id: int, on: date) -> str:
    """A password for the next sign-in, which asks for another. Their sessions end. Raises as ``locked_account``."""
    password = first_password()
    with acting_as(SYSTEM):
        user = locked_account(actor, user_id, on)
        user.set_password(password)
        user.must_change_password = True
        user.save(update_fields=["password", "must_change_password"])
        end_sessions(user.pk)
    audit.record(actor=actor, action="account.reset_password", object_kind="user", object_id=user.pk)
    return password
