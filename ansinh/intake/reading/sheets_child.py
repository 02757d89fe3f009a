"""The process that opens a file of declared columns: `python -m ansinh.intake.reading.sheets_child`, under limits.

It is asked {path, out, form} and writes `out`: one JSON list of {name, rows}. What the columns mean is no matter of
this process; it turns a file into cells.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from ansinh.intake.reading.cells import Cell, as_written
from ansinh.intake.reading.open_csv import CsvForm
from ansinh.intake.reading.open_workbook import open_workbook
from ansinh.intake.reading.refusal import NotReadable
from ansinh.kernel.limited_process import Refused, answer


def read(asked: dict[str, Any]) -> None:
    """Raises Refused for a file that cannot be read."""
    form = CsvForm(**asked["form"]) if asked["form"] else None
    try:
        sheets = open_workbook(Path(asked["path"]), form)
    except NotReadable as refused:
        raise Refused(refused.code, refused.message_vi) from None
    told = [{"name": sheet.name, "rows": [[_plain(cell) for cell in row] for row in sheet.rows]} for sheet in sheets]
    with Path(asked["out"]).open("w", encoding="utf-8", errors="replace") as out:
        json.dump(told, out, ensure_ascii=False)


def _plain(cell: Cell) -> str | int | float | bool:
    """Numbers stay numbers; dates and errors as a person reads them."""
    return cell if isinstance(cell, str | int | float | bool) else as_written(cell)


if __name__ == "__main__":
    sys.exit(answer(read))
