"""What calamine does not tell of an .xlsx: error cells, formulas without a stored value, fonts, date formats of years.

The sheet's XML is scanned for the few cells that matter; nothing is built for the others.
"""

from __future__ import annotations

import html
import posixpath
import re
import zipfile
import zlib
from pathlib import Path
from xml.etree import ElementTree

from defusedxml import ElementTree as SafeTree
from defusedxml.common import DefusedXmlException

from ansinh.intake.reading import refusal
from ansinh.intake.reading.cells import ErrorCell, Sheet, column_index
from ansinh.intake.reading.shown_dates import shorten_date, shown_of_date

_CELL = re.compile(rb"<(?:\w+:)?c\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/>|>(.*?)</(?:\w+:)?c>)", re.S)
_ROW_SPLIT = re.compile(rb"<(?:\w+:)?row\b")
_ATTRIBUTE = re.compile(rb"""\b(r|s|t)=["']([^"']*)["']""")
_VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^>]*)?>([^<]*)</(?:\w+:)?v>")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b(?:[^>]*?/>|[^>]*>([^<]*)</(?:\w+:)?f>)")
_ERROR = re.compile(rb"""\bt=["']e["']""")
_ROW_NUMBER = re.compile(rb"""[^>]*?\br=["'](\d+)["']""")
_POSITION = re.compile(r"([A-Z]{1,3})(\d+)\Z")
_RUN_FONT = re.compile(rb"""<(?:\w+:)?rFont\b[^>]*val=["'](\.Vn|VNI-)""", re.I)
_SHARED = re.compile(rb"<(?:\w+:)?si\b(?:[^>]*?/>|[^>]*>(.*?)</(?:\w+:)?si>)", re.S)
_WRONG = (KeyError, ValueError, OSError, EOFError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError)


class _Styles:
    """Style numbers whose font is in an old encoding, and those which show only the year or month of a date."""

    def __init__(self) -> None:
        self.tcvn3: set[bytes] = set()
        self.vni: set[bytes] = set()
        self.partial: dict[bytes, str] = {}

    @property
    def matter(self) -> set[bytes]:
        return self.tcvn3 | self.vni | set(self.partial)


def add_xlsx_details(path: Path, sheets: list[Sheet]) -> None:
    """Mark in place what the XML says about the cells of `sheets`; does nothing for a zip that is no .xlsx."""
    try:
        with zipfile.ZipFile(path) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return
            parts = _sheet_parts(archive)
            styles = _styles(archive)
            shared = _legacy_shared_strings(archive)
            for sheet in sheets:
                if sheet.name in parts:
                    xml = archive.read(parts[sheet.name])
                    if b"<!DOCTYPE" in xml[:4096]:
                        raise refusal.not_a_workbook()  # calamine would leave its entities out in silence
                    _scan(xml, sheet, styles, shared)
    except (DefusedXmlException, ElementTree.ParseError, *_WRONG):
        raise refusal.not_a_workbook() from None


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]


def _sheet_parts(archive: zipfile.ZipFile) -> dict[str, str]:
    targets = {}
    for link in SafeTree.fromstring(archive.read("xl/_rels/workbook.xml.rels")):
        target = link.get("Target", "")
        targets[link.get("Id")] = (
            target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        )
    parts = {}
    for element in SafeTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if _local(element.tag) == "sheet":
            link_id = next((value for key, value in element.attrib.items() if key.endswith("}id")), None)
            if link_id in targets:
                parts[element.get("name", "")] = targets[link_id]
    return parts


