"""Trẻ em mất cả cha và mẹ do thiên tai (NĐ 20/2021 Đ16; NĐ 335/2026 Đ15.2.a).

Eligibility only: food, treatment and transport are the kinds ``protection_…`` (protected_as=orphan), so that nothing is
counted twice.
"""

from __future__ import annotations

from ansinh.legislation.formula import all_of
from ansinh.legislation.one_off.conditions.hardship import ORPHANS_CAUSE
from ansinh.legislation.one_off.conditions.protection import CHILD, NO_ABLE_RELATIVE, PARENTS_LOST
from ansinh.legislation.one_off.kind import IN_KIND, InKind, Kind, Title, Version
from ansinh.legislation.one_off.periods_table import ND20, ND335

_ORPHAN = all_of(CHILD, PARENTS_LOST, NO_ABLE_RELATIVE)

KIND = Kind(
    "disaster_orphan",
    "Hỗ trợ trẻ em có cha, mẹ chết, mất tích do thiên tai",
    "trẻ em",
    (
        Title(
            "orphan",
            "Trẻ em có cả cha và mẹ chết, mất tích, không còn người thân thích chăm sóc",
            (
                Version(
                    ND20,
                    "khoản 1 Điều 16, khoản 2 Điều 19 Nghị định 20/2021/NĐ-CP",
                    all_of(ORPHANS_CAUSE, _ORPHAN),
                    InKind(),
                    IN_KIND,
                ),
                Version(
                    ND335,
                    "điểm a khoản 2 Điều 15, khoản 2 Điều 16 Nghị định 335/2026/NĐ-CP",
                    _ORPHAN,
                    InKind(),
                    IN_KIND,
                ),
            ),
        ),
    ),
)
