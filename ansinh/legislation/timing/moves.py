"""Moving: from which month the new place pays."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from ansinh.legislation.calendar_days import month_number
from ansinh.legislation.timing.anchors_table import AFTER_OLD_PLACE, OLD_PLACE_STOP, Anchor
from ansinh.legislation.timing.counted import Counted, counted, not_told
from ansinh.legislation.timing.procedures import procedure_of
from ansinh.legislation.timing.procedures_table import Source

Scope = Literal["within_district", "between_districts", "between_communes"]
"""Within one district, between districts or provinces (until June 2025), or between communes (since)."""


@dataclass(frozen=True, slots=True)
class MoveRule:
    """``anchor`` None: the text names no month; ``text_vi`` says what it does say."""

    procedure: str
    scope: Scope
    anchor: Anchor | None
    article: str
    text_vi: str
    source: Source


MOVE_RULES: tuple[MoveRule, ...] = (
    MoveRule(
        "nd20_2021",
        "within_district",
        None,
        "khoản 3 Điều 8 Nghị định 20/2021/NĐ-CP",
        "Không có quyết định thôi hưởng: Phòng chi trả tiếp theo địa chỉ nơi cư trú mới, không gián đoạn.",
        "read",
    ),
    MoveRule(
        "nd20_2021",
        "between_districts",
        AFTER_OLD_PLACE,
        "điểm d khoản 4 Điều 8 Nghị định 20/2021/NĐ-CP",
        "Thời gian hưởng ngay sau tháng ghi trong quyết định thôi hưởng của nơi cư trú cũ.",
        "read",
    ),
    MoveRule(
        "nd147_2025",
        "between_communes",
        OLD_PLACE_STOP,
        "Điều 5 Nghị định 147/2025/NĐ-CP",
        "Chủ tịch UBND cấp xã nơi mới quyết định từ tháng thôi chi trả tại nơi cư trú cũ.",
        "summary",
    ),
    MoveRule(
        "nd335_2026",
        "between_communes",
        OLD_PLACE_STOP,
        "khoản 3 Điều 8 Nghị định 335/2026/NĐ-CP",
        "Quyết định theo mức tương ứng áp dụng tại địa bàn từ tháng thôi chi trả tại nơi cư trú cũ.",
        "read",
    ),
    MoveRule(
        "nd176_2025_amended",
        "between_communes",
        OLD_PLACE_STOP,
        "khoản 3 Điều 4 Nghị định 176/2025/NĐ-CP (khoản 2 Điều 31 Nghị định 335/2026/NĐ-CP)",
        "Quyết định theo mức tương ứng áp dụng tại địa bàn từ tháng thôi chi trả tại nơi cư trú cũ.",
        "read",
    ),
)


def move_month(
    programme: str, scope: Scope, *, old_place_month: str | None, decided_on: date, received_on: date | None = None
) -> Counted:
    """From which month the new place pays.

    ``old_place_month``: the month "YYYY-MM" in the old place's decision: under NĐ 20/2021 the last one it pays, from
    July 2025 the first one that it no longer pays. Where the text names no month, ``why_not_vi`` says what holds.
    Raises LawError for what is not a month, and as procedure_of.
    """
    procedure = procedure_of(programme, decided_on=decided_on, received_on=received_on)
    number = None if old_place_month is None else month_number(old_place_month)
    rule = next((r for r in MOVE_RULES if (r.procedure, r.scope) == (procedure.code, scope)), None)
    if rule is None:
        return not_told(
            procedure, f"Văn bản đã đọc không có quy định chuyển nơi cư trú ({procedure.label_vi}, {scope})."
        )
    if rule.anchor is None:
        return Counted(None, procedure, None, None, rule.article, rule.text_vi, rule.source, (), rule.text_vi)
    days = {"old_place_month": None if number is None else date(number // 12, number % 12 + 1, 1)}
    return counted(procedure, rule.anchor, days, rule.article, rule.text_vi, rule.source)
