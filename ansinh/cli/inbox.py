"""``ansinh inbox``: the files that communes sent: which wait, sealing what lies open, opening one."""

from __future__ import annotations

from pathlib import Path

import click
from django.conf import settings

from ansinh.access.public import SYSTEM, acting_as
from ansinh.cli._month_text import MONTH
from ansinh.intake import public as intake
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.put_down import lying_open


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
            size = format_dong(-(-one.size_bytes // 1024))
            click.echo(f"{one.pk:>6}  {one.area.code}  {one.area.name}  {one.name}  {size} KB  {state}")
    for path in lying_open(settings.INBOX / str(month)):
        click.echo(f"     ·  {path.relative_to(settings.INBOX)}  chưa mã hóa")


@inbox.command()
def seal() -> None:
    """Mã hóa ngay mọi tệp trong thư mục hộp nhận (việc này tự chạy mỗi giờ)."""
    done = intake.seal_inbox(settings.INBOX)
    for path in done.left:
        click.echo(f"✗ {path}: không phải danh sách của một xã trong một tháng (NĂM-THÁNG/MÃ XÃ/tệp)", err=True)
    click.echo(f"Đã mã hóa {done.sealed} tệp.")


@inbox.command("open")
@click.argument("number", type=int, metavar="SỐ")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Ghi ra tệp này.")
def open_one(number: int, out: Path) -> None:
    """Ghi một tệp ra để xem; việc mở được ghi vào nhật ký."""
    if out.exists():
        raise Refusal(f"--out: đã có tệp {out}.", code="exists", file=str(out))
    with acting_as(SYSTEM):
        found = intake.WaitingFile.objects.filter(pk=number, emptied_at=None).first()
        if found is None:
            raise Refusal(f"Không có tệp số {number} trong hộp nhận.", code="unknown_file", number=number)
        content = intake.content_of(found)
        audit.record(
            actor=SYSTEM, action="inbox.open", object_kind="waiting_file", object_id=found.pk, area_id=found.area_id,
            details={"sha256": found.sha256},
        )  # fmt: skip
    out.write_bytes(content)
    click.echo(f"Đã ghi {found.name} ra {out}. Xem xong hãy xóa tệp này.")
