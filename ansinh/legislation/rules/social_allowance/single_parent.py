"""Người đơn thân nghèo đang nuôi con (NĐ 20/2021 Đ5.4; NĐ 335/2026 Đ5.4). Coefficient 1.0 for every child counted.

Divorced people are not in the decree's list. Under NĐ 335 a child of 16 or more counts only for a parent who was
already drawing the allowance when the child turned 16.
"""

from __future__ import annotations

from ansinh.legislation.conditions.family import (
    HAD_SINGLE_PARENT_ALLOWANCE,
    RAISING_CHILD,
    RAISING_OLDER_STUDENT,
    RAISING_STUDENT,
    WITHOUT_SPOUSE,
)
from ansinh.legislation.conditions.household import POOR_OR_NEAR
from ansinh.legislation.formula import all_of, any_of
from ansinh.legislation.regimes_table import ND20, ND335
from ansinh.legislation.rule import Category, PerChild, Version

CATEGORY = Category(
    code="single_parent",
    programme="social_allowance",
    label_vi="Người đơn thân nghèo đang nuôi con",
    group="allowance",
    versions=(
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
