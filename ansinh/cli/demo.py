"""`ansinh demo`: a made-up province in an empty database, or a made-up country as files of person facts."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from ansinh.cli._month_text import MONTH
from ansinh.demo.accounts import logins_text
from ansinh.demo.build import BEFORE_THE_RESOLUTION, Wanted, build_province, unfinished
from ansinh.demo.communes_table import PROFILES
from ansinh.demo.facts import write_facts
from ansinh.demo.practice import fill_practice, wanted_on
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.oversight.operations.count_quality import count_quality
from ansinh.server.places import data_directory, is_practice

SMALL = 20_000
SMALL_COMMUNES = 12
WHOLE_PROVINCE = 850_000
LARGEST = 100_000_000


def _bar(console: Console) -> Progress:
    columns = (
        TextColumn("{task.description:<28}"),
        BarColumn(),
        TextColumn("{task.percentage:>3.0f}%"),
        TimeElapsedColumn(),
    )
    return Progress(*columns, console=console)


@click.command("demo")
@click.option("--people", type=click.IntRange(100, LARGEST), default=SMALL, show_default=True, help="Số người.")
@click.option("--communes", type=click.IntRange(1, len(PROFILES)), help="Số xã (mặc định: 12; từ 100.000 người: 51).")
@click.option(
    "--seed", type=int, default=2026, show_default=True, help="Hạt giống: cùng hạt giống, cùng những người ấy."
)
@click.option("--history/--no-history", default=True, show_default=True, help="Chạy các tháng đã qua, từ 12/2023.")
@click.option(
    "--until", default="2026-10", show_default=True, type=MONTH, help="Tháng đã qua gần nhất; sau đó là tin mới."
)
@click.option(
    "--old-areas",
    is_flag=True,
    help="Tỉnh trước 01/7/2025 (168 xã, còn cấp huyện), để thử áp dụng sắp xếp; các tháng đã qua đến 5/2025.",
)
@click.option(
    "--parquet", type=click.Path(file_okay=False, path_type=Path), help="Chỉ ghi dữ kiện ra thư mục này (Parquet)."
)
@click.option("--month", default="2026-11", show_default=True, type=MONTH, help="Tháng của dữ kiện Parquet.")
@click.option("--practice", is_flag=True, help="Xã tập làm, trong cơ sở dữ liệu tập làm; lệnh practice tự gọi.")
def command(
    people: int,
    communes: int | None,
    seed: int,
    history: bool,
    until: Month,
    old_areas: bool,
    parquet: Path | None,
    month: Month,
    practice: bool,
) -> None:
    """Lập một tỉnh giả lập: người, hộ, hoàn cảnh ba năm, tài khoản dùng thử và danh sách Excel của các xã."""
    console = Console()
    began = time.monotonic()
    if parquet is not None:
        rows, files = _to_files(console, parquet, people, seed, month)
        console.print(
            f"{format_dong(rows)} dòng dữ kiện tháng {month.vietnamese} trong {len(files)} tệp, {_since(began)}."
        )
        return
    if practice:
        _to_practice(console, timezone.localdate())
        return
    if people > 2 * WHOLE_PROVINCE:
        raise Refusal("Quá 1.700.000 người thì chỉ ghi ra tệp: thêm --parquet THƯ_MỤC.", code="too_many_people")
    count = communes or (SMALL_COMMUNES if people < 100_000 else len(PROFILES))
    until = min(until, BEFORE_THE_RESOLUTION) if old_areas else until
    _to_database(console, unfinished() or Wanted(people, count, seed, history, str(until), old_areas))
    console.print(f"Tỉnh giả lập đã sẵn sàng sau {_since(began)}. Không người nào trong đó có thật.")
    console.print(logins_text())


def _to_practice(console: Console, today: date) -> None:
    if not is_practice():
        raise Refusal("Xã tập làm chỉ lập trong cơ sở dữ liệu tập làm; hãy dùng: ansinh practice", code="not_practice")
    wanted = wanted_on(today)
    with _bar(console) as bar:
        people = bar.add_task("Người, hộ, hoàn cảnh", total=wanted.people)
        months = bar.add_task("Các tháng đã qua", total=wanted.months)
        tasks = {"people": people, "months": months}
        fill_practice(data_directory(), today, told=lambda what, count: bar.update(tasks[what], advance=count))


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.1f}".replace(".", ",") + " giây"


def _to_files(console: Console, folder: Path, people: int, seed: int, month: Month) -> tuple[int, object]:
    with _bar(console) as bar:
        task = bar.add_task("Dữ kiện", total=people)
        return write_facts(folder, people=people, seed=seed, month=month, told=lambda n: bar.update(task, advance=n))


def _to_database(console: Console, wanted: Wanted) -> None:
    with _bar(console) as bar:
        tasks = {"people": bar.add_task("Người, hộ, hoàn cảnh", total=wanted.people)}
        if wanted.history:
            tasks["months"] = bar.add_task("Các tháng đã qua", total=wanted.months)
        build_province(wanted, data_directory(), told=lambda what, count: bar.update(tasks[what], advance=count))
    count_quality(on=timezone.localdate())  # else the province's board is empty until the first night
    console.print(f"{format_dong(wanted.people)} người ở {wanted.communes} xã, phường.")
