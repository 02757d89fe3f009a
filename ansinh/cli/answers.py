"""``ansinh answers``: payers' files that were put down for runs: which wait, sealing what lies open, opening one."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings

from ansinh.access.public import SYSTEM, acting_as
from ansinh.cli._month_text import MONTH
from ansinh.cli._put_down import OUT, tell_file, tell_open, tell_sealed, write_out
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments.public import answers as put_down


@click.group()
def answers() -> None:
    """Tệp kết quả của đơn vị chi trả: đặt vào thư mục NĂM-THÁNG/KỲ-tên, nằm mã hóa cho tới khi đọc và cả về sau."""


@answers.command("list")
@click.argument("month", type=MONTH, metavar="NĂM-THÁNG")
def list_files(month: Month) -> None:
    """Các tệp của một tháng: số, kỳ, địa bàn, tên, cỡ, đã đọc chưa; và những tệp còn nằm rõ trong thư mục."""
    with acting_as(SYSTEM):
        for one in put_down.answers_of_month(month):
            state = f"đã nhập ({one.file_id})" if one.file_id else "đang chờ"
            tell_file(one.pk, f"kỳ {one.run_id}  {one.run.area.name}", one.name, one.size_bytes, state)
    tell_open(settings.RETURNS, str(month))


@answers.command()
def seal() -> None:
    """Mã hóa ngay mọi tệp trong thư mục kết quả (việc này tự chạy mỗi giờ)."""
    tell_sealed(
        put_down.seal_answers(settings.RETURNS),
        "không phải kết quả của một kỳ chi trả trong tháng (NĂM-THÁNG/KỲ-tên tệp)",
    )


@answers.command("open")
@click.argument("number", type=int, metavar="SỐ")
@OUT
def open_one(number: int, out: Path) -> None:
    """Ghi một tệp ra để xem; việc mở được ghi vào nhật ký."""
    write_out(out, lambda: _opened(number))


@acting_as(SYSTEM)
def _opened(number: int) -> tuple[str, bytes]:
    found = put_down.WaitingAnswer.objects.filter(pk=number).select_related("run").first()
    if found is None:
        raise Refusal(f"Không có tệp kết quả số {number}.", code="unknown_file", number=number)
    content = put_down.answer_content(found)
    audit.record(
        actor=SYSTEM, action="answers.open", object_kind="payroll_run", object_id=found.run_id,
        area_id=found.run.area_id, details={"waiting": found.pk, "sha256": found.sha256},
    )  # fmt: skip
    return found.name, content
