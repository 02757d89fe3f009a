"""Hộ đang trực tiếp chăm sóc người khuyết tật đặc biệt nặng (NĐ 20/2021 Đ20.2.c; NĐ 335/2026 Đ17.2.c)."""

from __future__ import annotations

from ansinh.legislation.conditions.health import CERTIFIED, EXTREMELY_SEVERE, OWN_HOUSEHOLD_CARES
from ansinh.legislation.formula import all_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, flat

_WHEN = all_of(OWN_HOUSEHOLD_CARES, EXTREMELY_SEVERE, CERTIFIED)

CATEGORY = Category(
    code="household_carer",
    programme="care_support",
    label_vi="Hộ gia đình trực tiếp chăm sóc người khuyết tật đặc biệt nặng",
    group="carer",
    versions=(
        Version(ND136, "Điều 17 Nghị định 28/2012/NĐ-CP", _WHEN, flat("1.0")),
        Version(ND20, "điểm c khoản 2 Điều 20 Nghị định 20/2021/NĐ-CP", _WHEN, flat("1.0")),
        Version(ND335, "điểm c khoản 2 Điều 17 Nghị định 335/2026/NĐ-CP", _WHEN, flat("1.0")),
    ),
    exclusive_with=("foster_child", "foster_elderly", "foster_disabled"),
)
