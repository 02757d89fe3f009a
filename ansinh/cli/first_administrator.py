"""`ansinh first-administrator`: the account from which all others come."""

from __future__ import annotations

import click
from django.utils import timezone

from ansinh.access.public import open_first_administrator


@click.command("first-administrator")
@click.argument("username", metavar="TÊN_ĐĂNG_NHẬP")
@click.option("--name", required=True, help="Họ và tên người giữ tài khoản.")
def command(username: str, name: str) -> None:
    """Mở tài khoản quản trị đầu tiên và in mật khẩu lần đầu; từ chối khi đã có quản trị viên."""
    user, password = open_first_administrator(username=username, display_name=name, on=timezone.localdate())
    click.echo(f"✓ Đã mở {user.username}; đăng nhập phải đổi mật khẩu và thiết lập xác thực hai bước.")
    click.echo(f"  Mật khẩu lần đầu: {password}")
