"""``ansinh rounds``: who takes money to people's homes."""

from __future__ import annotations

from datetime import datetime

import click
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.areas.public import Unit
from ansinh.cli._actor import actor_named, by_option
from ansinh.kernel.errors import Refusal
from ansinh.payments.public import home_delivery

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def rounds() -> None:
    """Tuyến chi trả tại nhà: ai đi, thôn nào, theo thứ tự nào."""


def _commune(code: str) -> Unit:
    unit = Unit.objects.filter(code=code, kind="commune", valid__contains=timezone.localdate()).first()
    if unit is None:
        raise Refusal(f"Hôm nay không có xã, phường nào mang mã {code}.", code="unknown_area", area=code)
    return unit


@rounds.command("list")
@click.argument("commune")
@by_option
def list_command(commune: str, username: str) -> None:
    """Các tuyến đang dùng của một xã (mã xã)."""
    unit = _commune(commune)
    with acting_as(actor_named(username)):
        for stop in home_delivery.rounds_of(unit.pk, timezone.localdate()):
            click.echo(f"{stop.name} · {stop.place}. {stop.village} · {stop.carrier} {stop.phone}".rstrip())


@rounds.command("set")
@click.argument("commune")
@click.argument("village")
@click.option("--name", required=True, help="Tên tuyến.")
@click.option("--carrier", required=True, help="Người đi chi trả.")
@click.option("--phone", default="", help="Điện thoại của người đi chi trả.")
@click.option("--place", default=1, show_default=True, help="Thứ tự của thôn trên tuyến.")
@click.option("--since", type=_DAY, help="Từ ngày; bỏ trống là hôm nay.")
@by_option
def set_command(
    commune: str, village: str, name: str, carrier: str, phone: str, place: int, since: datetime | None, username: str
) -> None:
    """Xếp một thôn, bản vào tuyến từ một ngày; tuyến trước đó của thôn kết thúc vào ngày liền trước."""
    made = home_delivery.set_round(
        actor=actor_named(username), area=_commune(commune), village=village, name=name, carrier=carrier, phone=phone,
        place=place, since=since.date() if since else timezone.localdate(),
    )  # fmt: skip
    click.echo(f"{made.village}: tuyến {made.name}, {made.carrier}, từ {made.valid.lower:%d/%m/%Y}.")
