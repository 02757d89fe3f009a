"""``ansinh paying-office``: who pays in an area, from which account."""

from __future__ import annotations

from datetime import date, datetime

import click
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.areas.public import Unit
from ansinh.cli._actor import actor_named, by_option
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments

_area_option = click.option("--area", "code", default="15", show_default=True, help="Mã tỉnh, huyện hoặc xã.")
_DAY = click.DateTime(["%Y-%m-%d"])


@click.group("paying-office")
def command() -> None:
    """Đơn vị chi trả của một địa bàn: tên, tài khoản, ngân hàng, bưu điện, từ ngày nào."""


def _area(code: str, on: date) -> Unit:
    unit = Unit.objects.filter(code=code, valid__contains=on).first()
    if unit is None:
        raise Refusal(f"Không có địa bàn nào mang mã {code} vào ngày {on:%d/%m/%Y}.", code="unknown_area", area=code)
    return unit


@command.command("set")
@_area_option
@click.option("--since", type=_DAY, help="Có hiệu lực từ ngày; bỏ trống là hôm nay.")
@click.option("--name", required=True, help="Tên đơn vị chi trả.")
@click.option("--account", required=True, help="Số tài khoản (IBAN hoặc số khác).")
@click.option("--bank", required=True, help="Ngân hàng, kho bạc giữ tài khoản.")
@click.option("--bic", default="", help="Mã BIC của ngân hàng, nếu có.")
@click.option("--post-office", default=payments.POST_OFFICE, show_default=True, help="Bưu điện chi tiền mặt.")
@by_option
def set_command(
    code: str, since: datetime | None, name: str, account: str, bank: str, bic: str, post_office: str, username: str
) -> None:
    """Khai báo đơn vị chi trả từ một ngày; đơn vị trước đó kết thúc vào ngày liền trước."""
    day = since.date() if since else timezone.localdate()
    area = _area(code, day)
    office = payments.set_paying_office(
        actor=actor_named(username),
        area=area,
        since=day,
        name=name,
        account=account,
        bank_name=bank,
        bank_bic=bic,
        post_office=post_office,
    )
    click.echo(f"{area.name}: {_line(office)}")


@command.command("list")
@by_option
def list_command(username: str) -> None:
    """Các đơn vị chi trả đã khai báo."""
    with acting_as(actor_named(username)):
        for office in payments.paying_offices():
            click.echo(f"{office.area.code} {office.area.name}: {_line(office)}")


def _line(office: payments.PayingOffice) -> str:
    ends = f" đến {office.last_day:%d/%m/%Y}" if office.last_day else ""
    bank = f"{office.bank_name} ({office.bank_bic})" if office.bank_bic else office.bank_name
    return f"{office.name}, {office.account}, {bank}, {office.post_office}, từ {office.valid.lower:%d/%m/%Y}{ends}"
