"""Người từ đủ 75 đến 80 tuổi hộ nghèo, cận nghèo ở vùng đặc biệt khó khăn (NĐ 20/2021 Đ5.5.b).

From 2025-07 on these people have the social pension instead.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_75, UNDER_80
from ansinh.legislation.conditions.household import HARD_AREA, POOR_OR_NEAR
from ansinh.legislation.formula import all_of, unless
from ansinh.legislation.regimes_table import ND20_BEFORE_SOCIAL_PENSION
from ansinh.legislation.rule import Category, Version, flat
from ansinh.legislation.rules.social_allowance import elderly_alone

CATEGORY = Category(
    code="elderly_hard_area",
    programme="social_allowance",
    label_vi="Người từ đủ 75 đến 80 tuổi thuộc hộ nghèo, cận nghèo ở vùng đặc biệt khó khăn",
    group="allowance",
    versions=(
        Version(
            ND20_BEFORE_SOCIAL_PENSION,
            "điểm b khoản 5 Điều 5, điểm đ khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP",
            all_of(FULL_75, UNDER_80, POOR_OR_NEAR, HARD_AREA, unless(elderly_alone.WHEN)),
            flat("1.0"),
        ),
    ),
    exclusive_with=("elderly_alone",),
)
