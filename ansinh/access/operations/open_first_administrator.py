"""The first account of an installation, from which all others come."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.access.models import Grant, User
from ansinh.access.operations.open_account import check_names, open_account
from ansinh.access.operations.reset_password import first_password
from ansinh.access.permissions import Permission
from ansinh.access.roles import ROLES
from ansinh.areas.public import province
from ansinh.kernel.errors import AlreadyDone

ROLE = "administrator"


@transaction.atomic
def open_first_administrator(*, username: str, display_name: str, on: date) -> tuple[User, str]:
    """The administrator of the province and the password for the first sign-in.

    Raises AlreadyDone while somebody keeps accounts already: then it goes by the screen, made by another.
    """
    keeping = [code for code, role in ROLES.items() if Permission.MANAGE_ACCESS in role.permissions]
    if Grant.objects.filter(role__in=keeping, valid__contains=on, user__is_active=True).exists():
        raise AlreadyDone(
            "Đã có quản trị viên; tài khoản khác được mở ở màn hình “Tài khoản, quyền”.", code="has_administrator"
        )
    check_names(username, display_name)
    password = first_password()
    user = open_account(
        username=username, display_name=display_name, password=password, role=ROLE, area=province(on), since=on, by=None
    )
    user.must_change_password = True
    user.save(update_fields=["must_change_password"])
    return user, password
