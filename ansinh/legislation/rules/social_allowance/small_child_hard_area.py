"""Trẻ em dưới 3 tuổi hộ nghèo, cận nghèo ở vùng đặc biệt khó khăn (NĐ 20/2021 Đ5.7; NĐ 335/2026 Đ5.7).

Not for those who are subjects of khoản 1, 3 or 6.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import UNDER_3
from ansinh.legislation.conditions.health import HIV
from ansinh.legislation.conditions.household import HARD_AREA, POOR, POOR_OR_NEAR
from ansinh.legislation.formula import all_of, unless
from ansinh.legislation.regimes_table import ND20, ND335
from ansinh.legislation.rule import Category, Version, flat
from ansinh.legislation.rules.social_allowance import disability
from ansinh.legislation.rules.social_allowance.orphan_child import WITHOUT_CARE_ND20, WITHOUT_CARE_ND335

# Under 3 is under 16, so khoản 1 and khoản 3 need no age here.
_HIV_POOR = all_of(HIV, POOR)

CATEGORY = Category(
    code="small_child_hard_area",
    programme="social_allowance",
    label_vi="Trẻ em dưới 3 tuổi thuộc hộ nghèo, cận nghèo ở vùng đặc biệt khó khăn",
    group="allowance",
    versions=(
        Version(
            ND20,
            "khoản 7 Điều 5, điểm g khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP",
            all_of(UNDER_3, POOR_OR_NEAR, HARD_AREA, unless(WITHOUT_CARE_ND20, _HIV_POOR, disability.SUBJECT)),
            flat("1.5"),
        ),
        Version(
            ND335,
            "khoản 7 Điều 5, điểm g khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP",
            all_of(UNDER_3, POOR_OR_NEAR, HARD_AREA, unless(WITHOUT_CARE_ND335, _HIV_POOR, disability.SUBJECT)),
            flat("1.5"),
        ),
    ),
    exclusive_with=("orphan_child", "hiv_child", "disability"),
)
