"""Người khuyết tật nặng, đặc biệt nặng mang thai hoặc nuôi con dưới 36 tháng (NĐ 20/2021 Đ20.2.a; NĐ 335 Đ17.2.a).

One share for a couple: not for whoever's spouse draws it. Paid beside the own allowance (Đ20.2.b).
"""

from __future__ import annotations

from ansinh.legislation.conditions.family import SPOUSE_HAS_SUPPORT
from ansinh.legislation.conditions.health import CHILD_UNDER_36_MONTHS, PREGNANT, TWO_UNDER_36_MONTHS
from ansinh.legislation.formula import all_of, any_of, none_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, bands
from ansinh.legislation.rules.social_allowance import disability

_WHEN = all_of(disability.SUBJECT, any_of(PREGNANT, CHILD_UNDER_36_MONTHS), none_of(SPOUSE_HAS_SUPPORT))
_BY_CHILDREN = bands(
    ("2.0", TWO_UNDER_36_MONTHS),
    ("2.0", all_of(PREGNANT, CHILD_UNDER_36_MONTHS)),
    ("1.5", None),
)

CATEGORY = Category(
    code="disabled_parent",
    programme="care_support",
    label_vi="Người khuyết tật mang thai hoặc nuôi con dưới 36 tháng tuổi",
    group="parent",
    versions=(
        Version(ND136, "Điều 17 Nghị định 28/2012/NĐ-CP", _WHEN, _BY_CHILDREN),
        Version(ND20, "điểm a khoản 2 Điều 20 Nghị định 20/2021/NĐ-CP", _WHEN, _BY_CHILDREN),
        Version(ND335, "điểm a khoản 2 Điều 17 Nghị định 335/2026/NĐ-CP", _WHEN, _BY_CHILDREN),
    ),
)
