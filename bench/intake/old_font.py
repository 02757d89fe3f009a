"""Reading a list that was typed whole in the font VNI: three or four converted cells in every row, each with a notice.

    .venv/bin/python -m bench.intake.old_font FOLDER [ROWS]

Prints notices, seconds, and the peaks in MiB of the reading process and of the one that takes the notices from it.
"""

from __future__ import annotations

import datetime as dt
import resource
import sys
import time
from pathlib import Path

import xlsxwriter

from ansinh.demo.workbooks.old_fonts import encode
from ansinh.intake.reading.separate_process import read_in_child
from bench.month.stopwatch import load

NAMES = (
    "Nguyễn Thị Phượng", "Thào A Của", "Đặng Văn Hưng", "Sùng Thị Dở", "Hoàng Đức Lương", "Lý Thị Mẩy", "Giàng A Páo",
)  # fmt: skip
HEADINGS = ("STT", "Họ và tên", "Năm sinh", "Giới tính", "Thôn, bản", "Đối tượng")


def write_list(path: Path, rows: int) -> None:
    """Texts in VNI, headings in Unicode."""
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        font = book.add_format({"font_name": "VNI-Times"})
        page = book.add_worksheet("DS")
        page.write_row(0, 0, HEADINGS)
        for number in range(rows):
            page.write(1 + number, 0, number + 1)
            page.write(1 + number, 2, 1930 + number % 90)
            texts = {1: NAMES[number % 7], 3: "Nữ" if number % 2 else "Nam", 4: "Thôn Nậm Khắt", 5: "Người cao tuổi"}
            for column, text in texts.items():
                page.write(1 + number, column, encode(text, "vni"), font)


def main() -> None:
    """Write the list where it is not there yet, read it once."""
    folder, rows = Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"vni-{rows}.xlsx"
    if not path.exists():
        write_list(path, rows)
    started = time.perf_counter()
    with read_in_child(path, on=dt.date(2026, 11, 25)) as read:
        notices = sum(1 for _ in read.notices())
    seconds = time.perf_counter() - started
    child, own = (resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
    print(f"| {notices:,} notices | {seconds:.1f} s | {child:.0f} MiB | {own:.0f} MiB | load {load()} |")


if __name__ == "__main__":
    main()
