"""What one file may cost, and the checks made before a parser sees it."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ansinh.intake.reading import refusal

FILE_BYTES = 100 * 2**20
UNPACKED_BYTES = 700 * 2**20
ZIP_ENTRIES = 5_000
MEMORY_BYTES = 1 * 2**30  # address space of the reading process
CPU_SECONDS = 120
WALL_SECONDS = 180
ROWS_PER_SHEET = 1_048_576
CELLS = 30_000_000
CELL_CHARACTERS = 32_767  # Excel's own limit


def check_size(path: Path) -> None:
    try:
        size = path.stat().st_size
        with path.open("rb"):
            pass
    except OSError:
        raise refusal.missing_file() from None
    if size > FILE_BYTES:
        raise refusal.too_big()
    if size == 0:
        raise refusal.not_a_workbook()


def check_archive(archive: zipfile.ZipFile) -> None:
    """Refuse what would unpack to more than the limit (declared sizes; the memory limit catches those that lie)."""
    entries = archive.infolist()
    if len(entries) > ZIP_ENTRIES or sum(entry.file_size for entry in entries) > UNPACKED_BYTES:
        raise refusal.too_big()
    if any(entry.flag_bits & 1 for entry in entries):
        raise refusal.encrypted()
