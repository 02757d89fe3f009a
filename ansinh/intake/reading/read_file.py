"""A file to the lines of its preview: the one function everything else calls (inside the reading process)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from ansinh.intake.reading import refusal
from ansinh.intake.reading.duplicates import mark_duplicates
from ansinh.intake.reading.open_workbook import open_workbook
from ansinh.intake.reading.read_sheet import Circumstances, SheetReader, Table
from ansinh.intake.reading.row_cells import Notice, NoticeTaker, Row


@dataclass
class Reading:
    """What a file says: its lists with the proposed mapping, and its rows in order."""

    tables: list[Table] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)


def read_file(path: Path, known: Circumstances, noticed: NoticeTaker | None = None) -> Reading:
    """Raises NotReadable for a file without a list.

    noticed: takes every row's notices when the row is read; then the rows keep none. A list typed in an old font has
    several in every row.
    """
    reading = Reading()
    for sheet in open_workbook(path):
        reader = SheetReader(sheet, known, reading.rows, noticed)
        reader.read()
        reading.tables += reader.tables
        sheet.rows.clear()
    if not reading.tables:
        raise refusal.no_list()
    mark_duplicates(reading.rows)
    for row in reading.rows:
        row.status = "problem" if row.problems else "new"
    return reading


def as_line(row: Row) -> dict[str, Any]:
    """One line of the preview as the contract has it."""
    problems = [asdict(problem) for problem in row.problems]
    return {"sheet": row.sheet, "row": row.row, "status": row.status, "person": row.person, "problems": problems}


def notices_as_lines(position: int, notices: Sequence[Notice]) -> Iterator[tuple[int, str, str, str, str, str]]:
    """(position of the row, column, value, text, code, message) of a row's notices: for screens, no contract."""
    for n in notices:
        yield position, n.column, n.value, n.text, n.code, n.message


def tables_as_lines(tables: list[Table]) -> Iterator[dict[str, Any]]:
    """The proposed mapping of every table, for screens and for remembering."""
    for table in tables:
        yield {
            "sheet": table.sheet,
            "header_row": table.header.last + 1,
            "month": table.month,
            "unit": table.unit,
            "signature": table.columns.signature,
            "columns": [
                {"letter": c.letter, "heading": " / ".join(c.heading), "key": c.key, "score": c.score}
                for c in table.columns.columns
                if c.heading or c.key
            ],
        }
