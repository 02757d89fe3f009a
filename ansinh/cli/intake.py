"""`ansinh intake`: a commune's list in; preview, accept, undo."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click
import polars
from rich.console import Console
from rich.table import Table

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas import public as areas
from ansinh.cli._intake_mapping import letters_and_keys, remember_mapping
from ansinh.determination.public import law_in_force
from ansinh.flows.undo_list import undo_list
from ansinh.intake import public as intake
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.legislation import base_steps
from ansinh.registry import public as registry

_STATUS = {
    "new": "Mới",
    "changed": "Thay đổi",
    "unchanged": "Không đổi",
    "possible_duplicate": "Có thể trùng",
    "problem": "Có lỗi",
}
_SHOWN_PROBLEMS = 20


@click.command("intake")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--commune", required=True, help="Mã xã, phường (GSO).")
@click.option("--on", "on_text", metavar="YYYY-MM-DD", help="Ngày đọc tệp; mặc định là hôm nay.")
@click.option("--preview", is_flag=True, help="Chỉ xem trước, không ghi gì.")
@click.option("--out", type=click.Path(path_type=Path), help="Ghi bản xem trước ra tệp JSON Lines.")
@click.option(
    "--accept",
    metavar="all|DÒNG",
    help="Nhận vào sổ: all (mọi dòng không có lỗi, không nghi trùng) hoặc số thứ tự các dòng: 1,4-9.",
)
@click.option(
    "--map",
    "mapping",
    metavar="CỘT=MỤC,…",
    help="Nhớ cách đọc các cột cho danh sách có tiêu đề này của xã: C=full_name,E=born; CỘT= là bỏ qua cột.",
)
@click.option("--table", type=int, default=0, metavar="N", help="Với --map: bảng thứ N trong tệp, khi có nhiều bảng.")
@click.option("--undo", is_flag=True, help="Hoàn tác toàn bộ lần nhận của tệp này.")
def command(
    file: Path,
    commune: str,
    on_text: str | None,
    preview: bool,
    out: Path | None,
    accept: str | None,
    mapping: str | None,
    table: int,
    undo: bool,
) -> None:
    """Đọc danh sách của một xã (.xlsx, .xls, .ods, .csv), so với sổ, nhận vào hoặc hoàn tác."""
    on = _day(on_text)
    if preview + bool(accept) + undo > 1:
        raise Refusal("Chỉ chọn một trong --preview, --accept, --undo.", code="one_of")
    console = Console(stderr=True)
    with acting_as(SYSTEM):
        area = areas.commune(commune, on)
        if mapping:
            remember_mapping(file, area, on, letters_and_keys(mapping), table)
        if undo:
            _undo(console, file, area)
        elif accept:
            _accept(console, file, area, on, accept)
        else:
            _preview(console, file, area, on, out)


def _day(text: str | None) -> dt.date:
    if text is None:
        return dt.date.today()
    try:
        day = dt.date.fromisoformat(text)  # takes "20261120" and week numbers too
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise Refusal(f"--on: “{text}” không phải là ngày dạng YYYY-MM-DD.", code="bad_day", value=text)
    return day


def _preview(console: Console, file: Path, area: areas.Unit, on: dt.date, out: Path | None) -> None:
    area_ids = areas.with_parts_and_predecessors([area.pk])
    with intake.preview_file(file, on=on, bases=base_steps(law_in_force()), area_id=area.pk) as preview:
        frame = preview.frame()
        standing = registry.standing_of(frame, area_ids=sorted(area_ids), on=on)
        if out:
            _write(out, preview.lines(standing["status"].to_list()))
        _show_columns(console, preview)
        _show_problems(console, preview)
        _show_summary(console, f"{file.name} · {area.name}", frame, standing)


def _write(out: Path, lines: Iterator[str]) -> None:
    """Under its name only once it is whole."""
    unfinished = out.with_name(out.name + ".part")
    try:
        with unfinished.open("w", encoding="utf-8") as stream:
            stream.writelines(line + "\n" for line in lines)
        unfinished.replace(out)
    except OSError as error:
        if unfinished.is_file():
            unfinished.unlink()
        raise Refusal(
            f"--out: không ghi được tệp {out} ({error.strerror}).", code="cannot_write", file=str(out)
        ) from None


def _show_columns(console: Console, preview: intake.Preview) -> None:
    seen = set()
    for found in preview.tables:
        if found["signature"] in seen:
            continue
        seen.add(found["signature"])
        table = Table(
            title=f"Trang “{found['sheet']}”, tiêu đề đến dòng {found['header_row']}, tháng {found['month']}",
            title_justify="left",
        )
        for heading in ("Cột", "Tiêu đề", "Hiểu là", "Chắc chắn"):
            table.add_column(heading)
        for column in found["columns"]:
            table.add_row(
                column["letter"],
                column["heading"],
                column["key"] or "–",
                f"{column['score']} %" if column["key"] else "",
            )
        console.print(table)


def _show_problems(console: Console, preview: intake.Preview) -> None:
    shown = 0
    for line in preview.read.rows():
        for problem in line["problems"]:
            if shown < _SHOWN_PROBLEMS:
                console.print(
                    f"{line['sheet']}!{problem['column']}{line['row']}: {problem['message']}",
                    markup=False,
                    highlight=False,
                )
            shown += 1
    if shown > _SHOWN_PROBLEMS:
        console.print(f"… và {format_dong(shown - _SHOWN_PROBLEMS)} lỗi nữa (xem đầy đủ với --out).")


def _show_summary(console: Console, title: str, frame: polars.DataFrame, standing: polars.DataFrame) -> None:
    counts = Counter(standing["status"].to_list())
    table = Table(title=title, title_justify="left")
    table.add_column("Tình trạng")
    table.add_column("Số dòng", justify="right")
    for status, text in _STATUS.items():
        table.add_row(text, format_dong(counts[status]))
    table.add_row("Cộng", format_dong(frame.height), style="bold")
    console.print(table)


def _accept(console: Console, file: Path, area: areas.Unit, on: dt.date, which: str) -> None:
    received = intake.receive_file(actor=SYSTEM, path=file, area=area, on=on, bases=base_steps(law_in_force()))
    result = registry.accept_import(actor=SYSTEM, file=received, positions=_positions(which), on=on)
    console.print(
        f"{file.name}: đã nhận {format_dong(result.accepted)} dòng ({format_dong(result.new)} người mới, "
        f"{format_dong(result.changed)} người thay đổi, {format_dong(result.unchanged)} không đổi); "
        f"còn {format_dong(result.left)} dòng chưa nhận."
    )


def _positions(which: str) -> list[int] | None:
    """ "all" → None; "1,4-9" → positions from 0."""
    if which.strip() == "all":
        return None
    found: list[int] = []
    for part in which.split(","):
        first, _, last = part.strip().partition("-")
        if not first.isdigit() or (last and not last.isdigit()) or int(first) < 1:
            raise Refusal(
                f"--accept: “{part}” không phải là số thứ tự dòng (ví dụ 1,4-9) hay all.", code="bad_rows", value=part
            )
        found += range(int(first) - 1, int(last or first))
    return found


def _undo(console: Console, file: Path, area: areas.Unit) -> None:
    if not file.is_file():
        raise Refusal(f"{file.name}: không mở được tệp.", code="missing_file", file=file.name)
    received = intake.SourceFile.objects.filter(area=area, sha256=intake.content_hash(file)).first()
    if received is None:
        raise Refusal(f"{file.name}: tệp này chưa được nạp cho {area.name}.", code="unknown_file", file=file.name)
    count = undo_list(actor=SYSTEM, file=received)
    console.print(f"{file.name}: đã hoàn tác, {format_dong(count)} thông tin trở lại như trước khi nhận.")
