"""Người đơn thân nghèo đang nuôi con (NĐ 136/2013, NĐ 20/2021, NĐ 335/2026: Đ5.4).

NĐ 136: poor households only, 1.0 for one child and 2.0 for more; from NĐ 20 on also near-poor ones, 1.0 for every
child counted. Divorced people are not in the decrees' lists. Under NĐ 335 a child of 16 or more counts only for a
parent who was already drawing the allowance when the child turned 16.
"""

from __future__ import annotations

from ansinh.legislation.conditions.family import (
    HAD_SINGLE_PARENT_ALLOWANCE,
    RAISING_CHILD,
    RAISING_OLDER_STUDENT,
    RAISING_STUDENT,
    RAISING_TWO_CHILDREN,
    RAISING_TWO_STUDENTS,
    WITHOUT_SPOUSE,
)
from ansinh.legislation.conditions.household import POOR, POOR_OR_NEAR
from ansinh.legislation.formula import all_of, any_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, PerChild, Version, bands

_TWO_CHILDREN = any_of(RAISING_TWO_CHILDREN, RAISING_TWO_STUDENTS, all_of(RAISING_CHILD, RAISING_STUDENT))

CATEGORY = Category(
    code="single_parent",
    programme="social_allowance",
    label_vi="Người đơn thân nghèo đang nuôi con",
    group="allowance",
    versions=(
        Version(
            ND136,
            "khoản 4 Điều 5, khoản 1 Điều 6 Nghị định 136/2013/NĐ-CP",
            all_of(POOR, WITHOUT_SPOUSE, any_of(RAISING_CHILD, RAISING_STUDENT)),
            bands(("2.0", _TWO_CHILDREN), ("1.0", None)),
        ),
        Version(
            ND20,
            "khoản 4 Điều 5, điểm d khoản 1 Điều 6 Nghị định 20/2021/NĐ-CP",
            all_of(POOR_OR_NEAR, WITHOUT_SPOUSE, any_of(RAISING_CHILD, RAISING_STUDENT)),
            PerChild((("children_under_16", None), ("children_16_22_studying", None))),
        ),
        Version(
            ND335,
            "khoản 4 Điều 5, điểm d khoản 1 Điều 6 Nghị định 335/2026/NĐ-CP",
            all_of(
                POOR_OR_NEAR,
                WITHOUT_SPOUSE,
                any_of(
                    RAISING_CHILD,
                    all_of(HAD_SINGLE_PARENT_ALLOWANCE, any_of(RAISING_STUDENT, RAISING_OLDER_STUDENT)),
                ),
            ),
            PerChild(
                (
                    ("children_under_16", None),
                    ("children_16_22_studying", HAD_SINGLE_PARENT_ALLOWANCE),
                    ("children_over_22_studying", HAD_SINGLE_PARENT_ALLOWANCE),
                )
            ),
        ),
    ),
)
