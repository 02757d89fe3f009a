"""``ansinh overpayments``: what was paid beyond what was owed, and what is done about it."""

from __future__ import annotations

import click
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.areas.public import commune
from ansinh.cli._actor import actor_named, by_option
from ansinh.kernel.money import format_dong
from ansinh.payments import public as payments


@click.group()
def overpayments() -> None:
    """Khoản đã chi vượt: thu hồi dần, nhận nộp lại, xóa theo quyết định."""


@overpayments.command("list")
@click.option("--all", "every", is_flag=True, help="Cả những khoản đã xong.")
@by_option
def list_command(every: bool, username: str) -> None:
    """Các khoản đã chi vượt trong địa bàn của người hỏi, còn phải thu bao nhiêu."""
    with acting_as(actor_named(username)):
        for row in payments.overpayments_in_sight(every=every):
            click.echo(
                f"Khoản {row.pk} · người {row.person_id} · tháng {row.for_month:%m/%Y} · {row.state.label}: "
                f"{format_dong(row.amount_vnd)} đồng, còn {format_dong(row.remaining_vnd)} đồng{row.waits}"
            )


@overpayments.command()
@click.argument("overpayment_id", type=int)
@click.option("--share", type=int, help="Thu hồi dần: bao nhiêu phần trăm mức hưởng mỗi tháng (tối đa 50).")
@click.option("--write-off", is_flag=True, help="Xóa khoản phải thu hồi.")
@click.option("--because", required=True, help="Lý do.")
@by_option
def propose(overpayment_id: int, share: int | None, write_off: bool, because: str, username: str) -> None:
    """Đề nghị thu hồi dần hoặc xóa các khoản đang chờ xử lý của người này; người khác quyết định."""
    kind = payments.SettlementKind.WRITE_OFF if write_off else payments.SettlementKind.RECOVER
    made = payments.propose_settlement(
        actor=actor_named(username), overpayment_id=overpayment_id, kind=kind, because=because, share_percent=share
    )
    click.echo(f"Đề nghị {made.pk}: {made.get_kind_display().lower()}.")


@overpayments.command()
@click.argument("settlement_id", type=int)
@click.option("--number", default="", help="Số quyết định; bắt buộc khi đồng ý.")
@click.option("--refuse", is_flag=True, help="Không đồng ý.")
@by_option
def decide(settlement_id: int, number: str, refuse: bool, username: str) -> None:
    """Quyết định một đề nghị do người khác lập."""
    found = payments.decide_settlement(
        actor=actor_named(username),
        settlement_id=settlement_id,
        agreed=not refuse,
        number=number,
        on=timezone.localdate(),
    )
    click.echo(f"Đề nghị {found.pk}: {found.get_state_display().lower()}.")


@overpayments.command("hand-in")
@click.argument("code")
@click.argument("amount", type=int)
@click.option("--programme", required=True, help="Chế độ đã thu hồi (social_allowance …).")
@click.option("--document", required=True, help="Số giấy nộp tiền vào ngân sách.")
@by_option
def hand_in(code: str, amount: int, programme: str, document: str, username: str) -> None:
    """Ghi số tiền (đồng) của xã đã thu hồi và nộp lại ngân sách."""
    today = timezone.localdate()
    left = payments.hand_in_recovered(
        actor=actor_named(username), area_id=commune(code, today).pk, programme=programme, amount_vnd=amount,
        document=document, on=today,
    )  # fmt: skip
    click.echo(f"Còn giữ {format_dong(left)} đồng đã thu hồi.")


@overpayments.command()
@click.argument("overpayment_id", type=int)
@click.argument("amount", type=int)
@click.option("--receipt", required=True, help="Số biên lai.")
@by_option
def refund(overpayment_id: int, amount: int, receipt: str, username: str) -> None:
    """Ghi số tiền (đồng) người hưởng nộp lại."""
    left = payments.record_refund(
        actor=actor_named(username), overpayment_id=overpayment_id, amount_vnd=amount, receipt=receipt,
        on=timezone.localdate(),
    )  # fmt: skip
    click.echo(f"Khoản {overpayment_id}: còn phải thu {format_dong(left)} đồng.")