def _styles(archive: zipfile.ZipFile) -> _Styles:
    styles = _Styles()
    if "xl/styles.xml" not in archive.namelist():
        return styles
    root = SafeTree.fromstring(archive.read("xl/styles.xml"))
    fonts: list[str] = []
    formats: dict[str, str] = {}
    cell_styles: list[dict[str, str]] = []
    for part in root:
        if _local(part.tag) == "fonts":
            fonts = [next((n.get("val", "") for n in font if _local(n.tag) == "name"), "") for font in part]
        elif _local(part.tag) == "numFmts":
            formats = {f.get("numFmtId", ""): f.get("formatCode", "") for f in part}
        elif _local(part.tag) == "cellXfs":
            cell_styles = [dict(xf.attrib) for xf in part]
    for number, style in enumerate(cell_styles):
        key = str(number).encode()
        font = int(style.get("fontId", 0))
        name = fonts[font].lower() if font < len(fonts) else ""
        if name.startswith(".vn"):
            styles.tcvn3.add(key)
        elif name.startswith("vni"):
            styles.vni.add(key)
        shown = shown_of_date(formats.get(style.get("numFmtId", ""), ""))
        if shown:
            styles.partial[key] = shown
    return styles


def _legacy_shared_strings(archive: zipfile.ZipFile) -> dict[bytes, str]:
    """Numbers of shared strings with a run in an old font (rich text carries its own font)."""
    if "xl/sharedStrings.xml" not in archive.namelist():
        return {}
    content = archive.read("xl/sharedStrings.xml")
    if not _RUN_FONT.search(content):
        return {}
    found = {}
    for number, match in enumerate(_SHARED.finditer(content)):
        run = _RUN_FONT.search(match.group(1) or b"")
        if run:
            found[str(number).encode()] = "tcvn3" if run.group(1).lower() == b".vn" else "vni"
    return found


def _scan(xml: bytes, sheet: Sheet, styles: _Styles, shared: dict[bytes, str]) -> None:
    matter = styles.matter
    if not matter and not shared and not _ERROR.search(xml) and not _has_formula(xml):
        return
    next_row, next_column = 0, 0
    for piece in _ROW_SPLIT.split(xml)[1:]:
        row_attribute = _ROW_NUMBER.match(piece)
        next_row = int(row_attribute.group(1)) if row_attribute else next_row + 1
        next_column = 0
        for match in _CELL.finditer(piece):
            attributes = dict(_ATTRIBUTE.findall(match.group(1)))
            row, column = next_row - 1, next_column
            position = _POSITION.match(attributes.get(b"r", b"").decode("ascii", "replace"))
            if position:
                row, column = int(position.group(2)) - 1, column_index(position.group(1))
            next_column = column + 1
            body = match.group(3)
            if body and (b"<" in body):
                _mark(sheet, row, column, attributes, body, styles, shared)


def _has_formula(xml: bytes) -> bool:
    return re.search(rb"<(?:\w+:)?f[ >/]", xml) is not None


def _mark(
    sheet: Sheet,
    row: int,
    column: int,
    attributes: dict[bytes, bytes],
    body: bytes,
    styles: _Styles,
    shared: dict[bytes, str],
) -> None:
    kind, style = attributes.get(b"t", b""), attributes.get(b"s", b"")
    value = _VALUE.search(body)
    if kind == b"e":
        _put(sheet, row, column, ErrorCell(value.group(1).decode() if value else "#?"))
        return
    formula = _FORMULA.search(body)
    if formula and kind != b"str" and (value is None or not value.group(1).strip()):
        _put(sheet, row, column, ErrorCell("=" + html.unescape((formula.group(1) or b"").decode("utf-8", "replace"))))
        return
    if style in styles.tcvn3:
        sheet.tcvn3_cells[row] = sheet.tcvn3_cells.get(row, 0) | 1 << column
    elif style in styles.vni:
        sheet.vni_cells[row] = sheet.vni_cells.get(row, 0) | 1 << column
    if shared and kind == b"s" and value and value.group(1) in shared:
        bits = sheet.tcvn3_cells if shared[value.group(1)] == "tcvn3" else sheet.vni_cells
        bits[row] = bits.get(row, 0) | 1 << column
    if style in styles.partial:
        shorten_date(sheet, row, column, styles.partial[style])


def _put(sheet: Sheet, row: int, column: int, value: object) -> None:
    if column >= 16_384 or row >= 1_048_576 or row > len(sheet.rows) + 1_000:
        return
    while len(sheet.rows) <= row:
        sheet.rows.append([])
    cells = sheet.rows[row]
    if len(cells) <= column:
        cells.extend([""] * (column + 1 - len(cells)))
    cells[column] = value
