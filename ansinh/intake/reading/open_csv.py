"""Comma-, semicolon- or tab-separated text in the encodings Vietnamese offices produce."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from ansinh.intake.reading import limits, refusal
from ansinh.intake.reading.cells import Sheet
from ansinh.intake.reading.syllables import share_of_syllables

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TEXT_FORMULA = re.compile(r'\A="([^"]*)"\Z')  # how programs keep Excel from dropping zeros: ="015050001234"
_SEPARATORS = (";", "\t", ",", "|")


@dataclass(frozen=True, slots=True)
class CsvForm:
    """How a text file is declared to be written; ``encoding`` as Python names it."""

    separator: str
    encoding: str


def looks_like_text(head: bytes) -> bool:
    """Whether the first bytes of a file can be text (UTF-16 has zero bytes in every second place)."""
    if any(head.startswith(bom) for bom, _ in _BOMS):
        return True
    if b"\x00" in head:
        return _utf16_without_bom(head) is not None
    return not any(byte < 9 or 13 < byte < 32 for byte in head)


def open_csv(path: Path, form: CsvForm | None = None) -> Sheet:
    """One sheet named as the file without its ending; every cell is text. Without ``form`` it is guessed."""
    text = _declared(path.read_bytes(), form.encoding) if form else _decode(path.read_bytes())
    if "\x00" in text or text.lstrip()[:1] in ("<", "{"):
        raise refusal.not_a_workbook()
    rows: list[list[object]] = []
    lines = io.StringIO(text, newline="")
    first = lines.readline()
    separator = form.separator if form else ""
    if first.lower().startswith("sep=") and len(first.strip()) == 5:
        separator = first.strip()[4]  # Excel's own first line
        rows.append([])
    else:
        lines.seek(0)
    csv.field_size_limit(limits.CELL_CHARACTERS)
    try:
        for row in csv.reader(lines, delimiter=separator or _separator(text)):
            rows.append([_TEXT_FORMULA.sub(r"\1", cell) if cell[:1] == "=" else cell for cell in row])
    except csv.Error:
        raise refusal.not_a_workbook() from None
    return Sheet(name=path.stem, rows=rows, merged_known=False)


def _declared(content: bytes, encoding: str) -> str:
    """Text in the encoding that was agreed on; anything else is refused, never guessed."""
    try:
        text = content.decode("utf-8-sig" if encoding == "utf-8" else encoding)
    except UnicodeError:
        raise refusal.other_encoding() from None
    return unicodedata.normalize("NFC", text)


def _decode(content: bytes) -> str:
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                raise refusal.not_a_workbook() from None
    guessed = _utf16_without_bom(content[:4096]) if b"\x00" in content[:4096] else None
    try:
        return content.decode(guessed or "utf-8")
    except UnicodeDecodeError:
        return _decode_one_byte(content)


def _utf16_without_bom(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > len(head) // 6 and even < odd // 8 + 1:
        return "utf-16-le"
    if even > len(head) // 6 and odd < even // 8 + 1:
        return "utf-16-be"
    return None


def _decode_one_byte(content: bytes) -> str:
    """CP1258 when its words can be spelt; else CP1252, whose letters may be TCVN3 or VNI and are converted later.

    A damaged UTF-8 file keeps what is good, with U+FFFD in place of what was lost.
    """
    damaged = content.decode("utf-8", "replace")
    if damaged.count("\ufffd") * 4 < sum(ord(ch) > 127 and ch != "\ufffd" for ch in damaged):
        return damaged
    windows = unicodedata.normalize("NFC", content.decode("cp1258", "replace"))
    if "\ufffd" not in windows and share_of_syllables(windows) > 0.8:
        return windows
    return "".join(_cp1252(byte) for byte in content)


def _cp1252(byte: int) -> str:
    try:
        return bytes((byte,)).decode("cp1252")
    except UnicodeDecodeError:
        return chr(byte)


def _separator(text: str) -> str:
    """The separator which splits most lines into the same number (more than one) of cells."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]
    best, best_score = ",", 0.0
    for separator in _SEPARATORS:
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            continue
        if not counts:
            continue
        usual = max(set(counts), key=lambda n: (counts.count(n), n))
        score = counts.count(usual) * min(usual - 1, 12)
        if score > best_score:
            best, best_score = separator, score
    return best
