"""Workbooks in formats no library here writes: a small .ods and a small old .xls (BIFF8)."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


def ods(path: Path, rows: Sequence[Sequence[Any]], *, sheet: str = "Danh sách") -> Path:
    """Cells: text, numbers, ("date", "1950-03-02"), ("date", "1950-03-02", what shows), ("error", "#REF!"),
    ("down", text, rows) for a merged cell."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>" for row in rows)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMES} '
        f'office:version="1.2"><office:body><office:spreadsheet>'
        f'<table:table table:name="{escape(sheet)}">{lines}</table:table></office:spreadsheet>'
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content, zipfile.ZIP_DEFLATED)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    return path


def _ods_cell(value: Any) -> str:
    if value in ("", None):
        return "<table:table-cell/>"
    if isinstance(value, tuple) and value[0] == "date":
        return _cell(f'office:value-type="date" office:date-value="{value[1]}"', value[-1])
    if isinstance(value, tuple) and value[0] == "error":
        return _cell('office:value-type="string" office:string-value="" calcext:value-type="error"', value[1])
    if isinstance(value, tuple):
        spans = f'table:number-rows-spanned="{value[2]}" table:number-columns-spanned="1"'
        return _cell(f'{spans} office:value-type="string"', escape(value[1]))
    if isinstance(value, (int, float)):
        return _cell(f'office:value-type="float" office:value="{value}"', str(value))
    return _cell('office:value-type="string"', escape(value))


def _cell(attributes: str, text: str) -> str:
    return f"<table:table-cell {attributes}><text:p>{text}</text:p></table:table-cell>"


def xls(
    path: Path,
    rows: Sequence[Sequence[Any]],
    *,
    sheet: str = "DS",
    font: str = "Arial",
    short: bool = False,
    password: bool = False,
) -> Path:
    """Cells: text, numbers, ("error", code), ("as yyyy", day). Every text cell is in `font`. short: in the small
    sectors of the root's stream. password: with the record that says so."""
    body = _bof(0x10)
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            body += _xls_cell(number, column, value)
    body += _record(0x0A)
    fonts = _font("Arial") * 4 + _font(font)  # four are 0 to 3; the fifth is number 5
    years = _record(0x41E, struct.pack("<HHB", 164, 4, 0) + b"yyyy")
    cell_styles = [(0, 0)] * 15 + [(5, 0), (0, 164)]
    styles = b"".join(_record(0xE0, struct.pack("<HHH14x", *style, 0)) for style in cell_styles)
    locked = _record(0x2F, struct.pack("<HHH", 1, 1, 1) + bytes(48)) if password else b""
    head = _bof(0x05) + locked + fonts + years + styles
    name = sheet.encode("latin-1")
    bound = struct.pack("<IHBB", len(head) + 4 + 8 + len(name) + 4, 0, len(name), 0) + name
    path.write_bytes(_compound(head + _record(0x85, bound) + _record(0x0A) + body, short=short))
    return path


def _record(kind: int, body: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _bof(kind: int) -> bytes:
    return _record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 0, 0, 6))


def _font(name: str) -> bytes:
    return _record(
        0x31,
        struct.pack("<HHHHHBBBx", 220, 0, 0x7FFF, 400, 0, 0, 0, 0)
        + struct.pack("<BB", len(name), 0)
        + name.encode("latin-1"),
    )


def _xls_cell(row: int, column: int, value: Any) -> bytes:
    if value in ("", None):
        return b""
    if isinstance(value, tuple) and value[0] == "as yyyy":
        return _record(0x203, struct.pack("<HHHd", row, column, 16, value[1]))
    if isinstance(value, tuple):
        return _record(0x205, struct.pack("<HHHBB", row, column, 0, value[1], 1))
    if isinstance(value, (int, float)):
        return _record(0x203, struct.pack("<HHHd", row, column, 0, value))
    return _record(0x204, struct.pack("<HHHHB", row, column, 15, len(value), 1) + value.encode("utf-16-le"))


def _compound(stream: bytes, *, short: bool) -> bytes:
    """An OLE file with the one stream "Workbook"; a short one lies in sectors of 64 bytes, chained in a table of its
    own."""
    size = len(stream)
    assert not short or size < 4096
    stream = stream.ljust(-(-size // 512) * 512 if short else max(4096, -(-size // 512) * 512), b"\0")
    sectors = len(stream) // 512
    small = struct.pack(f"<{len(stream) // 64}I", *range(1, len(stream) // 64), 0xFFFFFFFE) if short else b""
    small = small.ljust(-(-len(small) // 512) * 512, b"\xff")
    assert len(small) <= 512, "a test's short workbook is short"
    # the stream, the directory, the table itself, the table of small sectors
    chain = [*range(1, sectors), 0xFFFFFFFE, 0xFFFFFFFE, 0xFFFFFFFD, *([0xFFFFFFFE] if short else [])]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    assert len(table) == 512, "a test's workbook is small"
    first_small = (sectors + 2, 1) if short else (0xFFFFFFFE, 0)
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + struct.pack("<HHHHH6x", 0x3E, 3, 0xFFFE, 9, 6)
    header += struct.pack("<IIIIIIIII", 0, 1, sectors, 0, 4096, *first_small, 0xFFFFFFFE, 0)
    header += struct.pack("<I", sectors + 1) + b"\xff" * (108 * 4)
    root = (0, len(stream)) if short else (0xFFFFFFFE, 0)
    directory = (
        _entry("Root Entry", 5, 1, *root)
        + _entry("Workbook", 2, 0xFFFFFFFF, 0, size if short else len(stream))
        + _entry("", 0, 0xFFFFFFFF, 0, 0) * 2
    )
    return header + stream + directory + table + small


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    none = 0xFFFFFFFF
    return (
        encoded.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(encoded) + 2 if name else 0, kind, 1, none, none, child)
        + bytes(36)
        + struct.pack("<IQ", start, size)
    )
