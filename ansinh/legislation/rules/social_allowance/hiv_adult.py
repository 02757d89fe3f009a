"""Người nhiễm HIV/AIDS thuộc hộ nghèo không có thu nhập ổn định (NĐ 136/2013 Đ5.3; NĐ 20/2021 Đ5.8; NĐ 335/2026 Đ5.8).

NĐ 136 asked for "không còn khả năng lao động", which is no fact of the contract: no stable income stands for it.
"Không có trợ cấp xã hội hằng tháng" (NĐ 20) needs no condition: of several only the highest is paid (Đ6.2).
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_16
from ansinh.legislation.conditions.health import HIV
from ansinh.legislation.conditions.household import HAS_PENSION, POOR, STABLE_INCOME
from ansinh.legislation.formula import all_of, none_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, flat

_WHEN = all_of(FULL_16, HIV, POOR, none_of(STABLE_INCOME, HAS_PENSION))

CATEGORY = Category(
    code="hiv_adult",
    programme="social_allowance",
    label_vi="Người nhiễm HIV/AIDS thuộc hộ nghèo, không có thu nhập ổn định",
    group="allowance",
    versions=(
        Version(ND136, "khoản 3 Điều 5, khoản 1 Điều 6 Nghị định 136/2013/NĐ-CP", _WHEN, flat("1.5")),
        Version(ND20, "khoản 8 Điều 5, điểm g khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP", _WHEN, flat("1.5")),
        Version(ND335, "khoản 8 Điều 5, điểm g khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP", _WHEN, flat("1.5")),
    ),
)
