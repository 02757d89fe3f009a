"""What calamine does not tell of an old .xls (BIFF8): error cells, cells in an old Vietnamese font, dates of which only
the year or month shows."""

from __future__ import annotations

import struct
from pathlib import Path

from ansinh.intake.reading.cells import ErrorCell, Sheet
from ansinh.intake.reading.shown_dates import shorten_date, shown_of_date

_FREE = 0xFFFFFFFA
_ERROR_NAMES = {0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!", 29: "#NAME?", 36: "#NUM!", 42: "#N/A"}
_BOF, _EOF, _FILEPASS, _BOUNDSHEET, _FONT, _FORMAT, _XF = 0x809, 0x0A, 0x2F, 0x85, 0x31, 0x41E, 0xE0
_FORMULA, _BOOLERR, _LABELSST, _LABEL, _NUMBER, _RK, _MULRK = 0x06, 0x205, 0xFD, 0x204, 0x203, 0x27E, 0xBD
_CELLS = frozenset((_FORMULA, _BOOLERR, _LABELSST, _LABEL, _NUMBER, _RK, _MULRK))
_MINI = 64  # bytes of a sector of the small streams


class _Styles:
    """By number of a cell's style: the old encoding its font is in, and what of a date it shows ("Y", "M")."""

    def __init__(self) -> None:
        self.fonts: list[str] = []
        self.formats: dict[int, str] = {}
        self.encodings: list[str] = []
        self.shown: list[str] = []

    def read(self, kind: int, body: bytes) -> None:
        """A record of the workbook's own part."""
        if kind == _FONT:
            self.fonts.append(_short_string(body, 14))
        elif kind == _FORMAT:
            self.formats[struct.unpack_from("<H", body)[0]] = shown_of_date(_long_string(body, 2))
        elif kind == _XF:
            font, number_format = struct.unpack_from("<HH", body)
            index = font - 1 if font > 4 else font  # font 4 does not exist
            self.encodings.append(_encoding(self.fonts[index]) if index < len(self.fonts) else "")
            self.shown.append(self.formats.get(number_format, ""))


def add_xls_details(path: Path, sheets: list[Sheet]) -> None:
    """Mark in place; a structure that cannot be followed is left to what calamine already read."""
    try:
        stream = _workbook_stream(path.read_bytes())
        if stream:
            _scan(stream, {sheet.name: sheet for sheet in sheets})
    except (struct.error, IndexError, UnicodeDecodeError):
        return


def goes_in_circles(path: Path) -> bool:
    """Whether the chains of sectors of an OLE file visit a sector twice: calamine would follow them for ever."""
    content = path.read_bytes()
    try:
        sector = 1 << min(struct.unpack_from("<H", content, 30)[0], 12)
        table = b"".join(
            content[(number + 1) * sector : (number + 2) * sector]
            for number in struct.unpack_from("<109I", content, 76)
            if number < len(content) // sector
        )
    except struct.error:
        return False
    seen: set[int] = set()
    for (following,) in struct.iter_unpack("<I", table[: len(table) // 4 * 4]):
        if following < _FREE:
            if following in seen:
                return True
            seen.add(following)
    return False


def has_password(path: Path) -> bool:
    """Whether the workbook's own part says that what follows is encrypted."""
    try:
        stream = _workbook_stream(path.read_bytes())
        position = 0
        while position + 4 <= len(stream):
            kind, length = struct.unpack_from("<HH", stream, position)
            if kind in (_FILEPASS, _EOF):
                return kind == _FILEPASS
            position += 4 + length
    except (struct.error, IndexError):
        pass
    return False


def _workbook_stream(content: bytes) -> bytes:
    """The stream "Workbook" of an OLE compound file; a short one stands in the small sectors of the root's stream."""
    sector = 1 << struct.unpack_from("<H", content, 30)[0]
    (first_directory,) = struct.unpack_from("<I", content, 48)
    fat_sectors = [s for s in struct.unpack_from("<109I", content, 76) if s < _FREE]
    difat, count = struct.unpack_from("<II", content, 68)
    count = min(count, len(content) // sector)  # a damaged file may point in circles
    while difat < _FREE and count:
        block = struct.unpack_from(f"<{sector // 4}I", content, (difat + 1) * sector)
        fat_sectors += [s for s in block[:-1] if s < _FREE]
        difat, count = block[-1], count - 1
    fat: list[int] = []
    for number in fat_sectors:
        fat += struct.unpack_from(f"<{sector // 4}I", content, (number + 1) * sector)
    directory = _chain(content, fat, first_directory, sector)
    least, first_mini = struct.unpack_from("<II", content, 56)
    for offset in range(0, len(directory) - 127, 128):
        (length,) = struct.unpack_from("<H", directory, offset + 64)
        name = directory[offset : offset + max(length - 2, 0)].decode("utf-16-le", "replace")
        if name in ("Workbook", "Book"):
            start, size = struct.unpack_from("<II", directory, offset + 116)
            if size >= least:
                return _chain(content, fat, start, sector)[:size]
            small = _chain(content, fat, struct.unpack_from("<I", directory, 116)[0], sector)
            table = _chain(content, fat, first_mini, sector)
            links = [link for (link,) in struct.iter_unpack("<I", table[: len(table) // 4 * 4])]
            return _chain(small, links, start, _MINI, first=0)[:size]
    return b""


def _chain(content: bytes, fat: list[int], start: int, sector: int, *, first: int = 1) -> bytes:
    """first: sectors before number 0 (the file's own header, or none)."""
    pieces: list[bytes] = []
    while start < _FREE and len(pieces) <= len(fat):
        pieces.append(content[(start + first) * sector : (start + first + 1) * sector])
        start = fat[start]
    return b"".join(pieces)


def _scan(stream: bytes, by_name: dict[str, Sheet]) -> None:
    styles = _Styles()
    starts: dict[int, str] = {}
    sheet: Sheet | None = None
    position = 0
    while position + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, position)
        body = stream[position + 4 : position + 4 + length]
        if kind == _BOUNDSHEET:
            starts[struct.unpack_from("<I", body)[0]] = _short_string(body, 6)
        elif kind in (_FONT, _FORMAT, _XF):
            styles.read(kind, body)
        elif kind == _BOF:
            sheet = by_name.get(starts.get(position, ""))
        elif sheet and kind in _CELLS:
            _cell(sheet, kind, body, styles)
        position += 4 + length


def _short_string(body: bytes, offset: int) -> str:
    count, wide = body[offset], body[offset + 1] & 1
    raw = body[offset + 2 : offset + 2 + count * (2 if wide else 1)]
    return raw.decode("utf-16-le" if wide else "latin-1")


def _long_string(body: bytes, offset: int) -> str:
    """As _short_string with a length of two bytes."""
    (count,) = struct.unpack_from("<H", body, offset)
    raw = body[offset + 3 :]
    return raw[: 2 * count].decode("utf-16-le") if body[offset + 2] & 1 else raw[:count].decode("latin-1")


def _encoding(font: str) -> str:
    name = font.lower()
    return "tcvn3" if name.startswith(".vn") else "vni" if name.startswith("vni") else ""


def _cell(sheet: Sheet, kind: int, body: bytes, styles: _Styles) -> None:
    row, column, style = struct.unpack_from("<HHH", body)
    error: int | None = None
    if kind == _BOOLERR and body[7]:
        error = body[6]
    elif kind == _FORMULA and body[12:14] == b"\xff\xff" and body[6] == 2:
        error = body[8]
    if error is not None and row < len(sheet.rows):
        cells = sheet.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = ErrorCell(_ERROR_NAMES.get(error, "#?"))
    elif kind in (_LABEL, _LABELSST):
        if style < len(styles.encodings) and styles.encodings[style]:
            bits = sheet.tcvn3_cells if styles.encodings[style] == "tcvn3" else sheet.vni_cells
            bits[row] = bits.get(row, 0) | 1 << column
    elif kind == _MULRK:
        for place, offset in enumerate(range(4, len(body) - 2, 6)):
            _shorten(sheet, row, column + place, struct.unpack_from("<H", body, offset)[0], styles)
    else:
        _shorten(sheet, row, column, style, styles)


def _shorten(sheet: Sheet, row: int, column: int, style: int, styles: _Styles) -> None:
    if style < len(styles.shown) and styles.shown[style]:
        shorten_date(sheet, row, column, styles.shown[style])
