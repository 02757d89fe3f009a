"""Texts as they are compared: composed letters, single spaces."""

from __future__ import annotations

import unicodedata


def plain(value: object) -> str:
    """A cell or word without what spreadsheets add: NFC, no spaces around, one between words; whole numbers whole."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return " ".join(unicodedata.normalize("NFC", str(value)).split())
