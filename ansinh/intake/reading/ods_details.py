"""What calamine does not tell of an .ods: merged cells, error cells, dates of which only the year or month shows."""

from __future__ import annotations

import re
import zipfile
import zlib
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException

from ansinh.intake.reading import refusal
from ansinh.intake.reading.cells import ErrorCell, Sheet
from ansinh.intake.reading.shown_dates import shorten_date

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_YEAR = re.compile(r"(?:\d{1,2}[/.\-])?\d{4}\Z")
_FAR = 100_000


def add_ods_details(path: Path, sheets: list[Sheet]) -> None:
    """Mark error cells and merged ranges in place; does nothing for a zip that is no .ods."""
    by_name = {sheet.name: sheet for sheet in sheets}
    try:
        with zipfile.ZipFile(path) as archive:
            if "content.xml" not in archive.namelist():
                return
            with archive.open("content.xml") as stream:
                _walk(SafeTree.iterparse(stream, events=("start", "end")), by_name)
    except (DefusedXmlException, ElementTree.ParseError, KeyError, ValueError, OSError, EOFError, RuntimeError):
        raise refusal.not_a_workbook() from None
    except (zipfile.BadZipFile, zlib.error):
        raise refusal.not_a_workbook() from None


def _walk(events: Any, by_name: dict[str, Sheet]) -> None:
    sheet: Sheet | None = None
    row_number = 0
    for event, element in events:
        if element.tag == f"{_TABLE}table" and event == "start":
            sheet, row_number = by_name.get(element.get(f"{_TABLE}name", "")), 0
            if sheet:
                sheet.merged_known = True
        elif element.tag == f"{_TABLE}table-row" and event == "end":
            if sheet:
                _row(sheet, row_number, element)
            row_number += int(element.get(f"{_TABLE}number-rows-repeated", "1"))
            element.clear()


def _row(sheet: Sheet, row_number: int, row: Any) -> None:
    column = 0
    for cell in row:
        if cell.tag not in _CELLS:
            continue
        down, right = (
            int(cell.get(f"{_TABLE}number-rows-spanned", "1")),
            int(cell.get(f"{_TABLE}number-columns-spanned", "1")),
        )
        if down > 1 or right > 1:
            sheet.merged.append((row_number, column, row_number + min(down, _FAR) - 1, column + min(right, _FAR) - 1))
        wrong = any(key.endswith("}value-type") and value == "error" for key, value in cell.attrib.items())
        if wrong and row_number < len(sheet.rows) and column < len(sheet.rows[row_number]):
            sheet.rows[row_number][column] = ErrorCell("".join(cell.itertext()).strip() or "#?")
        shown = "".join(cell.itertext()).strip() if cell.get(f"{_OFFICE}value-type") == "date" else ""
        if _YEAR.match(shown):
            shorten_date(sheet, row_number, column, "Y" if len(shown) == 4 else "M")
        column += int(cell.get(f"{_TABLE}number-columns-repeated", "1"))
