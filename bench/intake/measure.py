"""The whole `ansinh intake --preview` of a list of 100,000 rows: read, checked, compared with the registry and written.

    .venv/bin/python -m bench.intake.measure FOLDER [ROWS [ROUNDS]]

Once against a registry that holds these very people, once with as many others in a registry of that size; beside
loading the same file whole with openpyxl, which understands nothing. Each run is a process of its own; medians are
printed. The peak is that of the greatest single process, without the database's.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import openpyxl
import xlsxwriter
from django.core.management import call_command

from bench.month.province import use
from bench.month.stopwatch import load

COMMUNE = "04375"
ON = "2026-11-20"
HEADINGS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số CCCD", "Thôn", "Chủ hộ", "Hộ nghèo", "Hộ cận nghèo",
    "Dạng tật", "Mức độ",
    "Đối tượng", "Hệ số", "Mức hưởng", "Từ tháng", "SĐT", "Ghi chú",
)  # fmt: skip
SURNAMES = ["Giàng", "Vàng", "Lò", "Hoàng", "Nguyễn", "Trần", "Lý", "Sùng", "Mùa", "Thào", "Hà", "Triệu", "Bàn", "Đặng"]
GIVEN = ["Páo", "Chư", "Dê", "Hoa", "Minh", "Hùng", "Lan", "Thảo", "Súa", "Pàng", "Sơn", "Quang", "Mai"]


def write_list(path: Path, rows: int, seed: int) -> None:
    """A list as mixed as real ones: dates as dates, as text and as years; marks; amounts as text."""
    dice = random.Random(seed)
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        book.set_properties({"created": dt.datetime.fromisoformat("2026-11-01")})
        page = book.add_worksheet("Danh sách")
        page.write(0, 0, "DANH SÁCH THÁNG 11 NĂM 2026")
        page.write_row(3, 0, HEADINGS)
        for number in range(rows):
            woman = dice.random() < 0.5
            day = dt.date(1930, 1, 1) + dt.timedelta(days=dice.randrange(35_000))
            name = f"{dice.choice(SURNAMES)} {'Thị' if woman else 'A'} {dice.choice(GIVEN)} {dice.choice(GIVEN)}"
            born = (day, f"{day:%d/%m/%Y}", day.year)[number % 3]
            identity = f"{15 + seed:03d}{(0 if day.year < 2000 else 2) + woman}{day.year % 100:02d}{number:06d}"
            row = (
                number + 1, name, born, "Nữ" if woman else "Nam", dice.choice(("Mông", "Dao", "Tày", "H'Mông")),
                identity, f"Thôn {dice.randint(1, 60)}", name, "x" if number % 3 else "", "", "Vận động", "Nặng",
                "Người khuyết tật nặng", "1,5", "810.000", "07/2026", "0912345678", "",
            )  # fmt: skip
            for column, value in enumerate(row):
                if value != "":
                    page.write(4 + number, column, value)


def intake(path: Path, *what: str) -> None:
    """The command as a person runs it."""
    command = [sys.executable, "-P", "-m", "ansinh", "intake", str(path), "--commune", COMMUNE, "--on", ON, *what]
    subprocess.run(command, env={**os.environ, "PYTHONPATH": str(Path.cwd())}, stderr=subprocess.DEVNULL, check=True)


def preview(path: Path) -> int:
    """The rows of the preview that was written."""
    out = path.with_suffix(".jsonl")
    intake(path, "--preview", "--out", str(out))
    with out.open(encoding="utf-8") as lines:
        return sum(1 for _ in lines)


def openpyxl_whole(path: Path) -> int:
    """Only the cells, nothing understood."""
    page = openpyxl.load_workbook(path).active
    return sum(1 for row in page.iter_rows(min_row=5, values_only=True) if row[1])


def prepare(folder: Path, rows: int) -> tuple[Path, Path]:
    """A registry with the people of the first list; both lists."""
    use(folder)
    call_command("migrate", interactive=False, verbosity=0)
    from ansinh.areas.public import load_units

    load_units()
    known, others = folder / f"known-{rows}.xlsx", folder / f"others-{rows}.xlsx"
    for seed, path in enumerate((known, others)):
        if not path.exists():
            write_list(path, rows, seed)
    intake(known, "--accept", "all")
    return known, others


def main() -> None:
    """Print seconds and MiB of each."""
    if sys.argv[1] == "--one":
        started = time.perf_counter()
        count = {"preview": preview, "openpyxl": openpyxl_whole}[sys.argv[2]](Path(sys.argv[3]))
        seconds = time.perf_counter() - started
        peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
        print(count, seconds, peak)
        return
    rows = int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    known, others = prepare(Path(sys.argv[1]).absolute(), rows)
    print(f"| {rows:,} rows, {len(HEADINGS)} columns | seconds | peak MiB | load |\n|---|---:|---:|---:|")
    figures = {}
    for title, side, path in (
        ("preview, all of them known", "preview", known),
        ("preview, as many others", "preview", others),
        ("openpyxl, cells only", "openpyxl", known),
    ):
        runs = [_run(side, path) for _ in range(rounds)]
        figures[title] = [statistics.median(run[i] for run in runs) for i in (0, 1)]
        print(f"| {title} | {figures[title][0]:.1f} | {figures[title][1]:.0f} | {load()} |", flush=True)
    ours, peer = figures["preview, all of them known"], figures["openpyxl, cells only"]
    print(f"| openpyxl ÷ preview | {peer[0] / ours[0]:.2f} | {peer[1] / ours[1]:.2f} | |")


def _run(side: str, path: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.intake.measure", "--one", side, str(path)]
    _, seconds, peak = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.split()
    return float(seconds), float(peak)


if __name__ == "__main__":
    main()
