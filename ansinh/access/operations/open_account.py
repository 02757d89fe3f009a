"""Opening an account with its first role."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.access.actors import Actor
from ansinh.access.models import Grant, User
from ansinh.areas.public import Unit
from ansinh.kernel import audit


@transaction.atomic
def open_account(
    *, username: str, display_name: str, password: str | None, role: str, area: Unit, since: date, by: Actor | None
) -> User:
    """Create an account that holds a role in an area from a day on."""
    user = User.objects.create_user(username, display_name, password)
    Grant.objects.create(user=user, role=role, area=area, valid=DateRange(since, None))
    audit.record(
        actor=by, action="account.open", object_kind="user", object_id=user.pk, area_id=area.pk, details={"role": role}
    )
    return user
