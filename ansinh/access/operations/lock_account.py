"""Locking an account, and opening it again."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.access.account_policies import locked_account
from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.scope import acting_as
from ansinh.access.sessions import end_sessions
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone


@transaction.atomic
def lock_account(*, actor: Actor, user_id: int, locked: bool, on: date) -> None:
    """A locked account is not signed in with and its sessions end; grants stay. Raises as ``locked_account``."""
    with acting_as(SYSTEM):
        user = locked_account(actor, user_id, on)
        if user.is_active is not locked:
            raise AlreadyDone("Tài khoản đã ở trạng thái này.", code="as_it_is")
        user.is_active = not locked
        user.save(update_fields=["is_active"])
        if locked:
            end_sessions(user.pk)
    audit.record(
        actor=actor, action="account.lock" if locked else "account.unlock", object_kind="user", object_id=user.pk
    )
