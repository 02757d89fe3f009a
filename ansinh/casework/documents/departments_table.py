"""Which department prepares for a people's committee, by level and day, with what says so.

Nothing was found on the departments of Yên Bái itself; the decrees name them alike for every province. What was read only
in a report, or is from knowledge, says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Level = Literal["province", "district", "commune"]


@dataclass(frozen=True, slots=True)
class Department:
    """From ``first`` until the next of its level. ``letters``: in numbers and archive marks; ``name`` empty: none."""

    level: Level
    first: date
    name: str
    letters: str
    source: str


DEPARTMENTS: tuple[Department, ...] = (
    Department(
        "province", date(2008, 3, 1), "Sở Lao động - Thương binh và Xã hội", "SLĐTBXH",
        "NĐ 13/2008/NĐ-CP, NĐ 24/2014/NĐ-CP (chưa đối chiếu)",
    ),
    Department(
        "province", date(2025, 3, 1), "Sở Y tế", "SYT",
        "NĐ 45/2025/NĐ-CP ngày 28/02/2025: danh mục sở không còn Sở Lao động - Thương binh và Xã hội (đọc bản tường thuật)"
        "; Sở Y tế nhận bảo trợ xã hội từ 01/3/2025; TT 20/2025/TT-BYT",
    ),
    Department(
        "district", date(2008, 3, 1), "Phòng Lao động - Thương binh và Xã hội", "LĐTBXH",
        "NĐ 20/2021/NĐ-CP Điều 8; NĐ 14/2008/NĐ-CP, NĐ 37/2014/NĐ-CP (chưa đối chiếu)",
    ),
    Department(
        "district", date(2025, 3, 1), "Phòng Y tế", "YT",
        "Điều 15 NĐ 45/2025/NĐ-CP: không còn Phòng Lao động - Thương binh và Xã hội, Phòng Nội vụ không có bảo trợ xã hội"
        " (đọc bản tường thuật); việc giao cho Phòng Y tế chưa đối chiếu với văn bản",
    ),
    Department("commune", date(2008, 3, 1), "", "", "NĐ 20/2021/NĐ-CP Điều 8: công chức cấp xã, chưa có phòng"),
    Department(
        "commune", date(2025, 7, 1), "Phòng Văn hóa - Xã hội", "VHXH",
        "NĐ 150/2025/NĐ-CP ngày 12/6/2025; TT 20/2025/TT-BYT (đọc bản tường thuật)",
    ),
)  # fmt: skip
"""In the order of levels and days."""


def department_of(level: Level, on: date) -> Department:
    """The department of a day; before the first known one, the first."""
    of_level = [each for each in DEPARTMENTS if each.level == level]
    return next((each for each in reversed(of_level) if each.first <= on), of_level[0])
