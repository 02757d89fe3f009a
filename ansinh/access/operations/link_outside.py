"""Which account it is when another office signs somebody in."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import transaction

from ansinh.access.account_policies import locked_account
from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import User
from ansinh.access.scope import acting_as
from ansinh.access.sessions import end_sessions
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

LONGEST_SUBJECT = 255


def _held(subject: str) -> str:
    """With the office's own name: the same subject at another office is somebody else."""
    return f"{settings.OIDC_ISSUER} {subject}"


@transaction.atomic
def link_outside(*, actor: Actor, user_id: int, subject: str, on: date) -> None:
    """Sign the account in for this subject of the office; empty: for nobody any more. Sessions end.

    Raises Refusal as ``locked_account``, without an office, and for a subject that another account has.
    """
    text = subject.strip()
    if not settings.OIDC_ISSUER:
        raise Refusal("Chưa cấu hình cổng đăng nhập ngoài.", code="not_configured")
    if len(text) > LONGEST_SUBJECT:
        raise Refusal("Mã định danh dài quá 255 ký tự.", code="too_long")
    with acting_as(SYSTEM):
        user = locked_account(actor, user_id, on)
        if text and User.objects.filter(outside_subject=_held(text)).exclude(pk=user.pk).exists():
            raise Refusal("Danh tính này đã gắn với một tài khoản khác.", code="taken")
        user.outside_subject = _held(text) if text else None
        user.save(update_fields=["outside_subject"])
        end_sessions(user.pk)
    action = "account.link" if text else "account.unlink"
    audit.record(actor=actor, action=action, object_kind="user", object_id=user.pk)


def user_of_outside(subject: str) -> User | None:
    """The account, not locked, that is linked to a subject of the office of the settings."""
    return User.objects.filter(outside_subject=_held(subject), is_active=True).first()
