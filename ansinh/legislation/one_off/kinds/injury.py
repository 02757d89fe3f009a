"""Hỗ trợ người bị thương nặng (NĐ 20/2021 Đ13; NĐ 335/2026 Đ12.2).

Under NĐ 20 someone hurt away from home without relatives is helped where they are treated (Đ13.2).
"""

from __future__ import annotations

from ansinh.legislation.formula import all_of, none_of
from ansinh.legislation.one_off.conditions.hardship import AWAY, INJURY_CAUSE, TREATED_LONG, WITHOUT_RELATIVES
from ansinh.legislation.one_off.kind import EXACT, MINIMUM, Kind, Times, Title, Version
from ansinh.legislation.one_off.periods_table import ND20, ND136, ND335

_TIMES = Times("injury_times")
_INJURED = all_of(INJURY_CAUSE, TREATED_LONG)

KIND = Kind(
    "injury",
    "Hỗ trợ người bị thương nặng",
    "người bị thương",
    (
        Title(
            "injured",
            "Người bị thương nặng",
            (
                Version(ND136, "Nghị định 136/2013/NĐ-CP (chưa đối chiếu với văn bản gốc)", _INJURED, _TIMES, EXACT),
                Version(
                    ND20,
                    "khoản 2 Điều 2, khoản 1 Điều 13 Nghị định 20/2021/NĐ-CP",
                    all_of(_INJURED, none_of(AWAY)),
                    _TIMES,
                    MINIMUM,
                ),
                Version(ND335, "khoản 2 Điều 12 Nghị định 335/2026/NĐ-CP", _INJURED, _TIMES, MINIMUM),
            ),
        ),
        Title(
            "injured_away",
            "Người bị thương nặng ngoài nơi cư trú, không có người thân thích chăm sóc",
            (
                Version(
                    ND20,
                    "khoản 2 Điều 2, khoản 2 Điều 13 Nghị định 20/2021/NĐ-CP",
                    all_of(_INJURED, AWAY, WITHOUT_RELATIVES),
                    _TIMES,
                    MINIMUM,
                ),
            ),
        ),
    ),
)
