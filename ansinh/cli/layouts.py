"""``ansinh layouts``: the columns that payers want their lists in, and answer in."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import click
from django.utils import timezone

from ansinh.access.public import acting_as
from ansinh.areas.public import Unit
from ansinh.cli._actor import actor_named, by_option
from ansinh.kernel.errors import Refusal
from ansinh.payments.public import file_layouts

_area_option = click.option("--area", "code", default="15", show_default=True, help="Mã tỉnh hoặc xã.")
_DAY = click.DateTime(["%Y-%m-%d"])
_file_argument = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))


@click.group()
def layouts() -> None:
    """Mẫu tệp của đơn vị chi trả: cột gửi đi, cột nhận về, theo ngày hiệu lực."""


def _area(code: str, on: date) -> Unit:
    unit = Unit.objects.filter(code=code, valid__contains=on).first()
    if unit is None:
        raise Refusal(f"Không có địa bàn nào mang mã {code} vào ngày {on:%d/%m/%Y}.", code="unknown_area", area=code)
    return unit


def _in_force(code: str) -> list[file_layouts.InForce]:
    today = timezone.localdate()
    return file_layouts.layouts_for(_area(code, today).pk, today)


@layouts.command("list")
@_area_option
def list_command(code: str) -> None:
    """Các mẫu đang có hiệu lực ở một địa bàn."""
    for one in _in_force(code):
        way = file_layouts.fields_table.DIRECTIONS[one.layout.direction].lower()
        where = one.row.area.name if one.row else "kèm phần mềm"
        click.echo(f"{one.layout.code}: {one.layout.provider}, {one.layout.name} ({way}, {one.layout.format}, {where})")


@layouts.command()
@click.argument("layout")
@_area_option
def show(layout: str, code: str) -> None:
    """In một mẫu ra YAML, để sửa rồi nạp lại ở nơi khác."""
    for one in _in_force(code):
        if one.layout.code == layout:
            click.echo(file_layouts.as_yaml(one), nl=False)
            return
    raise Refusal(f"Không có mẫu tệp “{layout}” đang có hiệu lực.", code="unknown_layout", value=layout)


@layouts.command()
@_file_argument
def check(file: Path) -> None:
    """Kiểm tra một mẫu viết bằng YAML; nêu mọi chỗ sai, không ghi gì."""
    faults = list(file_layouts.faults_of(file_layouts.from_yaml(file.read_bytes(), file.name)))
    for fault in faults:
        click.echo(f"{file.name}: {fault.message}")
    if faults:
        raise Refusal(f"{len(faults)} chỗ sai.", code="bad_layout", file=file.name)
    click.echo(f"{file.name}: dùng được.")


@layouts.command("set")
@_file_argument
@_area_option
@click.option("--since", type=_DAY, help="Có hiệu lực từ ngày; bỏ trống là hôm nay.")
@by_option
def set_command(file: Path, code: str, since: datetime | None, username: str) -> None:
    """Khai báo một mẫu từ một ngày; mẫu cùng mã trước đó kết thúc vào ngày liền trước."""
    day = since.date() if since else timezone.localdate()
    content = file_layouts.from_yaml(file.read_bytes(), file.name)
    row = file_layouts.set_layout(actor=actor_named(username), area=_area(code, day), since=day, content=content)
    click.echo(f"{row.code}: {row.area.name}, từ {day:%d/%m/%Y}.")


@layouts.command()
@click.argument("layout")
@_area_option
@click.option("--last-day", type=_DAY, required=True, help="Ngày cuối cùng có hiệu lực.")
@by_option
def end(layout: str, code: str, last_day: datetime, username: str) -> None:
    """Thôi dùng một mẫu đã khai báo."""
    actor, day = actor_named(username), last_day.date()
    with acting_as(actor):
        rows = [one for one in file_layouts.declared() if one.code == layout and one.area.code == code]
    found = next((one for one in rows if day in one.valid), None)
    if found is None:
        raise Refusal(f"Không có mẫu tệp “{layout}” đã khai báo.", code="unknown_layout", value=layout)
    file_layouts.end_layout(actor=actor, layout_id=found.pk, last_day=day)
    click.echo(f"{layout}: đến hết {day:%d/%m/%Y}.")


@layouts.command()
@click.argument("layout")
@_area_option
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True, help="Tệp ghi ra.")
def sample(layout: str, code: str, out: Path) -> None:
    """Ghi một tệp ví dụ với người không có thật, để gửi đơn vị chi trả xem trước."""
    one = file_layouts.layout_named(_in_force(code), layout, "out")
    out.write_bytes(file_layouts.sample_file(one.layout))
    click.echo(str(out))
