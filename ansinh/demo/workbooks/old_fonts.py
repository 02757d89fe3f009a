"""Vietnamese as it was typed before Unicode: TCVN3 (fonts .VnTime) and VNI (VNI-Times)."""

from __future__ import annotations

import unicodedata

FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times"}

_LETTERS = "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_CODES = bytes.fromhex(
    "A1 A2 A3 A4 A5 A6 A7 A8 A9 AA AB AC AD AE B5 B6 B7 B8 B9 BB BC BD BE C6 C7 C8 C9 CA CB CC CE CF D0 D1 D2 D3 D4"
    "D5 D6 D7 D8 DC DD DE DF E1 E2 E3 E4 E5 E6 E7 E8 E9 EA EB EC ED EE EF F1 F2 F3 F4 F5 F6 F7 F8 F9 FA FB FC FD FE"
)
_TCVN3 = dict(zip(_LETTERS, _CODES.decode("latin-1"), strict=True))
# VNI: the letter, then one that carries shape and tone (second half of the name: none, ́ ̀ ̉ ̃ ̣).
_TONES = "\u0301\u0300\u0309\u0303\u0323"
_VNI_PLAIN, _VNI_CIRCUMFLEX, _VNI_BREVE = "ùøûõï", "âáàåãä", "êéèúüë"
_VNI_I = dict(zip("íìỉĩị", "íìæóò", strict=True))


def encode(text: str, font: str) -> str:
    """The letters that show as ``text`` in the old font. Capitals that TCVN3 does not have become small ones."""
    return text if not font else "".join(map(_tcvn3 if font == "tcvn3" else _vni, unicodedata.normalize("NFC", text)))


def _tcvn3(letter: str) -> str:
    return _TCVN3.get(letter) or _TCVN3.get(letter.lower(), letter)


def _vni(letter: str) -> str:
    small = letter.lower()
    found = _vni_small(small)
    return found.upper() if letter != small else found


def _vni_small(letter: str) -> str:
    if letter in _VNI_I:
        return _VNI_I[letter]
    if letter in "đỵ":
        return {"đ": "ñ", "ỵ": "î"}[letter]
    base, *marks = unicodedata.normalize("NFD", letter)
    tone = next((_TONES.index(mark) for mark in marks if mark in _TONES), None)
    shape = next((mark for mark in marks if mark not in _TONES), "")
    if shape == "\u0302":
        return base + _VNI_CIRCUMFLEX[0 if tone is None else tone + 1]
    if shape == "\u0306":
        return base + _VNI_BREVE[0 if tone is None else tone + 1]
    if shape == "\u031b":
        base = {"o": "ô", "u": "ö"}[base]
    return base if tone is None else base + _VNI_PLAIN[tone]
