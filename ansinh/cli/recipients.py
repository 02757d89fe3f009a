"""``ansinh recipients``: who may collect for somebody, and which papers run out."""

from __future__ import annotations

import click
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.cli._actor import actor_named, by_option
from ansinh.payments.public import recipients as payments

_VIEWS = ("waiting", "holds", "soon", "lapsed", "dead", "over")


@click.group()
def recipients() -> None:
    """Người nhận thay theo giấy tờ có hạn."""


@recipients.command("list")
@click.option("--view", type=click.Choice(_VIEWS), default="soon", show_default=True, help="Xem những giấy nào.")
@by_option
def list_command(view: str, username: str) -> None:
    """Giấy chờ xác nhận, còn hạn, sắp hết, vừa hết hạn chưa có giấy mới, người nhận thay đã chết, đã hết hạn."""
    with acting_as(actor_named(username)):
        for one in payments.authorisations(view, timezone.localdate()):
            click.echo(f"Giấy {one.pk} · người {one.person_id} · {one.valid.lower:%d/%m/%Y}–{one.last_day:%d/%m/%Y}")


@recipients.command()
@click.argument("authorised_id", type=int)
@by_option
def confirm(authorised_id: int, username: str) -> None:
    """Xác nhận một giấy do người khác ghi."""
    payments.confirm_recipient(actor=actor_named(username), authorised_id=authorised_id)
    click.echo(f"Giấy {authorised_id}: đã xác nhận.")
