"""What somebody typed, held against what can be kept."""

from __future__ import annotations

import unicodedata

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
