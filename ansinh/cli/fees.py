"""``ansinh fees``: what handing money over costs, by contract."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

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
_MONTH = click.DateTime(["%Y-%m"])


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
@click.option(
    "--due", type=click.Choice(payments.Due.values), default="released", show_default=True, help="Tính khoản nào."
)
@click.option("--minimum", default=0, help="Ít nhất mỗi khoản, đồng.")
@click.option("--maximum", type=int, help="Nhiều nhất mỗi khoản, đồng.")
@by_option
def set_command(code: str, percent: str, username: str, **given: object) -> None:
    """Ghi một hợp đồng."""
    days = {name: day.date() for name, day in given.items() if isinstance(day, datetime)}
    made = payments.set_fee_contract(
        actor=actor_named(username), area=_area(code, days["since"]), channel=str(given["channel"]),
        provider=str(given["provider"]), number=str(given["number"]), bearer=str(given["bearer"]),
        due=str(given["due"]), per_line_vnd=_whole(given["per_line"]), per_million_vnd=int(Decimal(percent) * 10_000),
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


@fees.command()
@click.option("--xlsx", type=click.Path(dir_okay=False, path_type=Path), help="Ghi bảng kê Excel ra tệp này.")
@by_option
def owed(xlsx: Path | None, username: str) -> None:
    """Phí phải trả theo hợp đồng: đã tính, thôi tính, đã trả, còn phải trả."""
    with acting_as(actor_named(username)):
        rows = payments.owed_fees()
        if xlsx:
            words = {**dict(PaymentChannel.Kind.choices), **dict(payments.FeePaymentState.choices), "": "Chưa trả"}
            xlsx.write_bytes(payments.fees_book(rows, payments.fee_rows(), words))
        for one in rows:
            click.echo(
                f"{one.contract.pk}: {one.contract.provider} ({one.contract.number}) · tính "
                f"{format_dong(one.charged_vnd)}, thôi tính {format_dong(one.taken_back_vnd)}, đã trả "
                f"{format_dong(one.paid_vnd)}, còn phải trả {format_dong(one.open_vnd)} đồng"
            )


@fees.command()
@click.argument("contract_id", type=int)
@click.option("--since", type=_MONTH, required=True, help="Từ tháng (kỳ chi trả).")
@click.option("--until", type=_MONTH, required=True, help="Đến tháng, cùng năm.")
@by_option
def draw(contract_id: int, since: datetime, until: datetime, username: str) -> None:
    """Lập chứng từ trả phí của một hợp đồng cho các tháng."""
    made = payments.draw_fee_payment(
        actor=actor_named(username), contract_id=contract_id, since=Month.of(since.date()), until=Month.of(until.date())
    )
    click.echo(f"{made.pk}: {format_dong(made.net_vnd)} đồng, chờ duyệt.")


@fees.command()
@click.argument("payment_id", type=int)
@by_option
def approve(payment_id: int, username: str) -> None:
    """Duyệt một chứng từ trả phí do người khác lập."""
    payments.approve_fee_payment(actor=actor_named(username), payment_id=payment_id, on=timezone.localdate())
    click.echo(f"{payment_id}: đã duyệt.")


@fees.command()
@click.argument("payment_id", type=int)
@click.option("--document", required=True, help="Số chứng từ của kho bạc.")
@click.option("--on", type=_DAY, required=True, help="Ngày chuyển tiền.")
@by_option
def paid(payment_id: int, document: str, on: datetime, username: str) -> None:
    """Ghi đã chuyển tiền theo một chứng từ đã duyệt; người thứ ba."""
    payments.record_fee_payment(actor=actor_named(username), payment_id=payment_id, document=document, on=on.date())
    click.echo(f"{payment_id}: đã trả.")


@fees.command()
@click.argument("payment_id", type=int)
@click.option("--because", required=True, help="Vì sao hủy.")
@by_option
def cancel(payment_id: int, because: str, username: str) -> None:
    """Hủy một chứng từ chưa trả; phí trở lại chưa trả."""
    payments.cancel_fee_payment(
        actor=actor_named(username), payment_id=payment_id, because=because, on=timezone.localdate()
    )
    click.echo(f"{payment_id}: đã hủy.")


def _area(code: str, on: date) -> Unit:
    unit = Unit.objects.filter(code=code, valid__contains=on).first()
    if unit is None:
        raise Refusal(f"Không có địa bàn nào mang mã {code} vào ngày {on:%d/%m/%Y}.", code="unknown_area", area=code)
    return unit


def _whole(value: object) -> int:
    return int(str(value))
