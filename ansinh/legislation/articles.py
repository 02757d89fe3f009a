"""Which of the articles of a condition applied in a month."""

from __future__ import annotations

import re
from functools import lru_cache

from ansinh.legislation.regimes_table import ND20, ND28, ND136, ND335, SOCIAL_PENSION, Stretch

# The months in which titles were decided by an instrument. What is not listed here (other laws) is always shown.
_APPLIED: dict[str, Stretch] = {
    "Điều 16 Nghị định 28/2012/NĐ-CP": ND28,
    "Điều 17 Nghị định 28/2012/NĐ-CP": ND28,
    "136/2013/NĐ-CP": ND136,
    "20/2021/NĐ-CP": ND20,
    "02/2021/TT-BLĐTBXH": ND20,
    "335/2026/NĐ-CP": ND335,
    "176/2025/NĐ-CP": SOCIAL_PENSION,
    "Bảo hiểm xã hội 2024": SOCIAL_PENSION,
    "09/2011/QĐ-TTg": Stretch("2011-01", "2015-12"),  # this and the next from knowledge, not read
    "59/2015/QĐ-TTg": Stretch("2016-01", "2021-12"),
    "07/2021/NĐ-CP": Stretch("2022-01", "2026-12"),
    "30/2025/NĐ-CP": Stretch("2025-04", "2026-12"),  # from knowledge, not read
    "351/2025/NĐ-CP": Stretch("2026-01", None),
}
_PARTS = re.compile(r"\s*;\s*")


@lru_cache(maxsize=16_384)  # explanations ask for the same few hundred again and again
def articles_in(text: str, month: str) -> str:
    """Of articles separated by "; " those of instruments that applied in the month "YYYY-MM"."""
    return "; ".join(part for part in _PARTS.split(text) if all(s.covers(month) for s in _stretches(part)))


def _stretches(part: str) -> list[Stretch]:
    return [stretch for name, stretch in _APPLIED.items() if name in part]
