"""`ansinh reform DRAFT.yaml --month`: who gains and who loses by a draft, what it costs, whose cases to decide anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas import public as areas
from ansinh.cli._draft_file import read_draft_file
from ansinh.cli._month_text import MONTH
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.oversight.simulations.reform import Reform, reform
from ansinh.oversight.simulations.workbook import summary_of, write_reform


@click.command("reform")
@click.argument("draft", type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar="DỰ_THẢO.yaml")
@click.option("--month", required=True, type=MONTH, help="Tháng đem so sánh.")
@click.option("--commune", "codes", multiple=True, metavar="MÃ", help="Chỉ xã này (lặp lại được); bỏ trống: toàn tỉnh.")
@click.option("--years", default=1, show_default=True, type=click.IntRange(1, 10), help="Số năm cộng chi phí.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Ghi bảng tính Excel có biểu đồ.")
def command(draft: Path, month: Month, codes: Sequence[str], years: int, out: Path | None) -> None:
    """Đặt một dự thảo lên luật hiện hành: ai thêm, ai bớt, tốn bao nhiêu, xét lại những ai."""
    text = read_draft_file(draft)
    with acting_as(SYSTEM):
        chosen = [areas.commune(code, month.first).pk for code in codes]
        asked = sorted(areas.with_parts_and_predecessors(chosen)) if chosen else None
        found = reform(text, month=month, known_at=timezone.now(), years=years, area_ids=asked)
        names = {unit.pk: unit.name for unit in areas.communes(month.first)}
    _show(found)
    if out:
        write_reform(out, found, names)
        click.echo(f"Đã ghi {out}: {found.people.height} người phải xét lại.")


def _show(found: Reform) -> None:
    console = Console()
    head = Table(show_header=False, title="Mô phỏng dự thảo")
    for label, value in summary_of(found):
        head.add_row(label, format_dong(value) if isinstance(value, int) else str(value))
    console.print(head)
    table = Table("Nhóm", "Người", "Theo dự thảo", "Đồng/tháng", "Theo dự thảo", "Chênh")
    for row in found.categories.to_dicts():
        people = (row["people_before"], row["people_after"], row["before_vnd"], row["after_vnd"])
        table.add_row(
            found.labels[row["category"]], *map(format_dong, people), format_dong(row["after_vnd"] - row["before_vnd"])
        )
    console.print(table)
    table = Table("Năm", "Số tháng", "Hiện nay (đồng)", "Theo dự thảo (đồng)", "Chênh (đồng)")
    for row in found.years.to_dicts():
        figures = (row["before_vnd"], row["after_vnd"], row["after_vnd"] - row["before_vnd"])
        table.add_row(str(row["year"]), str(row["months"]), *map(format_dong, figures))
    console.print(table)
