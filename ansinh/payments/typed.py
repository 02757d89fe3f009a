"""What somebody typed, held against what can be kept; both refuse in words."""

from __future__ import annotations

import unicodedata
from datetime import date

from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal


def line_of_words(text: str, longest: int, label: str) -> str:
    """The text in one line, without signs that cannot be printed. ``label``: how a refusal calls it.

    Raises Refusal for an empty one and for a longer one.
    """
    words = " ".join("".join(c if c.isprintable() else " " for c in unicodedata.normalize("NFC", text)).split())
    if not 0 < len(words) <= longest:
        raise Refusal(
            "Hãy ghi %(label)s (tối đa %(longest)s ký tự).",
            code="bad_name",
            label=label,
            longest=longest,
        )
    return words


def check_there(area: Unit, since: date) -> None:
    """Raise Refusal when there is no such area on the day."""
    if since not in area.valid:
        raise Refusal(
            "%(name)s không tồn tại vào ngày %(since)s.",
            code="area_not_valid",
            area=area.pk,
            name=area.name,
            since=f"{since:%d/%m/%Y}",
        )
