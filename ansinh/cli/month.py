"""`ansinh month YYYY-MM`: the main job, stage by stage, with a closing summary."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from ansinh.areas import public as areas
from ansinh.cli._month_text import MONTH
from ansinh.demo.build import is_made_up
from ansinh.demo.post_office import answers_of_made_up_payers
from ansinh.flows.cast import province_cast
from ansinh.flows.month_payment import Answer
from ansinh.flows.monthly_cycle import STAGES, Cycle, run_month
from ansinh.flows.summary import LABELS, Summary
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month


def answering(folder: Path) -> Answer | None:
    """Who answers for payers that sent nothing: made-up ones in a made-up province, elsewhere nobody."""
    return (lambda run: answers_of_made_up_payers(run, folder)) if is_made_up() else None


def _cycle(month: Month, codes: Sequence[str], inbox: Path | None, today: date, folder: Path) -> Cycle:
    communes = [areas.commune(code, month.first) for code in codes]
    return Cycle(
        month=month,
        on=today,
        cast=province_cast(today),
        clock=timezone.now,
        communes=communes,
        inbox=inbox,
        answer=answering(folder),
    )


@click.command()
@click.argument("month", type=MONTH, metavar="NĂM-THÁNG")
@click.option("--commune", "codes", multiple=True, metavar="MÃ", help="Chỉ xã này (lặp lại được); bỏ trống: toàn tỉnh.")
@click.option(
    "--inbox",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Thư mục tệp của các xã; bỏ trống: hộp nhận.",
)
@click.option("--until", type=click.Choice(list(STAGES)), default="settle", help="Dừng sau bước này.")
def month(month: Month, codes: Sequence[str], inbox: Path | None, until: str) -> None:
    """Chạy một tháng: nạp danh sách → xác định → đề nghị → quyết định → chi trả → kết quả.

    Kết quả đọc từ tệp đã đặt trong thư mục kết quả (xem `ansinh answers`); chỉ ở tỉnh giả lập, kỳ nào chưa có
    tệp thì đơn vị chi trả giả lập trả lời.
    """
    console = Console()
    names = list(STAGES)
    stages = names[: names.index(until) + 1]
    began = time.monotonic()
    with Progress(
        TextColumn("[bold]{task.description:<16}"),
        BarColumn(),
        TextColumn("{task.completed}/{task.total}"),
        TimeElapsedColumn(),
        console=console,
    ) as bar:
        task = bar.add_task(STAGES[stages[0]], total=len(stages))

        def report(stage: str, _summary: Summary) -> None:
            following = names.index(stage) + 1
            bar.update(task, advance=1, description=STAGES[names[min(following, len(stages) - 1)]])

        # What made-up payers say names accounts: it is gone as soon as it was read.
        with tempfile.TemporaryDirectory(prefix="ansinh-answers-") as folder:
            cycle = _cycle(month, codes, inbox, timezone.localdate(), Path(folder))
            summary = run_month(cycle, stages=stages, report=report)
    console.print(closing(month, summary, time.monotonic() - began))
    if "settle" in stages and not summary.balances:
        raise Refusal("Số tiền theo danh sách không bằng tổng đã nhận, chuyển kỳ sau và chưa rõ.", code="unbalanced")


def closing(month: Month, summary: Summary, seconds: float) -> Table:
    """The summary as a table a person can read."""
    table = Table(title=f"Tháng {month.vietnamese}", caption=f"{seconds:.1f} giây", show_header=False)
    table.add_column(justify="left")
    table.add_column(justify="right")
    for name, value in summary.figures().items():
        table.add_row(LABELS[name], format_dong(value) + (" đ" if name.endswith("_vnd") else ""))
    table.add_section()
    ends = summary.paid_vnd + summary.returned_vnd + summary.unknown_vnd
    sign = "=" if summary.balances else "≠"
    table.add_row("Đồng vào = đồng ra", f"{format_dong(summary.listed_vnd)} {sign} {format_dong(ends)}")
    return table
