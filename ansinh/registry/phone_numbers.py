"""Telephone numbers as they are kept: digits from the first zero on."""

from __future__ import annotations

import re

_ABROAD = re.compile(r"^(?:\+|00)?84(?=\d{9}$)")
_KEPT = re.compile(r"^0\d{9,10}$")


def plain_phone(text: str | None) -> str | None:
    """``+84 912.345.678`` as ``0912345678``; None for what is no Vietnamese number, of several the first."""
    for part in re.split(r"[/,;]| - ", text or ""):
        digits = _ABROAD.sub("0", re.sub(r"[\s.\-()]", "", part))
        if _KEPT.match(digits):
            return digits
    return None
