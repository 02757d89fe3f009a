"""Who gives a command."""

from __future__ import annotations

from datetime import date

import click
from django.utils import timezone

from ansinh.access.public import Actor, User, actor_of
from ansinh.kernel.errors import Refusal

by_option = click.option("--by", "username", required=True, help="Tên đăng nhập của người làm việc này.")


def actor_named(username: str, on: date | None = None) -> Actor:
    """The person of an account, with the rights of a day (today). Raises Refusal."""
    user = User.objects.filter(username=username).first()
    if user is None:
        raise Refusal(f"Không có tài khoản {username}.", code="unknown_user", username=username)
    return actor_of(user, on or timezone.localdate())
