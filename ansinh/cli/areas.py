"""``ansinh areas``: the units of a day, changes of them, the crosswalk, classifications."""

from __future__ import annotations

import time
from datetime import date, datetime
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from ansinh.access.public import Actor
from ansinh.areas import public as areas
from ansinh.cli._actor import actor_named
from ansinh.cli._month_text import MONTH
from ansinh.flows import area_change
from ansinh.flows.area_figures import LABELS
from ansinh.flows.area_preview import preview_of
from ansinh.flows.area_workbooks import classification_rows, write_crosswalk
from ansinh.flows.cast import province_cast
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month

DAY = click.DateTime(["%Y-%m-%d"])
_maker = click.option("--prepared-by", help="Tên đăng nhập của người lập; bỏ trống: chuyên viên cấp tỉnh.")
_checker = click.option("--by", "checker", help="Tên đăng nhập của người áp dụng; bỏ trống: lãnh đạo cấp tỉnh.")


@click.group("areas")
def command() -> None:
    """Địa bàn: đơn vị hành chính của một ngày, sáp nhập và các thay đổi khác, bảng chuyển đổi, phân loại."""


def _actor(username: str | None, on: date, *, checker: bool) -> Actor:
    if username is None:
        cast = province_cast(on)
        return cast.decider if checker else cast.preparer
    return actor_named(username, on)


@command.command("list")
@click.option("--on", type=DAY, help="Ngày; bỏ trống là hôm nay.")
def list_command(on: datetime | None) -> None:
    """Các xã, phường của một ngày."""
    day = on.date() if on else timezone.localdate()
    for unit in areas.units_of(day, areas.Unit.Kind.COMMUNE):
        click.echo(f"{unit.code} {unit.name}" + (f", {unit.parent.name}" if unit.parent else ""))


def _step(month: Month) -> date:
    if month.first not in areas.CITATIONS:
        known = ", ".join(f"{day:%Y-%m}" for day in areas.CITATIONS)
        raise Refusal(f"Dữ liệu chỉ có các đợt sắp xếp: {known}.", code="unknown_step")
    return month.first


@command.command("preview")
@click.argument("month", type=MONTH, metavar="NĂM-THÁNG")
@_maker
def preview_command(month: Month, prepared_by: str | None) -> None:
    """Xem trước một đợt sắp xếp có trong dữ liệu (2024-12, 2025-07): những gì sẽ thay đổi, chưa ghi gì."""
    on = _step(month)
    change = area_change.prepare(areas.reorganise_as_known, by=_actor(prepared_by, on, checker=False), on=on)
    preview = preview_of(change)
    click.echo(f"{len(preview.communes)} xã, phường kết thúc; {len(preview.new)} đơn vị mới.")
    for name, value in preview.figures.items():
        click.echo(f"  {LABELS[name]}: {format_dong(value)}")
    for sentence in preview.questions:
        click.echo(f"• {sentence}")
    area_change.drop(change.pk, by=_actor(prepared_by, on, checker=False))


@command.command("apply")
@click.argument("month", type=MONTH, metavar="NĂM-THÁNG")
@_maker
@_checker
def apply_command(month: Month, prepared_by: str | None, checker: str | None) -> None:
    """Áp dụng một đợt sắp xếp có trong dữ liệu (2025-07: 319 xã thành 99), in số trước và sau."""
    began, on = time.monotonic(), _step(month)
    maker, applier = _actor(prepared_by, on, checker=False), _actor(checker, on, checker=True)
    change = area_change.prepare(areas.reorganise_as_known, by=maker, on=on)
    try:
        done = area_change.apply(change.pk, by=applier, today=timezone.localdate())
    except Refusal:
        area_change.drop(change.pk, by=maker)
        raise
    Console().print(sums(done, time.monotonic() - began))
    click.echo(f"Thay đổi số {done.change.pk} theo {done.change.citation}, từ ngày {done.change.on:%d/%m/%Y}.")


def sums(done: area_change.Applied, seconds: float) -> Table:
    """Sums before and after as a table."""
    table = Table(title="Trước và sau", caption=f"{seconds:.1f} giây".replace(".", ","))
    for heading in ("Nội dung", "Trước", "Sau", ""):
        table.add_column(heading, justify="left" if heading in ("Nội dung", "") else "right")
    for name, label in LABELS.items():
        before, after = done.before[name], done.after[name]
        table.add_row(label, format_dong(before), format_dong(after), "=" if before == after else "≠")
    table.add_section()
    for name, label in area_change.CARRIED.items():
        table.add_row(label, "", format_dong(done.carried[name]), "")
    return table


@command.command("undo")
@click.argument("number", type=int, metavar="SỐ")
@_checker
def undo_command(number: int, checker: str | None) -> None:
    """Hoàn tác một thay đổi, khi chưa có gì phụ thuộc vào nó."""
    change = area_change.undo(number, by=_actor(checker, timezone.localdate(), checker=True))
    click.echo(f"Đã hoàn tác thay đổi số {change.pk}: {change.citation}.")


@command.command("crosswalk")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP.xlsx")
@click.option("--from", "first", type=DAY, default="2020-03-01", show_default=True, help="Từ ngày.")
@click.option("--to", "last", type=DAY, help="Đến ngày; bỏ trống là hôm nay.")
def crosswalk_command(file: Path, first: datetime, last: datetime | None) -> None:
    """Bảng chuyển đổi địa bàn cũ – mới giữa hai ngày, ra tệp Excel."""
    end = last.date() if last else timezone.localdate()
    steps = areas.crosswalk(first=first.date(), last=end)
    file.write_bytes(write_crosswalk(steps))
    click.echo(f"{sum(step.village is None for step in steps)} cặp đơn vị cũ – mới trong {file}.")


@command.command("classify")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="TỆP.xlsx")
@_maker
def classify_command(file: Path, prepared_by: str | None) -> None:
    """Nhập phân loại xã, thôn (đặc biệt khó khăn; miền núi, vùng cao; khu vực I, II, III) từ tệp Excel."""
    rows = classification_rows(file.read_bytes())
    changed = area_change.classify(rows, by=_actor(prepared_by, timezone.localdate(), checker=False))
    click.echo(f"Đã nhập {len(rows)} dòng, {changed} dòng có thay đổi.")
