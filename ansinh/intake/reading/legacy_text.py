"""Text that is not proper Unicode Vietnamese to what was meant: TCVN3 (.VnTime) and VNI by the font of the cell or by
its letters, UTF-8 read as something else, and letters of other alphabets that look the same.

Both encodings keep Vietnamese letters in code points 0xA1 to 0xFE, so Excel shows "NguyÔn" or "Nguyeãn" in any other
font.
"""

from __future__ import annotations

import re
import unicodedata

from ansinh.intake.reading.cells import Converted, Sheet, Unreadable
from ansinh.intake.reading.ethnicities_table import ETHNICITIES
from ansinh.intake.reading.legacy_table import TCVN3, VNI_ALONE, VNI_BREVE, VNI_CIRCUMFLEX, VNI_TONES
from ansinh.intake.reading.lookalikes import from_lookalikes
from ansinh.intake.reading.syllables import share_of_syllables

# Letters that only proper Unicode Vietnamese has: ă đ ĩ ũ ơ ư and the block of letters with two marks.
_UNICODE_ONLY = re.compile("[ĂăĐđĨĩŨũƠơƯư\u1ea0-\u1ef9\u0300\u0301\u0303\u0309\u0323]")
# Letters and signs no Vietnamese word contains, touching a letter.
_STRANGE = re.compile(
    "(?<=[A-Za-z])[¡-¬\xad®µ-¹»-¾ÄÅÆÇËÎÏÑÖ-ØÛÜÞßäåæçëîïñö-øûüþ]|[¡-¬\xad®µ-¹»-¾ÄÅÆÇËÎÏÑÖ-ØÛÜÞßäåæçëîïñö-øûüþ](?=[A-Za-z])"
)
_VNI_PAIRS = re.compile("[aeoAEO][âÂ]|[aA][êÊáÁàÀãÃéÉèÈ]|[eE][áàãÁÀÃ]|[ooOuU][áà](?=[ncmptu])")
_MOJIBAKE = re.compile("[ÃÄÆÅ][\x80-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|á[»º]")
_WORDS = re.compile(r"[^\W\d_]+")
# Words that lists are full of. Read as an old encoding they become words that nobody writes ("Thôn" to "Thơn").
_PLAIN = {
    word
    for name in (*ETHNICITIES, *(alias for aliases in ETHNICITIES.values() for alias in aliases), "Thôn Xóm Làng Khóm")
    for word in _WORDS.findall(name.lower())
}


def from_tcvn3(text: str) -> str:
    return text.translate(TCVN3)


def from_vni(text: str) -> str:
    """Letters followed by their marks ("aâ", "eã", "ôï") become one letter."""
    out: list[str] = []
    position = 0
    while position < len(text):
        letter, mark = text[position], text[position + 1 : position + 2].lower()
        base = VNI_ALONE.get(letter, letter)
        combining = _marks(letter.lower(), base.lower(), mark)
        if combining:
            out.append(unicodedata.normalize("NFC", base + combining))
            position += 2
        else:
            out.append(base)
            position += 1
    return "".join(out)


def _marks(letter: str, base: str, mark: str) -> str:
    if not mark:
        return ""
    if letter in "aeo" and mark in VNI_CIRCUMFLEX:
        return VNI_CIRCUMFLEX[mark]
    if letter == "a" and mark in VNI_BREVE:
        return VNI_BREVE[mark]
    return VNI_TONES.get(mark, "") if base in "aeouyơư" else ""


def from_mojibake(text: str) -> str | None:
    """UTF-8 that somebody read as CP1252 ("NguyÃªn"), or None when it is not that."""
    if not _MOJIBAKE.search(text):
        return None
    raw = bytearray()
    for ch in text:
        try:
            raw += ch.encode("cp1252")
        except UnicodeEncodeError:
            if ord(ch) > 255:
                return None
            raw.append(ord(ch))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return None


def encoding_by_letters(text: str) -> str:
    """ "tcvn3", "vni", "unicode" (certainly proper), "lost" (no encoding explains it) or "" (cannot tell)."""
    if text.isascii():
        return ""
    if _UNICODE_ONLY.search(text):
        return "unicode"
    strange = _STRANGE.search(text)
    if not strange and not _VNI_PAIRS.search(text):
        return ""
    if not strange and share_of_syllables(text) == 1.0:
        return ""
    tcvn3, vni = share_of_syllables(from_tcvn3(text)), share_of_syllables(from_vni(text))
    if max(tcvn3, vni) < 0.5:
        return "lost" if strange else ""
    if tcvn3 == vni:  # "Moâng" could be "Moõng"; pairs such as "oâ" are VNI's own
        return "vni" if _VNI_PAIRS.search(text) else "tcvn3"
    return "tcvn3" if tcvn3 > vni else "vni"


