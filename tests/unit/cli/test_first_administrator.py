"""The first account: opened from the command line once, with a password for one sign-in."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from ansinh.access.public import Permission, User, actor_of
from ansinh.areas import public as areas
from ansinh.cli.first_administrator import command
from ansinh.kernel.errors import AlreadyDone, Refusal
from tests import builders

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    return CliRunner().invoke(command, list(words), catch_exceptions=False).output


def test_once_and_never_beside_another() -> None:
    areas.load_units()
    with pytest.raises(Refusal, match="Tên đăng nhập gồm"):
        run("Quản trị", "--name", "Nguyễn Văn Thử")
    said = run("quan.tri", "--name", "Nguyễn Văn Thử")
    user = User.objects.get(username="quan.tri")
    assert user.check_password(said.split()[-1])
    assert user.must_change_password
    assert not user.factor_waived
    assert actor_of(user, builders.NEW_LEVEL.replace(year=2030)).may(Permission.MANAGE_ACCESS)
    with pytest.raises(AlreadyDone):
        run("quan.tri.hai", "--name", "Nguyễn Văn Hai")
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert "quan.tri.hai" in run("quan.tri.hai", "--name", "Nguyễn Văn Hai")
