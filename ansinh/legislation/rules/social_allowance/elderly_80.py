"""Người từ đủ 80 tuổi không có lương hưu, trợ cấp bảo hiểm xã hội (NĐ 136/2013 Đ5.5.b; NĐ 20/2021 Đ5.5.c).

"Không có trợ cấp xã hội hằng tháng" needs no condition: of several allowances only the highest is paid (Đ6.2).
From 2025-07 on these people have the social pension instead.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_80
from ansinh.legislation.conditions.household import HAS_PENSION
from ansinh.legislation.formula import all_of, none_of, unless
from ansinh.legislation.regimes_table import ND20_BEFORE_SOCIAL_PENSION, ND136
from ansinh.legislation.rule import Category, Version, flat
from ansinh.legislation.rules.social_allowance import elderly_alone

_WHEN = all_of(FULL_80, none_of(HAS_PENSION), unless(elderly_alone.WHEN))

CATEGORY = Category(
    code="elderly_80",
    programme="social_allowance",
    label_vi="Người từ đủ 80 tuổi không có lương hưu, trợ cấp bảo hiểm xã hội hằng tháng",
    group="allowance",
    versions=(
        Version(ND136, "điểm b khoản 5 Điều 5, khoản 1 Điều 6 Nghị định 136/2013/NĐ-CP", _WHEN, flat("1.0")),
        Version(
            ND20_BEFORE_SOCIAL_PENSION,
            "điểm c khoản 5 Điều 5, điểm đ khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP",
            _WHEN,
            flat("1.0"),
        ),
    ),
    exclusive_with=("elderly_alone",),
)
