"""Người cao tuổi hộ nghèo không có người phụng dưỡng (NĐ 136/2013, NĐ 20/2021, NĐ 335/2026: Đ5.5.a).

The higher coefficient begins at 80 under NĐ 136 and NĐ 20, at 75 under NĐ 335, in the birthday's month.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_60, FULL_75, FULL_80
from ansinh.legislation.conditions.family import NO_ABLE_SUPPORTER
from ansinh.legislation.conditions.household import POOR
from ansinh.legislation.formula import all_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, bands

WHEN = all_of(FULL_60, POOR, NO_ABLE_SUPPORTER)

CATEGORY = Category(
    code="elderly_alone",
    programme="social_allowance",
    label_vi="Người cao tuổi thuộc hộ nghèo, không có người phụng dưỡng",
    group="allowance",
    versions=(
        Version(
            ND136,
            "điểm a khoản 5 Điều 5, khoản 1 Điều 6 Nghị định 136/2013/NĐ-CP",
            WHEN,
            bands(("2.0", FULL_80), ("1.5", None)),
        ),
        Version(
            ND20,
            "điểm a khoản 5 Điều 5, điểm đ khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP",
            WHEN,
            bands(("2.0", FULL_80), ("1.5", None)),
        ),
        Version(
            ND335,
            "điểm a khoản 5 Điều 5, điểm đ khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP",
            WHEN,
            bands(("2.0", FULL_75), ("1.5", None)),
        ),
    ),
)
