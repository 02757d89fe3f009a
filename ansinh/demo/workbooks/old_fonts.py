"""Vietnamese as it was typed before Unicode: TCVN3 (fonts .VnTime) and VNI (VNI-Times)."""

from __future__ import annotations

import unicodedata

FONTS = {"tcvn3": ".VnTime", "vni": "VNI-Times"}

_TCVN3_CODES = {
    "à": 0xB5, "ả": 0xB6, "ã": 0xB7, "á": 0xB8, "ạ": 0xB9, "ă": 0xA8, "ằ": 0xBB, "ẳ": 0xBC, "ẵ": 0xBD, "ắ": 0xBE, "ặ": 0xC6,
    "â": 0xA9, "ầ": 0xC7, "ẩ": 0xC8, "ẫ": 0xC9, "ấ": 0xCA, "ậ": 0xCB, "đ": 0xAE, "è": 0xCC, "ẻ": 0xCE, "ẽ": 0xCF, "é": 0xD0,
    "ẹ": 0xD1, "ê": 0xAA, "ề": 0xD2, "ể": 0xD3, "ễ": 0xD4, "ế": 0xD5, "ệ": 0xD6, "ì": 0xD7, "ỉ": 0xD8, "ĩ": 0xDC, "í": 0xDD,
    "ị": 0xDE, "ò": 0xDF, "ỏ": 0xE1, "õ": 0xE2, "ó": 0xE3, "ọ": 0xE4, "ô": 0xAB, "ồ": 0xE5, "ổ": 0xE6, "ỗ": 0xE7, "ố": 0xE8,
    "ộ": 0xE9, "ơ": 0xAC, "ờ": 0xEA, "ở": 0xEB, "ỡ": 0xEC, "ớ": 0xED, "ợ": 0xEE, "ù": 0xEF, "ủ": 0xF1, "ũ": 0xF2, "ú": 0xF3,
    "ụ": 0xF4, "ư": 0xAD, "ừ": 0xF5, "ử": 0xF6, "ữ": 0xF7, "ứ": 0xF8, "ự": 0xF9, "ỳ": 0xFA, "ỷ": 0xFB, "ỹ": 0xFC, "ý": 0xFD,
    "ỵ": 0xFE, "Ă": 0xA1, "Â": 0xA2, "Ê": 0xA3, "Ô": 0xA4, "Ơ": 0xA5, "Ư": 0xA6, "Đ": 0xA7,
}  # fmt: skip
_TCVN3 = {letter: bytes([code]).decode("latin-1") for letter, code in _TCVN3_CODES.items()}
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
