"""``ansinh gateway``: payment providers that are reached over HTTP."""

from __future__ import annotations

from datetime import datetime
from typing import TextIO

import click
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.areas.public import Unit
from ansinh.cli._actor import actor_named, by_option
from ansinh.flows.gateway_round import gateway_round
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.payments import public as payments

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def gateway() -> None:
    """Cổng thanh toán: nhà cung cấp nhận lệnh chi qua mạng."""


@gateway.command("set")
@click.argument("code")
@click.option("--area", default="15", show_default=True, help="Mã tỉnh, huyện hoặc xã.")
@click.option("--since", type=_DAY, help="Hợp đồng có hiệu lực từ ngày; bỏ trống là hôm nay.")
@click.option("--name", required=True, help="Tên nhà cung cấp.")
@click.option("--url", required=True, help="Địa chỉ, bắt đầu bằng https://.")
@click.option("--key-id", required=True, help="Tên khóa mà nhà cung cấp đặt cho tỉnh.")
@click.option("--secret-file", type=click.File(), required=True, help="Tệp chứa khóa ký chung; “-” là đọc từ bàn phím.")
@by_option
def set_command(
    code: str, area: str, since: datetime | None, name: str, url: str, key_id: str, secret_file: TextIO, username: str
) -> None:
    """Khai báo hoặc sửa một nhà cung cấp; khóa được mã hóa và không hiện lại."""
    day = since.date() if since else timezone.localdate()
    unit = Unit.objects.filter(code=area, valid__contains=day).first()
    if unit is None:
        raise Refusal(f"Không có địa bàn nào mang mã {area}.", code="unknown_area", area=area)
    secret = secret_file.read().strip()
    actor = actor_named(username)
    payments.set_provider(
        actor=actor, area=unit, since=day, code=code, name=name, url=url, key_id=key_id, secret=secret
    )
    click.echo(f"{unit.name}: chi qua {name} từ {day:%d/%m/%Y}. Chuông báo tin: POST /cong-thanh-toan/{code}/")


@gateway.command()
@click.argument("code")
@click.option("--last-day", type=_DAY, required=True, help="Ngày cuối của hợp đồng.")
@by_option
def end(code: str, last_day: datetime, username: str) -> None:
    """Chấm dứt hợp đồng; kỳ chi trả sau ngày ấy lại đi bằng tệp."""
    found = payments.end_provider(actor=actor_named(username), code=code, last_day=last_day.date())
    click.echo(f"{found.name}: đến hết ngày {last_day:%d/%m/%Y}.")


@gateway.command()
def send() -> None:
    """Gửi các khoản đang chờ, hỏi lại các khoản chưa rõ; bị ngắt thì gọi lại đúng lệnh này."""
    click.echo(gateway_round(timezone.localdate()))


@gateway.command()
@click.argument("run_id", type=int)
@by_option
def status(run_id: int, username: str) -> None:
    """Các khoản của một kỳ đang ở đâu tại nhà cung cấp."""
    with acting_as(actor_named(username)):
        figures, puzzles = payments.order_figures(run_id), payments.puzzling_orders(run_id)
    for state, (count, vnd) in figures.by_state.items():
        click.echo(f"{state.label}: {format_dong(count)} khoản, {format_dong(vnd)} đồng")
    for order in puzzles:
        click.echo(f"  ! {order.key}: {order.puzzle}")
