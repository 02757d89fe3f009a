"""`ansinh demo`: a made-up province in an empty database, or a made-up country as files of person facts."""

from __future__ import annotations

import time
from pathlib import Path

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from ansinh.demo.accounts import logins_text, open_demo_accounts, write_logins
from ansinh.demo.communes import all_communes, sizes
from ansinh.demo.communes_table import PROFILES
from ansinh.demo.facts import write_facts
from ansinh.demo.history import past_months, run_history
from ansinh.demo.load import load_province
from ansinh.demo.news import write_inbox
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong
from ansinh.kernel.period import Month
from ansinh.server.postgres import data_directory

SMALL = 20_000
SMALL_COMMUNES = 12
WHOLE_PROVINCE = 850_000
LARGEST = 100_000_000


def _month(_context: click.Context, _parameter: click.Parameter, text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise click.BadParameter("tháng phải có dạng NĂM-THÁNG, ví dụ 2026-11") from None


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
@click.option("--history/--no-history", default=True, show_default=True, help="Chạy lại các tháng 12/2023–10/2026.")
@click.option(
    "--parquet", type=click.Path(file_okay=False, path_type=Path), help="Chỉ ghi dữ kiện ra thư mục này (Parquet)."
)
@click.option("--month", default="2026-11", show_default=True, callback=_month, help="Tháng của dữ kiện Parquet.")
def command(people: int, communes: int | None, seed: int, history: bool, parquet: Path | None, month: Month) -> None:
    """Lập một tỉnh giả lập: người, hộ, hoàn cảnh ba năm, tài khoản dùng thử và danh sách Excel của các xã."""
    console = Console()
    began = time.monotonic()
    if parquet is not None:
        rows, files = _to_files(console, parquet, people, seed, month)
        console.print(
            f"{format_dong(rows)} dòng dữ kiện tháng {month.vietnamese} trong {len(files)} tệp, {_since(began)}."
        )
        return
    if people > 2 * WHOLE_PROVINCE:
        raise Refusal("Quá 1.700.000 người thì chỉ ghi ra tệp: thêm --parquet THƯ_MỤC.", code="too_many_people")
    count = communes or (SMALL_COMMUNES if people < 100_000 else len(PROFILES))
    _to_database(console, people, count, seed, history)
    console.print(f"Tỉnh giả lập đã sẵn sàng sau {_since(began)}. Không người nào trong đó có thật.")
    console.print(logins_text())


def _since(began: float) -> str:
    return f"{time.monotonic() - began:.1f}".replace(".", ",") + " giây"


def _to_files(console: Console, folder: Path, people: int, seed: int, month: Month) -> tuple[int, object]:
    with _bar(console) as bar:
        task = bar.add_task("Dữ kiện", total=people)
        return write_facts(folder, people=people, seed=seed, month=month, told=lambda n: bar.update(task, advance=n))


def _to_database(console: Console, people: int, communes: int, seed: int, history: bool) -> None:
    with _bar(console) as bar:
        load = bar.add_task("Người, hộ, hoàn cảnh", total=people)
        loaded = load_province(
            people=people, communes=communes, seed=seed, told=lambda _commune, n: bar.update(load, advance=n)
        )
        open_demo_accounts()
        write_logins(data_directory())
        lists = bar.add_task("Danh sách Excel của các xã", total=communes)
        chosen = all_communes(seed)[:communes]
        for commune, size in zip(chosen, sizes(chosen, people), strict=True):
            write_inbox(commune, size, seed, data_directory() / "inbox")
            bar.update(lists, advance=1)
        if history:
            months = bar.add_task("Các tháng 12/2023–10/2026", total=len(past_months()))
            run_history(data_directory() / "returns", told=lambda _month, _summary: bar.update(months, advance=1))
    console.print(f"{format_dong(loaded.people)} người ở {communes} xã, phường.")
