"""`ansinh outlook`: what the coming years cost, by month, with the assumptions it rests on."""

from __future__ import annotations

from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from ansinh.access.public import SYSTEM, acting_as
from ansinh.cli._draft_file import read_draft_file
from ansinh.cli._month_text import MONTH
from ansinh.determination.files.law_texts import read_yaml
from ansinh.determination.public import law_in_force
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.legislation import overlaid
from ansinh.oversight.models.simulation import MOST_YEARS
from ansinh.oversight.simulations.outlook import project, read_assumptions
from ansinh.oversight.simulations.workbook import write_outlook, years_beside
from ansinh.registry import public as registry

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("outlook")
@click.option("--month", type=MONTH, help="Tháng đầu; bỏ trống là tháng này.")
@click.option("--years", default=5, show_default=True, type=click.IntRange(1, MOST_YEARS), help="Số năm.")
@click.option("--draft", type=_FILE, help="Một dự thảo YAML được đặt lên luật hiện hành.")
@click.option("--assumptions", type=_FILE, help="Tệp giả định YAML thay cho tệp kèm theo.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Ghi bảng tính Excel có biểu đồ.")
def command(month: Month | None, years: int, draft: Path | None, assumptions: Path | None, out: Path | None) -> None:
    """Dự báo chi của 1 đến 10 năm tới theo tuổi, sinh, chết và thay đổi đã định của luật."""
    supposed = read_assumptions(read_yaml(assumptions) if assumptions else None)
    now = timezone.now()
    with acting_as(SYSTEM):
        law = law_in_force(known_at=now)
        books = [law, *([overlaid(law, read_draft_file(draft))] if draft else [])]
        first = month or Month.of(timezone.localdate())
        frame = registry.facts_of_month(first, known_at=now)
    found = project(frame, first, years=years, assumptions=supposed, books=books)
    sides = ("Theo dự thảo (đồng)",) if draft else ()
    title = f"Dự báo từ tháng {first.vietnamese}"
    table = Table("Năm", "Số tháng", "Luật hiện nay (đồng)", *sides, title=title)
    for year, months, *totals in years_beside(*found):
        table.add_row(str(year), str(months), *(format_dong(int(total)) for total in totals))
    Console().print(table)
    for word in supposed.words:
        click.echo(f"• {word}")
    if out:
        write_outlook(out, *found)
        click.echo(f"Đã ghi {out}.")
