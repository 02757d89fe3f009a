"""``ansinh account-holder``: who authorises payments, for installations from before that was a step of its own."""

from __future__ import annotations

import click
from django.utils import timezone

from ansinh.access.public import User, first_password, grant_role, open_account
from ansinh.areas.public import commune, province
from ansinh.cli._actor import actor_named, by_option


@click.command("account-holder")
@click.argument("account", metavar="TÊN_ĐĂNG_NHẬP")
@click.option("--name", default="", help="Họ và tên, khi mở tài khoản mới.")
@click.option("--commune", "code", default="", help="Mã xã; bỏ trống là cả tỉnh.")
@by_option
def command(account: str, name: str, code: str, username: str) -> None:
    """Giao vai trò chủ tài khoản (kế toán trưởng) chuẩn chi cho một tài khoản có sẵn, hoặc mở tài khoản mới."""
    today = timezone.localdate()
    actor = actor_named(username)
    role = "commune_account_holder" if code else "province_account_holder"
    area = commune(code, today) if code else province(today)
    found = User.objects.filter(username=account).first()
    if found is not None:
        grant_role(actor=actor, user_id=found.pk, role=role, area=area, since=today, until=None, on=today)
        click.echo(f"✓ {found.display_name} chuẩn chi ở {area.name} từ {today:%d/%m/%Y}.")
        return
    password = first_password()
    made = open_account(
        username=account, display_name=name, password=password, role=role, area=area, since=today, by=actor
    )
    click.echo(f"✓ Đã mở {made.username}, chuẩn chi ở {area.name} từ {today:%d/%m/%Y}.")
    click.echo(f"  Mật khẩu lần đầu: {password}")
