"""Trợ cấp hưu trí xã hội cho công dân từ đủ 75 tuổi (Luật BHXH 2024 Đ21; NĐ 176/2025)."""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_75
from ansinh.legislation.conditions.household import CITIZEN, PENSION_BARS
from ansinh.legislation.formula import all_of, none_of
from ansinh.legislation.regimes_table import SOCIAL_PENSION
from ansinh.legislation.rule import Category, NamedAmount, Version

CATEGORY = Category(
    code="pension_75",
    programme="social_pension",
    label_vi="Trợ cấp hưu trí xã hội: người từ đủ 75 tuổi",
    group="pension",
    versions=(
        Version(
            SOCIAL_PENSION,
            "khoản 1 Điều 21 Luật Bảo hiểm xã hội 2024; Điều 2, Điều 3 Nghị định 176/2025/NĐ-CP",
            all_of(FULL_75, CITIZEN, none_of(PENSION_BARS)),
            NamedAmount("social_pension"),
        ),
    ),
)
