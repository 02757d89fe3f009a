"""Người được chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội (NĐ 136/2013 Đ26; NĐ 20/2021 Đ25; NĐ 335/2026 Đ22).

The fact says that the person was admitted to care at public cost; voluntary residents under contract are not meant.
"""

from __future__ import annotations

from ansinh.legislation.conditions.age import FULL_4, FULL_16, FULL_60
from ansinh.legislation.conditions.health import IN_FACILITY
from ansinh.legislation.formula import all_of
from ansinh.legislation.regimes_table import ND20, ND136, ND335
from ansinh.legislation.rule import Category, Version, bands

_WHEN = all_of(IN_FACILITY)
_BY_AGE = bands(("4.0", FULL_4), ("5.0", None))

# 3.0 for adults under 60 is from knowledge: the decree was not read.
_BY_AGE_ND136 = bands(("4.0", FULL_60), ("3.0", FULL_16), ("4.0", FULL_4), ("5.0", None))

CATEGORY = Category(
    code="facility_resident",
    programme="facility_care",
    label_vi="Người được nuôi dưỡng tại cơ sở trợ giúp xã hội",
    group="facility",
    versions=(
        Version(ND136, "Điều 26 Nghị định 136/2013/NĐ-CP", _WHEN, _BY_AGE_ND136),
        Version(ND20, "khoản 1 Điều 24, khoản 1 Điều 25 Nghị định 20/2021/NĐ-CP", _WHEN, _BY_AGE),
        Version(ND335, "khoản 1 Điều 21, khoản 1 Điều 22 Nghị định 335/2026/NĐ-CP", _WHEN, _BY_AGE),
    ),
)
