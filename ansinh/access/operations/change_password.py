"""Changing the own password."""

from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction

from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import User
from ansinh.access.scope import acting_as
from ansinh.access.sessions import end_sessions
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def change_password(*, actor: Actor, old: str, new: str, again: str, session_key: str) -> User:
    """Set another password; every other session ends. Raises Refusal for a wrong old one, and for a poor new one."""
    with acting_as(SYSTEM):
        user = User.objects.select_for_update().get(pk=actor.user_id)
        if not user.check_password(old):
            raise Refusal("Mật khẩu đang dùng không đúng.", code="wrong_password")
        if new != again:
            raise Refusal("Hai lần nhập mật khẩu mới không giống nhau.", code="not_the_same")
        if new == old:
            raise Refusal("Mật khẩu mới phải khác mật khẩu đang dùng.", code="as_before")
        try:
            validate_password(new, user)
        except ValidationError as poor:
            raise Refusal(" ".join(poor.messages), code="poor_password") from poor
        user.set_password(new)
        user.must_change_password = False
        user.save(update_fields=["password", "must_change_password"])
        end_sessions(user.pk, but=session_key)
    audit.record(actor=actor, action="account.change_password", object_kind="user", object_id=user.pk)
    return user
