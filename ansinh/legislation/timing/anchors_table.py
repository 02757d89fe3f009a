"""What a month of the law counts from: the day of a fact, years after it, and how many months later.

The one definition both works out the month and says in words which month it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ansinh.legislation.calendar_days import month_number, month_of, month_text


@dataclass(frozen=True, slots=True)
class Anchor:
    """The month of ``fact`` (a day), ``years`` and then ``months_later`` after it. ``text_vi`` completes "kể từ …"."""

    code: str
    fact: str
    text_vi: str
    years: int = 0
    months_later: int = 0

    def month(self, days: Mapping[str, date | None]) -> str | None:
        """The month "YYYY-MM", or None when the day of the fact is not known."""
        day = days.get(self.fact)
        if day is None:
            return None
        return month_text(month_number(month_of(day)) + 12 * self.years + self.months_later)


SIGNING = Anchor("signing", "signed_on", "tháng ký quyết định")
TURNING_75 = Anchor("turning_75", "born", "tháng đủ 75 tuổi", years=75)
TURNING_80 = Anchor("turning_80", "born", "tháng đủ 80 tuổi", years=80)
CERTIFICATE = Anchor("certificate", "certified_on", "tháng được cấp giấy xác nhận mức độ khuyết tật")
CHANGE = Anchor("change", "changed_on", "tháng thay đổi điều kiện hưởng")
AFTER_END = Anchor("after_end", "ended_on", "tháng ngay sau tháng chết hoặc không còn đủ điều kiện", months_later=1)
SUSPENSION = Anchor("suspension", "suspended_on", "thời điểm tạm dừng hưởng")
# A place's month is held as its first day. Under NĐ 20 the old decision names the last month that the old place pays;
# from July 2025 it names the month from which the old place no longer pays.
AFTER_OLD_PLACE = Anchor(
    "after_old_place",
    "old_place_month",
    "tháng ngay sau tháng ghi trong quyết định thôi hưởng ở nơi cũ",
    months_later=1,
)
OLD_PLACE_STOP = Anchor("old_place_stop", "old_place_month", "tháng thôi chi trả tại nơi cư trú cũ")
