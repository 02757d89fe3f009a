"""Trợ cấp hưu trí xã hội cho công dân từ đủ 70 đến dưới 75 tuổi, hộ nghèo, cận nghèo (Luật BHXH 2024 Đ21)."""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_70, UNDER_75
from ansinh.legislation.conditions.household import CITIZEN, PENSION_BARS, POOR_OR_NEAR
from ansinh.legislation.formula import all_of, none_of
from ansinh.legislation.regimes_table import SOCIAL_PENSION
from ansinh.legislation.rule import Category, NamedAmount, Version

CATEGORY = Category(
    code="pension_70_poor",
    programme="social_pension",
    label_vi="Trợ cấp hưu trí xã hội: người từ đủ 70 đến dưới 75 tuổi thuộc hộ nghèo, cận nghèo",
    group="pension",
    versions=(
        Version(
            SOCIAL_PENSION,
            "khoản 2 Điều 21 Luật Bảo hiểm xã hội 2024; Điều 2, Điều 3 Nghị định 176/2025/NĐ-CP",
            all_of(FULL_70, UNDER_75, POOR_OR_NEAR, CITIZEN, none_of(PENSION_BARS)),
            NamedAmount("social_pension"),
        ),
    ),
)
