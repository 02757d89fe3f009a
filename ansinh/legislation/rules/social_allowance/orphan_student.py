"""Người đang hưởng theo khoản 1 mà đủ 16 tuổi, đang học (NĐ 136/2013, NĐ 20/2021, NĐ 335/2026: Đ5.2).

NĐ 136 and NĐ 20 end it with the month of the 22nd birthday; NĐ 335 has no such end, but wants study without a break.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_16, UNDER_22
from ansinh.legislation.conditions.household import HAD_ORPHAN_ALLOWANCE, STUDYING
from ansinh.legislation.formula import all_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, flat

_UP_TO_22 = all_of(FULL_16, UNDER_22, HAD_ORPHAN_ALLOWANCE, STUDYING)

CATEGORY = Category(
    code="orphan_student",
    programme="social_allowance",
    label_vi="Người từ 16 tuổi đang học, trước đó là trẻ em không có nguồn nuôi dưỡng",
    group="allowance",
    versions=(
        Version(
            ND136,
            "khoản 2 Điều 5, khoản 1 Điều 6 Nghị định 136/2013/NĐ-CP",
            _UP_TO_22,
            flat("1.5"),
        ),
        Version(
            ND20,
            "khoản 2 Điều 5, điểm b khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP",
            _UP_TO_22,
            flat("1.5"),
        ),
        Version(
            ND335,
            "khoản 2 Điều 5, điểm b khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP",
            all_of(FULL_16, HAD_ORPHAN_ALLOWANCE, STUDYING),
            flat("1.5"),
        ),
    ),
)
