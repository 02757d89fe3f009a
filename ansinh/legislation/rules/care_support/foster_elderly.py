"""Hộ, cá nhân nhận nuôi người cao tuổi đủ điều kiện vào cơ sở (NĐ 20/2021 Đ20.1.b; NĐ 335/2026 Đ17.1.b)."""

from __future__ import annotations

from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, flat
from ansinh.legislation.rules.social_allowance import elderly_fostered

CATEGORY = Category(
    code="foster_elderly",
    programme="care_support",
    label_vi="Nhận chăm sóc, nuôi dưỡng người cao tuổi đủ điều kiện vào cơ sở",
    group="carer",
    versions=(
        Version(ND136, "Điều 20 Nghị định 136/2013/NĐ-CP", elderly_fostered.WHEN, flat("1.5")),
        Version(ND20, "điểm b khoản 1 Điều 20 Nghị định 20/2021/NĐ-CP", elderly_fostered.WHEN, flat("1.5")),
        Version(ND335, "điểm b khoản 1 Điều 17 Nghị định 335/2026/NĐ-CP", elderly_fostered.WHEN, flat("1.5")),
    ),
)
