"""Stretches of days in which an instrument governs events, as a table. An event belongs to the law of its day."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Days:
    """Days "YYYY-MM-DD" from ``first`` to ``last``, both included; ``last`` None: still in force."""

    first: str
    last: str | None

    def covers(self, day: str) -> bool:
        """Whether a day lies in the stretch."""
        return self.first <= day and (self.last is None or day <= self.last)


# NĐ 136 applied 270,000 đồng in the community from 2015 (the earlier split is not certain): nothing before is computed.
ND136 = Days("2015-01-01", "2021-06-30")
ND20 = Days("2021-07-01", "2026-10-04")
ND335 = Days("2026-10-05", None)
ND176_AS_MADE = Days("2025-07-01", "2026-10-04")
# NĐ 335 Đ32.5: heads of facilities apply its levels of care from 1 July 2026.
ND20_IN_FACILITIES = Days("2021-07-01", "2026-06-30")
ND335_IN_FACILITIES = Days("2026-07-01", None)
BEFORE_ND20 = Days("0001-01-01", "2021-06-30")
BEFORE_SOCIAL_PENSION = Days("0001-01-01", "2025-06-30")
BEFORE_CEILINGS = Days("0001-01-01", "2026-06-30")

# Instruments that applied on some days only; articles of others (laws) are always shown.
_APPLIED: dict[str, Days] = {
    "136/2013/NĐ-CP": ND136,
    "20/2021/NĐ-CP": ND20,
    "02/2021/TT-BLĐTBXH": ND20,
    "76/2021/TT-BTC": ND20,
    "335/2026/NĐ-CP": ND335,
    "176/2025/NĐ-CP": Days("2025-07-01", None),
}
_PARTS = re.compile(r"\s*;\s*")


def articles_on(text: str, day: str) -> str:
    """Of articles separated by "; " those of instruments that applied on the day; all when that leaves none.

    (None is left for the items which facilities take from NĐ 335 before it is in force.)
    """
    parts = _PARTS.split(text)
    applied = [part for part in parts if all(d.covers(day) for name, d in _APPLIED.items() if name in part)]
    return "; ".join(applied or parts)
