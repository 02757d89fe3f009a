"""Every cell of the table is read as a person would read it, or becomes the right problem."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.spec.intake.cells_table import CELLS
from tests.unit.intake.lists import made, read

HEADINGS = {"full_name": "Họ và tên", "born": "Năm sinh", "village": "Thôn"}


@pytest.mark.parametrize(("heading", "key"), CELLS)
def test_cells(heading: str, key: str, tmp_path: Path) -> None:
    """A row a cell; the problems that come from other rows or columns (one number twice, a number against the year)
    are not looked at."""
    cases = CELLS[heading, key]
    others = {name: text for name, text in HEADINGS.items() if name != key}

    def fill(book: Any, page: Any) -> None:
        date = book.add_format({"num_format": "dd/mm/yyyy"})
        page.write_row(0, 0, ["STT", heading, *others.values()])
        for number, (cell, _, _) in enumerate(cases, 1):
            filled = {"full_name": f"Lò Văn {_letters(number)}", "born": str(1900 + number % 120), "village": "Lìm"}
            page.write(number, 0, number)
            page.write_row(number, 2, [filled[name] for name in others])
            write = page.write_string if isinstance(cell, str) else page.write
            if cell not in ("", None) or cell == 0:
                write(number, 1, cell, *([date] if hasattr(cell, "year") else []))

    rows = read(made(tmp_path / "a.xlsx", fill)).rows
    found = [
        (
            row.person[key],
            ",".join(
                p.code for p in row.problems if p.column == "B" and p.code not in ("id_mismatch", "duplicate_in_file")
            ),
        )
        for row in rows
    ]
    for (cell, value, problem), one in zip(cases, found, strict=True):
        assert one == (value, problem), cell


def _letters(number: int) -> str:
    return chr(65 + number // 26) + chr(97 + number % 26)
