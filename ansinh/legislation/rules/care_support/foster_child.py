"""Hộ, cá nhân nhận nuôi trẻ em thuộc khoản 1 Điều 5 (NĐ 20/2021 Đ20.1; NĐ 335/2026 Đ17.1)."""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_4, UNDER_16
from ansinh.legislation.conditions.health import FOSTERED
from ansinh.legislation.formula import all_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, bands
from ansinh.legislation.rules.social_allowance.orphan_child import WITHOUT_CARE_ND20, WITHOUT_CARE_ND335

_BY_AGE = bands(("1.5", FULL_4), ("2.5", None))

CATEGORY = Category(
    code="foster_child",
    programme="care_support",
    label_vi="Nhận chăm sóc, nuôi dưỡng trẻ em không có nguồn nuôi dưỡng",
    group="carer",
    versions=(
        Version(
            ND136,
            "Điều 20 Nghị định 136/2013/NĐ-CP",
            all_of(FOSTERED, UNDER_16, WITHOUT_CARE_ND20),
            _BY_AGE,
        ),
        Version(
            ND20,
            "khoản 1 Điều 20 Nghị định 20/2021/NĐ-CP",
            all_of(FOSTERED, UNDER_16, WITHOUT_CARE_ND20),
            _BY_AGE,
        ),
        Version(
            ND335,
            "khoản 1 Điều 17 Nghị định 335/2026/NĐ-CP",
            all_of(FOSTERED, UNDER_16, WITHOUT_CARE_ND335),
            _BY_AGE,
        ),
    ),
)
