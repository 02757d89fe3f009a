"""A case of the tables as a file on disk."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import xlsxwriter


def write_case(path: Path, case: dict[str, Any]) -> Path:
    """An .xlsx with the case's rows, merged cells, hidden rows and fonts; `more` are further sheets by name."""
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy"}) as book:
        for name, part in {case.get("sheet", "Sheet1"): case, **case.get("more", {})}.items():
            page = book.add_worksheet(name)
            _fill(book, page, part, decomposed=case.get("decomposed", False))
            if part.get("hidden_sheet"):
                page.hide()
    return path


def _fill(book: Any, page: Any, part: dict[str, Any], *, decomposed: bool) -> None:
    font = book.add_format({"font_name": part["font"]}) if "font" in part else None
    for number, line in enumerate(part["rows"]):
        for column, value in enumerate(line):
            if isinstance(value, tuple):
                page.write_formula(number, column, "=" + value[1], font, value[2])
            elif isinstance(value, str) and value:
                text = unicodedata.normalize("NFD", value) if decomposed else value
                page.write_string(number, column, text, font)
            elif value not in ("", None):
                page.write(number, column, value)
    for area in part.get("merge", ()):
        page.merge_range(area, "")
        _again(page, part, area, font)
    for number in part.get("hidden_rows", ()):
        page.set_row(number - 1, None, None, {"hidden": True})


def _again(page: Any, part: dict[str, Any], area: str, font: Any) -> None:
    """Merging empties the first cell; write it once more."""
    first = area.split(":", maxsplit=1)[0]
    column, row = ord(first[0]) - 65, int(first[1:]) - 1
    value = part["rows"][row][column]
    if value != "":
        page.write(row, column, value, font)
