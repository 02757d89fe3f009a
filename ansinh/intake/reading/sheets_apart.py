"""The cells of a file whose columns are declared elsewhere, read in a process of its own."""

from __future__ import annotations

import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from ansinh.intake.reading import limits
from ansinh.intake.reading.open_csv import CsvForm
from ansinh.kernel.errors import Refusal
from ansinh.kernel.limited_process import Limits, Refused, naming_file, run_limited

_CHILD = "ansinh.intake.reading.sheets_child"


@dataclass(frozen=True, slots=True)
class PlainSheet:
    """A visible sheet: rows of str, int, float or bool; "" is an empty cell. Row and column count from 0."""

    name: str
    rows: list[list[str | int | float | bool]]


def read_sheets(
    content: bytes, name: str, form: CsvForm | None = None, most: Limits | None = None
) -> tuple[PlainSheet, ...]:
    """The sheets of a workbook, or the one of a text file; ``form`` says how the text is written, else it is guessed.

    Raises Refusal that names the file and says what is wrong with it, whatever it contains.
    """
    costs = most or Limits(limits.MEMORY_BYTES, limits.CPU_SECONDS, limits.WALL_SECONDS)
    with tempfile.TemporaryDirectory(prefix="ansinh-sheets-") as folder:
        given, out = Path(folder) / "given.csv", Path(folder) / "sheets.json"
        given.write_bytes(content)
        asked = {"path": str(given), "out": str(out), "form": asdict(form) if form else None}
        try:
            with naming_file(name):
                run_limited(_CHILD, asked, costs)
        except Refused as refused:
            raise Refusal("%(name)s: %(why)s", code=refused.code, file=name, name=name, why=refused.message) from None
        return tuple(PlainSheet(one["name"], one["rows"]) for one in json.loads(out.read_text(encoding="utf-8")))
