"""Vietnamese names: folding for search and a sort key that no collation of the machine can change."""

from __future__ import annotations

import unicodedata

_TONES = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_SHAPES = {"\u0306": "1", "\u0302": "2", "\u031b": "3"}  # ă, â ê ô, ơ ư: the order of the alphabet


def fold(text: str) -> str:
    """Lower case without diacritics, đ as d, single spaces: what people type when they search."""
    decomposed = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def _syllable_key(syllable: str) -> str:
    """Each letter with the digit of its shape, so that a < ă < â < b; the tone decides last."""
    letters: list[str] = []
    tone = 0
    for char in unicodedata.normalize("NFD", syllable.lower().replace("đ", "d\u0306")):
        if char in _TONES:
            tone = _TONES[char]
        elif char in _SHAPES and letters:
            letters[-1] = letters[-1][0] + _SHAPES[char]
        else:
            letters.append(f"{char}0")
    return "".join(letters) + f"!{tone}"


def sort_key(full_name: str) -> str:
    """Key for a column with COLLATE "C": given name first, a ă â … d đ …, the tone last (Hòa = Hoà)."""
    syllables = full_name.split()
    if not syllables:
        return ""
    return " ".join(_syllable_key(s) for s in [syllables[-1], *syllables[:-1]])
