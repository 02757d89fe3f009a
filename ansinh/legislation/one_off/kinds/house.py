"""Hỗ trợ làm nhà ở, di dời, sửa chữa nhà ở (NĐ 20/2021 Đ15; NĐ 335/2026 Đ12.4)."""

from __future__ import annotations

from ansinh.legislation.formula import Formula, all_of
from ansinh.legislation.one_off.conditions.hardship import (
    DESTROYED,
    HOUSE_CAUSE,
    NO_OTHER_DWELLING,
    POOR_HOUSEHOLD,
    RELOCATION_ORDERED,
    UNINHABITABLE,
)
from ansinh.legislation.one_off.kind import CEILING, MINIMUM, Kind, Named, Title, Version
from ansinh.legislation.one_off.periods_table import ND20, ND136, ND335


def _kind(code: str, label_vi: str, title: str, points: tuple[str, str], when: Formula) -> Kind:
    amount = Named(f"{code}_vnd")
    return Kind(
        code,
        label_vi,
        "hộ",
        (
            Title(
                code,
                title,
                (
                    Version(ND136, "Nghị định 136/2013/NĐ-CP (chưa đối chiếu với văn bản gốc)", when, amount, CEILING),
                    Version(ND20, f"khoản {points[0]} Điều 15 Nghị định 20/2021/NĐ-CP", when, amount, MINIMUM),
                    Version(
                        ND335,
                        f"điểm {points[1]} khoản 4 Điều 12 Nghị định 335/2026/NĐ-CP",
                        when,
                        amount,
                        MINIMUM,
                    ),
                ),
            ),
        ),
    )


REBUILD = _kind(
    "house_rebuild",
    "Hỗ trợ làm nhà ở",
    "Hộ nghèo, cận nghèo, khó khăn có nhà bị đổ, sập, trôi, cháy hoàn toàn, không còn nơi ở",
    ("1", "a"),
    all_of(HOUSE_CAUSE, POOR_HOUSEHOLD, DESTROYED, NO_OTHER_DWELLING),
)
RELOCATION = _kind(
    "relocation",
    "Hỗ trợ di dời nhà ở khẩn cấp",
    "Hộ phải di dời nhà ở khẩn cấp theo quyết định",
    ("2", "b"),
    all_of(HOUSE_CAUSE, RELOCATION_ORDERED),
)
REPAIR = _kind(
    "house_repair",
    "Hỗ trợ sửa chữa nhà ở",
    "Hộ nghèo, cận nghèo, khó khăn có nhà hư hỏng nặng, không ở được",
    ("3", "c"),
    all_of(HOUSE_CAUSE, POOR_HOUSEHOLD, UNINHABITABLE),
)
