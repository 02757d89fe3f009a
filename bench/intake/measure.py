"""Reading a list of 100,000 rows: seconds and peak memory, beside loading the same file whole with openpyxl.

    .venv/bin/python -m bench.intake.measure [ROWS]

Each side runs in a process of its own, three times; medians are printed as a table.
"""

from __future__ import annotations

import datetime as dt
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import openpyxl
import xlsxwriter

from ansinh.intake.reading.separate_process import read_in_child

HEADINGS = (
    "STT", "Họ và tên", "Ngày sinh", "Giới tính", "Dân tộc", "Số CCCD", "Thôn", "Chủ hộ", "Hộ nghèo", "Hộ cận nghèo",
    "Dạng tật", "Mức độ",
    "Đối tượng", "Hệ số", "Mức hưởng", "Từ tháng", "SĐT", "Ghi chú",
)  # fmt: skip
SURNAMES = ["Giàng", "Vàng", "Lò", "Hoàng", "Nguyễn", "Trần", "Lý", "Sùng", "Mùa", "Thào", "Hà", "Triệu", "Bàn", "Đặng"]
GIVEN = ["Páo", "Chư", "Dê", "Hoa", "Minh", "Hùng", "Lan", "Thảo", "Súa", "Pàng", "Sơn", "Quang", "Mai"]


def write_list(path: Path, rows: int) -> None:
    """A list as mixed as real ones: dates as dates, as text and as years; marks; amounts as text."""
    dice = random.Random(1)
    with xlsxwriter.Workbook(path, {"constant_memory": True, "default_date_format": "dd/mm/yyyy"}) as book:
        page = book.add_worksheet("Danh sách")
        page.write(0, 0, "DANH SÁCH THÁNG 11 NĂM 2026")
        page.write_row(3, 0, HEADINGS)
        for number in range(rows):
            year, woman = dice.randint(1930, 2025), dice.random() < 0.5
            name = f"{dice.choice(SURNAMES)} {'Thị' if woman else 'A'} {dice.choice(GIVEN)} {dice.choice(GIVEN)}"
            born = (dt.date(year, 5, 3), f"03/05/{year}", year)[number % 3]
            identity = f"015{(0 if year < 2000 else 2) + woman}{year % 100:02d}{number:06d}"
            row = (
                number + 1, name, born, "Nữ" if woman else "Nam", dice.choice(("Mông", "Dao", "Tày", "H'Mông")),
                identity,
                f"Thôn {dice.randint(1, 60)}", name, "x" if number % 3 else "", "", "Vận động", "Nặng",
                "Người khuyết tật nặng", "1,5", "810.000",
                "07/2026", "0912345678", "",
            )  # fmt: skip
            for column, value in enumerate(row):
                if value != "":
                    page.write(4 + number, column, value)


def ours(path: Path) -> int:
    """The whole preview, with all checks."""
    with read_in_child(path, on=dt.date(2026, 11, 20), bases=[("2026-07", 540_000)]) as read:
        return sum(1 for _ in read.lines())


def openpyxl_whole(path: Path) -> int:
    """Only the cells, nothing understood."""
    page = openpyxl.load_workbook(path).active
    return sum(1 for row in page.iter_rows(min_row=5, values_only=True) if row[1])


def main() -> None:
    if len(sys.argv) == 3 and sys.argv[1] in ("ours", "openpyxl_whole"):
        started = time.perf_counter()
        count = {"ours": ours, "openpyxl_whole": openpyxl_whole}[sys.argv[1]](Path(sys.argv[2]))
        seconds = time.perf_counter() - started
        peak = max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
        print(count, seconds, peak)
        return
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.xlsx"
        write_list(path, rows)
        print(f"| {rows} rows, {len(HEADINGS)} columns | seconds | peak MiB |\n|---|---|---|")
        figures = {}
        for side in ("ours", "openpyxl_whole"):
            runs = [_run(side, path) for _ in range(3)]
            figures[side] = [statistics.median(run[i] for run in runs) for i in (0, 1)]
            print(f"| {side} | {figures[side][0]:.1f} | {figures[side][1]:.0f} |")
        ratios = [figures["openpyxl_whole"][i] / figures["ours"][i] for i in (0, 1)]
        print(f"| openpyxl / ours | {ratios[0]:.2f} | {ratios[1]:.2f} |")


def _run(side: str, path: Path) -> tuple[float, float]:
    command = [sys.executable, "-m", "bench.intake.measure", side, str(path)]
    _, seconds, peak = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()
    return float(seconds), float(peak)


if __name__ == "__main__":
    main()
