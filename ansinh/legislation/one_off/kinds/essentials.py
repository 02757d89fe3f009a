"""Nhu yếu phẩm thiết yếu (NĐ 20/2021 Đ12.2; NĐ 335/2026 Đ12.1.b): in kind, so eligibility only."""

from __future__ import annotations

from ansinh.legislation.formula import all_of
from ansinh.legislation.one_off.conditions.hardship import ESSENTIALS_CAUSE, HOUSE_LOST, NOT_SELF_SUFFICIENT
from ansinh.legislation.one_off.kind import IN_KIND, InKind, Kind, Title, Version
from ansinh.legislation.one_off.periods_table import ND20, ND335

_WHEN = all_of(ESSENTIALS_CAUSE, HOUSE_LOST, NOT_SELF_SUFFICIENT)

KIND = Kind(
    "essentials",
    "Hỗ trợ nhu yếu phẩm thiết yếu",
    "hộ",
    (
        Title(
            "house_lost",
            "Người mất nhà ở, không tự bảo đảm được các nhu cầu thiết yếu",
            (
                Version(ND20, "khoản 2 Điều 12 Nghị định 20/2021/NĐ-CP", _WHEN, InKind(), IN_KIND),
                Version(ND335, "điểm b khoản 1 Điều 12 Nghị định 335/2026/NĐ-CP", _WHEN, InKind(), IN_KIND),
            ),
        ),
    ),
)
