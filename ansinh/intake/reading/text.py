"""Vietnamese text as people type it, brought to one form."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACES = re.compile(r"[\s\u00a0\u2000-\u200a\u202f\u205f\u3000]+")
_INVISIBLE = re.compile("[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad]")
# Marks typed in the wrong order ("á" and then a circumflex) do not become one letter by themselves.
_LOOSE_MARKS = re.compile(r"[^\W\d_][\u0300-\u0323]+")
_SHAPES = "\u0302\u0306\u031b"
# Ð (Icelandic eth) and Ɖ (African D) look like Đ and come from old keyboards and OCR.
_LOOKALIKES = str.maketrans({"Ð": "Đ", "ð": "đ", "Ɖ": "Đ", "ɖ": "đ"})
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_AROUND_A_NAME = re.compile(r"\A(?:\d+\s*[.)\-/:]\s*|[*+•.,;:\-–]\s*)+|[\s*.,;:\-–]+\Z")
_PURE_ASCII_WORDS = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*\Z")


def clean(text: str) -> str:
    """NFC with the marks of a letter joined to it, one kind of space, no invisible characters, Ð and Ɖ as Đ."""
    if _PURE_ASCII_WORDS.match(text):
        return text
    text = _LOOSE_MARKS.sub(_joined, unicodedata.normalize("NFC", text))
    return _SPACES.sub(" ", _INVISIBLE.sub("", text.translate(_LOOKALIKES))).strip()


def _joined(found: re.Match[str]) -> str:
    """A letter and its marks in the order of Vietnamese: the shape of the letter, then the tone."""
    letter, *marks = unicodedata.normalize("NFD", found[0])
    in_order = sorted(dict.fromkeys(marks), key=lambda mark: mark not in _SHAPES)
    return unicodedata.normalize("NFC", letter + "".join(in_order))


@lru_cache(maxsize=200_000)
def fold(text: str) -> str:
    """Lower case without diacritics, words separated by single spaces, punctuation gone: "Họ và tên:" → "ho va ten"."""
    lowered = clean(text).lower().replace("đ", "d")
    if not lowered.isascii():
        lowered = "".join(ch for ch in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(ch))
    return _NOT_WORD.sub(" ", lowered).strip()


def has_diacritics(text: str) -> bool:
    """Whether any letter carries a Vietnamese mark (so that "Giang A Pao" can be told from "Giàng A Páo")."""
    return not text.isascii()


def proper_name(text: str) -> str:
    """A name with every word capitalised: "GIÀNG A PÁO" → "Giàng A Páo", "h'lan niê" → "H'Lan Niê".

    Numbers, stars and points around it ("1. Giàng A Páo*") are not of the name.
    """
    bare = _AROUND_A_NAME.sub("", clean(text))
    return " ".join(_capitalise(word) for word in bare.split(" "))


def _capitalise(word: str) -> str:
    parts = re.split(r"(['’ʼ\-.(])", word)
    return "".join(part[:1].upper() + part[1:].lower() for part in parts)
