"""Người cao tuổi hộ nghèo đủ điều kiện vào cơ sở nhưng có người nhận nuôi (NĐ 20/2021 Đ5.5.d; NĐ 335/2026 Đ5.5.b)."""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_60
from ansinh.legislation.conditions.family import NO_SUPPORTER
from ansinh.legislation.conditions.health import FACILITY_ELIGIBLE, FOSTERED
from ansinh.legislation.conditions.household import POOR
from ansinh.legislation.formula import all_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, flat

WHEN = all_of(FULL_60, POOR, NO_SUPPORTER, FACILITY_ELIGIBLE, FOSTERED)

CATEGORY = Category(
    code="elderly_fostered",
    programme="social_allowance",
    label_vi="Người cao tuổi đủ điều kiện vào cơ sở, có người nhận chăm sóc tại cộng đồng",
    group="allowance",
    versions=(
        Version(ND136, "điểm c khoản 5 Điều 5, khoản 1 Điều 6 Nghị định 136/2013/NĐ-CP", WHEN, flat("3.0")),
        Version(ND20, "điểm d khoản 5 Điều 5, điểm đ khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP", WHEN, flat("3.0")),
        Version(ND335, "điểm b khoản 5 Điều 5, điểm đ khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP", WHEN, flat("3.0")),
    ),
)
