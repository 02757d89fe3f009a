"""``ansinh inbox``: the files that communes sent: which wait, sealing what lies open, opening one."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings

from ansinh.access.public import SYSTEM, acting_as
from ansinh.cli._month_text import MONTH
from ansinh.cli._put_down import OUT, tell_file, tell_open, tell_sealed, write_out
from ansinh.intake import public as intake
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month


@click.group()
def inbox() -> None:
    """Hộp nhận: tệp các xã gửi, nằm mã hóa cho tới khi nạp và cả về sau."""


@inbox.command("list")
@click.argument("month", type=MONTH, metavar="NĂM-THÁNG")
def list_files(month: Month) -> None:
    """Các tệp của một tháng: số, xã, tên, cỡ, đã nạp chưa; và những tệp còn nằm rõ trong thư mục."""
    with acting_as(SYSTEM):
        for one in intake.waiting_files(month):
            state = f"đã nạp ({one.file_id})" if one.file_id else "đang chờ"
            tell_file(one.pk, f"{one.area.code}  {one.area.name}", one.name, one.size_bytes, state)
    tell_open(settings.INBOX, str(month))


@inbox.command()
def seal() -> None:
    """Mã hóa ngay mọi tệp trong thư mục hộp nhận (việc này tự chạy mỗi giờ)."""
    tell_sealed(
        intake.seal_inbox(settings.INBOX), "không phải danh sách của một xã trong một tháng (NĂM-THÁNG/MÃ XÃ/tệp)"
    )


@inbox.command("open")
@click.argument("number", type=int, metavar="SỐ")
@OUT
def open_one(number: int, out: Path) -> None:
    """Ghi một tệp ra để xem; việc mở được ghi vào nhật ký."""
    write_out(out, lambda: _opened(number))


@acting_as(SYSTEM)
def _opened(number: int) -> tuple[str, bytes]:
    found = intake.WaitingFile.objects.filter(pk=number, emptied_at=None).first()
    if found is None:
        raise Refusal(f"Không có tệp số {number} trong hộp nhận.", code="unknown_file", number=number)
    content = intake.content_of(found)
    audit.record(
        actor=SYSTEM, action="inbox.open", object_kind="waiting_file", object_id=found.pk, area_id=found.area_id,
        details={"sha256": found.sha256},
    )  # fmt: skip
    return found.name, content
