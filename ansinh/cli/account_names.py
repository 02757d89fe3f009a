"""``ansinh account-names``: names under which banks keep the accounts that are paid to."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone

from ansinh.areas.public import Unit
from ansinh.cli._actor import actor_named, by_option
from ansinh.kernel.errors import Refusal
from ansinh.payments.public import account_names


@click.group("account-names")
def command() -> None:
    """Tên chủ tài khoản ngân hàng báo, so với tên người hưởng."""


@command.command()
def check() -> None:
    """So tên mọi tài khoản đang chi vào; chạy lại không thêm gì."""
    click.echo(f"{account_names.check_accounts(on=timezone.localdate())} trường hợp mới cần kết luận.")


@command.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--area", "code", default="15", show_default=True, help="Mã tỉnh hoặc xã mà tệp trả lời thuộc về.")
@click.option("--told-by", required=True, help="Ngân hàng trả lời.")
@by_option
def take(file: Path, code: str, told_by: str, username: str) -> None:
    """Nhận tệp trả lời (CSV) của ngân hàng rồi so tên."""
    today = timezone.localdate()
    area = Unit.objects.filter(code=code, valid__contains=today).first()
    if area is None:
        raise Refusal(f"Không có địa bàn nào mang mã {code} hôm nay.", code="unknown_area", area=code)
    told = account_names.take_holders(
        actor=actor_named(username), area=area, content=file.read_bytes(), name=file.name, told_by=told_by, on=today
    )
    click.echo(f"{told.accounts} tài khoản, {told.opened} trường hợp mới cần kết luận.")
