"""Hộ, cá nhân nhận nuôi người khuyết tật đặc biệt nặng (NĐ 28/2012 Đ17; NĐ 20/2021 Đ20.2.d; NĐ 335/2026 Đ17.2.d).

NĐ 28 knew no higher coefficient for a child, as far as is known: the decree was not read.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_16
from ansinh.legislation.conditions.health import CERTIFIED, EXTREMELY_SEVERE, FOSTERED
from ansinh.legislation.formula import all_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, bands, flat

_WHEN = all_of(FOSTERED, EXTREMELY_SEVERE, CERTIFIED)
_BY_AGE = bands(("1.5", FULL_16), ("2.5", None))

CATEGORY = Category(
    code="foster_disabled",
    programme="care_support",
    label_vi="Nhận chăm sóc, nuôi dưỡng người khuyết tật đặc biệt nặng",
    group="carer",
    versions=(
        Version(ND136, "Điều 17 Nghị định 28/2012/NĐ-CP", _WHEN, flat("1.5")),
        Version(ND20, "điểm d khoản 2 Điều 20 Nghị định 20/2021/NĐ-CP", _WHEN, _BY_AGE),
        Version(ND335, "điểm d khoản 2 Điều 17 Nghị định 335/2026/NĐ-CP", _WHEN, _BY_AGE),
    ),
)
