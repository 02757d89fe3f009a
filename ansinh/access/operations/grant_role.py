"""Granting a role."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.access.account_policies import check_grant, end_of, locked_account
from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import Grant
from ansinh.access.scope import acting_as
from ansinh.access.sessions import end_sessions
from ansinh.areas.public import Unit
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def grant_role(
    *, actor: Actor, user_id: int, role: str, area: Unit, since: date, until: date | None, on: date
) -> Grant:
    """Let somebody else hold a role in an area from a day to a last day (none: until it is revoked).

    Their sessions end. Raises Refusal for the own account, out of reach, for a wrong place or time, and when the role
    is held there on some of these days already.
    """
    check_grant(actor, role, area, since, until)
    with acting_as(SYSTEM):
        user = locked_account(actor, user_id, on)
        days = DateRange(since, end_of(until))
        if Grant.objects.filter(user=user, role=role, area=area, valid__overlap=days).exists():
            raise Refusal("Tài khoản đã giữ vai trò này ở đó trong khoảng ngày ấy.", code="held_already")
        grant = Grant.objects.create(user=user, role=role, area=area, valid=days, made_by_id=actor.user_id)
        end_sessions(user.pk)
    audit.record(
        actor=actor,
        action="grant.give",
        object_kind="user",
        object_id=user.pk,
        area_id=area.pk,
        details={"role": role, "since": since.isoformat(), "until": until.isoformat() if until else ""},
    )
    return grant
