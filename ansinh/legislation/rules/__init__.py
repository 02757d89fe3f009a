"""The categories in the order of the decrees, which is also the order in which ties are settled and lines listed."""

from __future__ import annotations

from ansinh.legislation.rule import Category
from ansinh.legislation.rules.care_support import (
    disabled_parent,
    foster_child,
    foster_disabled,
    foster_elderly,
    household_carer,
)
from ansinh.legislation.rules.facility_care import facility_resident
from ansinh.legislation.rules.social_allowance import (
    disability,
    elderly_80,
    elderly_alone,
    elderly_fostered,
    elderly_hard_area,
    hiv_adult,
    hiv_child,
    orphan_child,
    orphan_student,
    single_parent,
    small_child_hard_area,
)
from ansinh.legislation.rules.social_pension import pension_70_poor, pension_75

PROGRAMMES: dict[str, str] = {
    "social_allowance": "Trợ cấp xã hội hằng tháng",
    "social_pension": "Trợ cấp hưu trí xã hội",
    "care_support": "Hỗ trợ kinh phí chăm sóc, nuôi dưỡng",
    "facility_care": "Nuôi dưỡng tại cơ sở trợ giúp xã hội",
    "provincial": "Chính sách của tỉnh",
}

NATIONAL: tuple[Category, ...] = (
    orphan_child.CATEGORY,
    orphan_student.CATEGORY,
    hiv_child.CATEGORY,
    single_parent.CATEGORY,
    elderly_alone.CATEGORY,
    elderly_hard_area.CATEGORY,
    elderly_80.CATEGORY,
    elderly_fostered.CATEGORY,
    disability.CATEGORY,
    small_child_hard_area.CATEGORY,
    hiv_adult.CATEGORY,
    pension_75.CATEGORY,
    pension_70_poor.CATEGORY,
    foster_child.CATEGORY,
    foster_elderly.CATEGORY,
    foster_disabled.CATEGORY,
    household_carer.CATEGORY,
    disabled_parent.CATEGORY,
    facility_resident.CATEGORY,
)
