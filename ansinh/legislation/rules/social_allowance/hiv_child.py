"""Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo (NĐ 136/2013, NĐ 20/2021, NĐ 335/2026: Đ5.3).

A near-poor household is not enough.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_4, UNDER_16
from ansinh.legislation.conditions.health import HIV
from ansinh.legislation.conditions.household import POOR
from ansinh.legislation.formula import all_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, bands

_WHEN = all_of(UNDER_16, HIV, POOR)
_BY_AGE = bands(("2.0", FULL_4), ("2.5", None))

CATEGORY = Category(
    code="hiv_child",
    programme="social_allowance",
    label_vi="Trẻ em nhiễm HIV/AIDS thuộc hộ nghèo",
    group="allowance",
    versions=(
        Version(ND136, "khoản 3 Điều 5, khoản 1 Điều 6 Nghị định 136/2013/NĐ-CP", _WHEN, _BY_AGE),
        Version(ND20, "khoản 3 Điều 5, điểm c khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP", _WHEN, _BY_AGE),
        Version(ND335, "khoản 3 Điều 5, điểm c khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP", _WHEN, _BY_AGE),
    ),
)
