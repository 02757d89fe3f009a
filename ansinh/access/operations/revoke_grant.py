"""Taking a role back."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.access.account_policies import locked_account
from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import Grant
from ansinh.access.scope import acting_as
from ansinh.access.sessions import end_sessions
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal


@transaction.atomic
def revoke_grant(*, actor: Actor, user_id: int, grant_id: int, on: date) -> None:
    """End a grant before today, so that it does not hold from this moment; one that has not begun goes altogether.

    A grant begun today goes altogether too: the log keeps that it was. Their sessions end. Raises Refusal for the own
    account and out of reach; AlreadyDone for one that is over.
    """
    with acting_as(SYSTEM):
        user = locked_account(actor, user_id, on)
        grant = Grant.objects.select_for_update().filter(pk=grant_id, user=user).first()
        if grant is None or not (actor.wide or grant.area_id in actor.area_ids):
            raise Refusal("Không có quyền này ở tài khoản này.", code="unknown_grant")
        if grant.valid.upper is not None and grant.valid.upper <= on:
            raise AlreadyDone("Quyền này đã hết hạn.", code="over")
        role, area, since = grant.role, grant.area_id, grant.valid.lower
        if since >= on:
            grant.delete()
        else:
            grant.valid = DateRange(since, on)
            grant.save(update_fields=["valid"])
        end_sessions(user.pk)
    audit.record(
        actor=actor,
        action="grant.revoke",
        object_kind="user",
        object_id=user.pk,
        area_id=area,
        details={"role": role, "since": since.isoformat(), "on": on.isoformat()},
    )
