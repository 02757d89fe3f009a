"""``ansinh fees``: what handing money over costs, by contract."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import click
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.areas.public import Unit
from ansinh.cli._actor import actor_named, by_option
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.payments.public import fees as payments
from ansinh.registry.public import PaymentChannel

_DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def fees() -> None:
    """Phí chi trả theo hợp đồng với đơn vị chi trả."""


@fees.command()
@click.option("--months", default=12, show_default=True, help="Bao nhiêu tháng gần nhất.")
@by_option
def report(months: int, username: str) -> None:
    """Phí theo tháng và đơn vị chi trả, trong địa bàn của người hỏi."""
    this = Month.of(timezone.localdate())
    with acting_as(actor_named(username)):
        for row in payments.fees_by_month(this.minus(months).first, this.first):
            click.echo(
                f"{row.month:%m/%Y} · {row.provider} ({row.number}) · {row.lines} khoản, "
                f"{format_dong(row.lines_vnd)} đồng · phí {format_dong(row.fee_vnd)} đồng"
            )


@fees.command("list")
@by_option
def list_command(username: str) -> None:
    """Các hợp đồng trong địa bàn của người hỏi."""
    with acting_as(actor_named(username)):
        for one in payments.contracts():
            click.echo(
                f"{one.pk}: {one.area.code} {one.area.name}, {one.get_channel_display()}, "
                f"{one.provider} ({one.number}), "
                f"{one.valid.lower:%d/%m/%Y}–{one.last_day:%d/%m/%Y}"
            )


@fees.command("set")
@click.option("--area", "code", default="15", show_default=True, help="Mã tỉnh hoặc xã.")
@click.option("--channel", type=click.Choice(PaymentChannel.Kind.values), required=True, help="Kênh chi trả.")
@click.option("--provider", required=True, help="Đơn vị chi trả.")
@click.option("--number", required=True, help="Số hợp đồng.")
@click.option("--signed-on", type=_DAY, required=True, help="Ngày ký.")
@click.option("--since", type=_DAY, required=True, help="Từ ngày.")
@click.option("--until", type=_DAY, required=True, help="Đến hết ngày.")
@click.option("--bearer", type=click.Choice(payments.Bearer.values), default="budget", show_default=True)
@click.option("--per-line", default=0, help="Đồng mỗi khoản.")
@click.option("--percent", default="0", help="Phần trăm trên số tiền, ví dụ 0.55.")
@click.option("--rounding", type=click.Choice(payments.Rounding.values), default="half_up", show_default=True)
@click.option("--minimum", default=0, help="Ít nhất mỗi khoản, đồng.")
@click.option("--maximum", type=int, help="Nhiều nhất mỗi khoản, đồng.")
@by_option
def set_command(code: str, percent: str, username: str, **given: object) -> None:
    """Ghi một hợp đồng."""
    days = {name: day.date() for name, day in given.items() if isinstance(day, datetime)}
    made = payments.set_fee_contract(
        actor=actor_named(username), area=_area(code, days["since"]), channel=str(given["channel"]),
        provider=str(given["provider"]), number=str(given["number"]), bearer=str(given["bearer"]),
        per_line_vnd=_whole(given["per_line"]), per_million_vnd=int(Decimal(percent) * 10_000),
        rounding=str(given["rounding"]), minimum_vnd=_whole(given["minimum"]),
        maximum_vnd=None if given["maximum"] is None else _whole(given["maximum"]), **days,
    )  # fmt: skip
    click.echo(f"{made.pk}: {made.provider} ({made.number}), đến hết {made.last_day:%d/%m/%Y}.")


@fees.command()
@click.argument("contract_id", type=int)
@click.option("--last-day", type=_DAY, required=True, help="Ngày cuối cùng có hiệu lực.")
@by_option
def end(contract_id: int, last_day: datetime, username: str) -> None:
    """Kết thúc sớm một hợp đồng."""
    payments.end_fee_contract(actor=actor_named(username), contract_id=contract_id, last_day=last_day.date())
    click.echo(f"{contract_id}: đến hết {last_day:%d/%m/%Y}.")


def _area(code: str, on: date) -> Unit:
    unit = Unit.objects.filter(code=code, valid__contains=on).first()
    if unit is None:
        raise Refusal(f"Không có địa bàn nào mang mã {code} vào ngày {on:%d/%m/%Y}.", code="unknown_area", area=code)
    return unit


def _whole(value: object) -> int:
    return int(str(value))
