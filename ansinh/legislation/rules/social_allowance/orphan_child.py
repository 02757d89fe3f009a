"""Trẻ em dưới 16 tuổi không có nguồn nuôi dưỡng (NĐ 136/2013, NĐ 20/2021, NĐ 335/2026: Đ5.1).

The eleven points are: abandoned; or each parent dead, declared missing, in a facility or detained, in any pairing.
NĐ 335 puts "cannot be identified" beside "dead", but not for both parents at once.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_4, UNDER_16
from ansinh.legislation.conditions.family import (
    ABANDONED,
    FATHER_GONE,
    FATHER_UNIDENTIFIED,
    MOTHER_GONE,
    MOTHER_UNIDENTIFIED,
)
from ansinh.legislation.formula import all_of, any_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, bands

WITHOUT_CARE_ND20 = any_of(ABANDONED, all_of(FATHER_GONE, MOTHER_GONE))
WITHOUT_CARE_ND335 = any_of(
    ABANDONED,
    all_of(FATHER_GONE, MOTHER_GONE),
    all_of(FATHER_GONE, MOTHER_UNIDENTIFIED),
    all_of(FATHER_UNIDENTIFIED, MOTHER_GONE),
)
BY_AGE = bands(("1.5", FULL_4), ("2.5", None))

CATEGORY = Category(
    code="orphan_child",
    programme="social_allowance",
    label_vi="Trẻ em không có nguồn nuôi dưỡng",
    group="allowance",
    versions=(
        Version(
            ND136,
            "khoản 1 Điều 5, khoản 1 Điều 6 Nghị định 136/2013/NĐ-CP",
            all_of(UNDER_16, WITHOUT_CARE_ND20),
            BY_AGE,
        ),
        Version(
            ND20,
            "khoản 1 Điều 5, điểm a khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP",
            all_of(UNDER_16, WITHOUT_CARE_ND20),
            BY_AGE,
        ),
        Version(
            ND335,
            "khoản 1 Điều 5, điểm a khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP",
            all_of(UNDER_16, WITHOUT_CARE_ND335),
            BY_AGE,
        ),
    ),
)
