"""Opening an account, with its first role."""

from __future__ import annotations

import re
from datetime import date

from django.db import transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.access.account_policies import check_grant, end_of
from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import Grant, User
from ansinh.access.scope import acting_as
from ansinh.areas.public import Unit
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{2,49}")
LONGEST_NAME = 150


@transaction.atomic
def open_account(
    *,
    username: str,
    display_name: str,
    password: str | None,
    role: str,
    area: Unit,
    since: date,
    by: Actor | None,
    until: date | None = None,
    factor_waived: bool = False,
) -> User:
    """Create an account that holds a role in an area from a day on, to a last day where one is given.

    What a person opens (``by``) has a password for the first time only, and no waiver. Raises Refusal for names that
    are taken or no names, and for what ``check_grant`` refuses.
    """
    if by is not None:
        check_grant(by, role, area, since, until)
        check_names(username, display_name)
    with acting_as(SYSTEM):
        user = User.objects.create_user(username, display_name, password)
        user.must_change_password = by is not None
        user.factor_waived = factor_waived and by is None
        user.save(update_fields=["must_change_password", "factor_waived"])
        Grant.objects.create(
            user=user, role=role, area=area, valid=DateRange(since, end_of(until)), made_by_id=by and by.user_id
        )
    audit.record(
        actor=by,
        action="account.open",
        object_kind="user",
        object_id=user.pk,
        area_id=area.pk,
        details={"role": role} | ({"factor_waived": True} if user.factor_waived else {}),
    )
    return user


def check_names(username: str, display_name: str) -> None:
    """Raise Refusal for a sign-in name that is none or is taken, and for a person without a name."""
    if not USERNAME.fullmatch(username):
        raise Refusal(
            "Tên đăng nhập gồm 3 đến 50 chữ thường không dấu, chữ số, dấu chấm, gạch; bắt đầu bằng chữ hoặc số.",
            code="bad_username",
        )
    if not 2 <= len(display_name.strip()) <= LONGEST_NAME:
        raise Refusal("Hãy ghi họ và tên người giữ tài khoản.", code="bad_name")
    if User.objects.filter(username=username).exists():
        raise Refusal("Tên đăng nhập này đã có người dùng.", code="username_taken")
