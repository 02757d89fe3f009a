"""A single heading to the key it speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

from ansinh.intake.reading import headings_table as table
from ansinh.intake.reading.text import clean, fold

_NUMBERING = re.compile(r"^\s*(\(?\d{1,2}\)|\d{1,2}[.)])\s+")
_UNIT = re.compile(
    r"\(?\b(?:đvt|dvt|đơn vị tính|don vi tinh|đơn vị|đv|dv)\b.*$|\((?:1[.,]?000|nghìn|ngàn|triệu|đồng).*?\)", re.I
)
# "Mức hưởng cũ" beside "Mức hưởng mới", "Mã đối tượng" beside "Đối tượng": the other column is meant.
_LESS = re.compile(r" cu\Z|\Ama (?:so )?(?!dinh danh|dd)")


@lru_cache(maxsize=20_000)
def heading_key(text: str) -> tuple[str, int]:
    """The key a single heading text speaks of, and how surely (0 to 100)."""
    bare = _UNIT.sub("", _NUMBERING.sub("", clean(text)))
    folded = fold(bare)
    if not folded or len(folded) > 120:
        return "", 0
    lowered = bare.lower().strip(" :.*")
    if lowered in (
        "họ",
        "họ đệm",
        "họ và đệm",
        "họ và tên đệm",
        "họ, đệm",
        "họ và chữ đệm",
        "họ, chữ đệm",
        "họ lót",
        "họ và tên lót",
    ) or (folded in ("ho dem", "ho va ten dem", "ho va dem", "ho lot", "ho va chu dem", "ho chu dem")):
        return "surname", 92
    if lowered == "dt":
        return "ethnicity", 55  # "dân tộc"; a telephone is "ĐT", and map_columns looks what stands below
    best, best_score = "", 0
    for key, score, pattern in table.HEADINGS:
        if score > best_score and pattern.search(folded):
            best, best_score = key, score
    if best_score and _LESS.search(folded):
        best_score -= 20
    return best, best_score