def convert_sheet(sheet: Sheet) -> None:
    """Convert in place every text cell of a sheet that is in an old encoding."""
    suspects: dict[int, list[int]] = {}
    certain: dict[int, dict[str, int]] = {}
    by_row: dict[int, dict[str, int]] = {}
    for row_number, row in enumerate(sheet.rows):
        tcvn3_bits, vni_bits = sheet.tcvn3_cells.get(row_number, 0), sheet.vni_cells.get(row_number, 0)
        for column, value in enumerate(row):
            if type(value) is not str or value.isascii():
                continue
            if "\ufffd" in value:
                row[column] = Unreadable(value)
                continue
            repaired = from_mojibake(value)
            if repaired is not None:
                row[column] = Converted(repaired, value, "from_mojibake")
                continue
            latin = from_lookalikes(value)
            if latin != value:
                row[column] = Converted(latin, value, "from_lookalikes")
                continue
            by_font = "tcvn3" if tcvn3_bits >> column & 1 else "vni" if vni_bits >> column & 1 else ""
            if by_font:
                row[column] = _by_font(value, by_font)
                continue
            found = encoding_by_letters(value)
            votes = certain.setdefault(column, {})
            votes[found] = votes.get(found, 0) + 1
            if found:
                in_row = by_row.setdefault(row_number, {})
                in_row[found] = in_row.get(found, 0) + 1
            if found in ("tcvn3", "vni", "lost"):
                row[column] = Unreadable(value) if found == "lost" else _converted(value, found)
            elif found == "":
                suspects.setdefault(column, []).append(row_number)
    _settle_suspects(sheet, suspects, certain, by_row)


def _settle_suspects(
    sheet: Sheet, suspects: dict[int, list[int]], certain: dict[int, dict[str, int]], by_row: dict[int, dict[str, int]]
) -> None:
    """A cell such as "Lé" is right in both readings: the rest of its row, else of its column or sheet, tells.

    The row first: headings are often typed anew above a body in the old font.
    """
    whole: dict[str, int] = {}
    for votes in certain.values():
        for name, count in votes.items():
            whole[name] = whole.get(name, 0) + count
    for column, row_numbers in suspects.items():
        of_column = _winner(certain[column]) or _winner(whole)
        for row_number in row_numbers:
            in_row = by_row.get(row_number, {})
            winner = _winner(in_row) or ("" if in_row.get("unicode") else of_column)
            if winner:
                value = sheet.rows[row_number][column]
                changed = from_tcvn3(value) if winner == "tcvn3" else from_vni(value)
                if changed != value and share_of_syllables(changed) == 1.0 and not _is_plain(value, changed):
                    sheet.rows[row_number][column] = Converted(changed, value, f"from_{winner}")


def _is_plain(value: str, changed: str) -> bool:
    """Whether a word would be lost that stands there as everybody writes it: the cell was typed anew in Unicode."""
    return any(
        before in _PLAIN and before != after
        for before, after in zip(_WORDS.findall(value.lower()), _WORDS.findall(changed.lower()), strict=False)
    )


def _winner(votes: dict[str, int]) -> str:
    if votes.get("unicode"):
        return ""
    tcvn3, vni = votes.get("tcvn3", 0), votes.get("vni", 0)
    return "" if tcvn3 == vni else "tcvn3" if tcvn3 > vni else "vni"


def _by_font(value: str, encoding: str) -> str:
    foreign = encoding == "tcvn3" and any(ch > "\x7f" and ch.isalpha() and ord(ch) not in TCVN3 for ch in value)
    if foreign or _UNICODE_ONLY.search(value):
        return value  # the font was left over; the text is Unicode
    changed = from_tcvn3(value) if encoding == "tcvn3" else from_vni(value)
    if share_of_syllables(value) == 1.0 and share_of_syllables(changed) < 1.0:
        return value  # left over too: "Giàng A Páo" would become "Giàng A Pỏo"
    return _converted(value, encoding)


def _converted(value: str, encoding: str) -> str:
    changed = from_tcvn3(value) if encoding == "tcvn3" else from_vni(value)
    if _STRANGE.search(changed) or share_of_syllables(changed) < 0.5:
        return Unreadable(value)
    return Converted(changed, value, f"from_{encoding}")
