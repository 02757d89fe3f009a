"""Hỗ trợ gạo (NĐ 20/2021 Đ12.1; NĐ 335/2026 Đ12.1.a): one month at Tết, otherwise at most three months a round."""

from __future__ import annotations

from ansinh.legislation.formula import Formula, all_of
from ansinh.legislation.one_off.conditions.hardship import RICE_CAUSE, SHORT_OF_FOOD, TET
from ansinh.legislation.one_off.kind import CEILING, EXACT, Kind, Rice, Title, Version
from ansinh.legislation.one_off.periods_table import ND20, ND136, ND335

_TET_RICE = Rice("rice_kg", "persons", None, "rice_tet_months")
_HARDSHIP_RICE = Rice("rice_kg", "persons", "months", "rice_months")


def _title(code: str, label_vi: str, when: Formula, rice: Rice, bound: str) -> Title:
    return Title(
        code,
        label_vi,
        (
            Version(ND136, "Nghị định 136/2013/NĐ-CP (chưa đối chiếu với văn bản gốc)", when, rice, bound),
            Version(ND20, "khoản 1 Điều 12 Nghị định 20/2021/NĐ-CP", when, rice, bound),
            Version(ND335, "điểm a khoản 1 Điều 12 Nghị định 335/2026/NĐ-CP", when, rice, bound),
        ),
    )


KIND = Kind(
    "rice",
    "Hỗ trợ gạo",
    "đợt hỗ trợ",
    (
        _title("tet", "Hộ thiếu đói dịp Tết Nguyên đán", all_of(SHORT_OF_FOOD, TET), _TET_RICE, EXACT),
        _title(
            "hardship",
            "Người thiếu đói do thiên tai, hỏa hoạn, mất mùa, giáp hạt, bất khả kháng khác",
            all_of(SHORT_OF_FOOD, RICE_CAUSE),
            _HARDSHIP_RICE,
            CEILING,
        ),
    ),
)
