"""``ansinh sampling``: samples of paid lines, drawn, drawn again and told."""

from __future__ import annotations

import click
from django.utils import timezone

from ansinh.access.public import SYSTEM, acting_as
from ansinh.cli._actor import actor_named, by_option
from ansinh.cli._month_text import MONTH
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments.public import sampling as payments

DIFFERS = 1


@click.group()
def sampling() -> None:
    """Kiểm tra sau chi trả: rút mẫu, rút lại để kiểm, tỷ lệ sai lệch."""


@sampling.command()
@click.argument("month", type=MONTH)
@by_option
def draw(month: Month, username: str) -> None:
    """Rút mẫu mọi kỳ đã đối chiếu xong của một tháng; kỳ đã rút thì thôi."""
    for one in payments.draw_month(actor=actor_named(username), month=month, on=timezone.localdate()):
        click.echo(f"Mẫu {one.sample_id}: {one.lines} khoản")


@sampling.command("list")
@click.argument("month", type=MONTH)
@by_option
def list_command(month: Month, username: str) -> None:
    """Các mẫu của một tháng trong địa bàn của người hỏi, và đã hỏi đến đâu."""
    with acting_as(actor_named(username)):
        for row in payments.samples(month.first):
            counted = f"đã trả lời {row.answered}, không liên lạc được {row.silent}, sai lệch {row.discrepant}"
            click.echo(
                f"{row.sample.pk} · kỳ {row.sample.run_id} · {row.sample.area.name} "
                f"· {row.sample.get_office_display()} · {row.drawn} khoản, {counted} "
                f"· trước {row.sample.due_on:%d/%m/%Y}"
            )


@sampling.command()
@click.argument("sample_id", type=int)
@click.pass_context
def again(context: click.Context, sample_id: int) -> None:
    """Rút lại một mẫu từ hạt giống, dấu vân tay danh sách và tệp kết quả, rồi so với mẫu đã ghi."""
    with acting_as(SYSTEM):
        if payments.sample_of(sample_id) is None:
            raise Refusal("Không có mẫu số %(number)s.", code="not_there", number=sample_id)
        kept = set(payments.SampledLine.objects.filter(sample_id=sample_id).values_list("line_id", "place"))
        drawn = set(payments.draw_again(sample_id))
    click.echo(f"Rút lại {len(drawn)} khoản, mẫu đã ghi {len(kept)} khoản, khác nhau {len(drawn ^ kept)}.")
    context.exit(DIFFERS if drawn != kept else 0)


@sampling.command()
@click.argument("first", type=MONTH)
@click.argument("last", type=MONTH)
@by_option
def rates(first: Month, last: Month, username: str) -> None:
    """Tỷ lệ sai lệch của địa bàn, các xã và các cách nhận, từ tháng này đến tháng kia."""
    with acting_as(actor_named(username)):
        found = payments.rates(first.first, last.first)
    for name, row in [("Tất cả", found.whole), *((row.name, row) for row in (*found.channels, *found.communes))]:
        click.echo(f"{name}: {_told(row.discrepancy)}")


def _told(told: payments.Proportion) -> str:
    counted = f"{told.found} trên {told.asked} trả lời"
    if told.share is None or told.few:
        return f"{counted} (mẫu quá nhỏ)"
    return f"{counted}: {_percent(told.share)} ({_percent(told.low)}–{_percent(told.high)})"


def _percent(share: float) -> str:
    return f"{100 * share:.1f}%".replace(".", ",")
