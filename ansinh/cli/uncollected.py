"""``ansinh uncollected``: who fetched nothing for three months and more."""

from __future__ import annotations

import click
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.cli._actor import actor_named, by_option
from ansinh.kernel.money import format_dong
from ansinh.payments.public import uncollected as payments


@click.group()
def uncollected() -> None:
    """Không nhận tiền liên tục từ ba tháng: đề nghị tạm dừng, đến nhà xác minh."""


@uncollected.command()
def find() -> None:
    """Xem mọi danh sách đã có kết quả; chạy lại không thêm gì."""
    told = payments.find_uncollected(on=timezone.localdate())
    click.echo(f"Mới {told.new}, kéo dài {told.grown}, đã nhận lại {told.collected}, đã xong {told.over}.")


@uncollected.command("list")
@by_option
def list_command(username: str) -> None:
    """Những trường hợp đang chờ trong địa bàn của người hỏi, theo mã người."""
    with acting_as(actor_named(username)):
        for one in payments.stretches():
            months = f"{one.months.lower:%m/%Y}, {payments.months_of(one)} tháng"
            click.echo(
                f"{one.pk} · người {one.person_id} · {one.area.name} · từ {months} · {format_dong(one.amount_vnd)} đ "
                f"· {one.get_state_display()} · đến nhà trước {one.due_on:%d/%m/%Y}"
            )
