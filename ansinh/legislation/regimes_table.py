"""The regimes in the order of their first month, as a table: an earlier or later one is a row more.

A regime is a stretch of months with the same instruments in force. Rules name the stretch they hold for.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Regime:
    """Months from ``first`` on, until the next regime, are governed by ``instruments``."""

    code: str
    first: str
    label_vi: str
    instruments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stretch:
    """Benefit months from ``first`` to ``last``, both included; ``last`` None: still in force."""

    first: str
    last: str | None

    def covers(self, month: str) -> bool:
        """Whether a month "YYYY-MM" lies in the stretch."""
        return self.first <= month and (self.last is None or month <= self.last)


REGIMES: tuple[Regime, ...] = (
    Regime("nd28_2012", "2012-06", "Nghị định 28/2012/NĐ-CP (người khuyết tật)", ("28/2012/NĐ-CP",)),
    Regime("nd136_2013", "2015-01", "Nghị định 136/2013/NĐ-CP; Nghị định 28/2012/NĐ-CP",
           ("136/2013/NĐ-CP", "28/2012/NĐ-CP")),
    Regime("nd20_2021", "2021-07", "Nghị định 20/2021/NĐ-CP", ("20/2021/NĐ-CP",)),
    Regime("nd76_2024", "2024-07", "Nghị định 20/2021/NĐ-CP, sửa đổi bởi Nghị định 76/2024/NĐ-CP",
           ("20/2021/NĐ-CP", "76/2024/NĐ-CP")),
    Regime("nd176_2025", "2025-07", "Nghị định 20/2021/NĐ-CP, 76/2024/NĐ-CP; trợ cấp hưu trí xã hội",
           ("20/2021/NĐ-CP", "76/2024/NĐ-CP", "41/2024/QH15", "176/2025/NĐ-CP")),
    # NĐ 335 Đ32.3-5: the rates apply from 1 July 2026, the rules from 5 October 2026 (month 2026-10 as a whole).
    Regime("nd335_2026_rates", "2026-07", "Nghị định 20/2021/NĐ-CP; mức chuẩn theo Nghị định 335/2026/NĐ-CP",
           ("20/2021/NĐ-CP", "41/2024/QH15", "176/2025/NĐ-CP", "335/2026/NĐ-CP")),
    Regime("nd335_2026", "2026-10", "Nghị định 335/2026/NĐ-CP",
           ("41/2024/QH15", "176/2025/NĐ-CP", "335/2026/NĐ-CP")),
)  # fmt: skip

ND28 = Stretch("2012-06", "2021-06")
ND136 = Stretch("2015-01", "2021-06")
# NĐ 67/2007 and NĐ 13/2010 governed all but disabled people in these months and are not written down here: whoever would
# have a title by the rules that followed them (ND136) must not be told that the law gives nothing.
UNWRITTEN = Stretch("2012-06", "2014-12")
ND20 = Stretch("2021-07", "2026-09")
ND335 = Stretch("2026-10", None)
SOCIAL_PENSION = Stretch("2025-07", None)
# K5b and K5c went over to the social pension on 1 July 2025 without a new file (law: Luật BHXH 2024, NĐ 176/2025).
ND20_BEFORE_SOCIAL_PENSION = Stretch("2021-07", "2025-06")
