"""Hỗ trợ chi phí mai táng (NĐ 20/2021 Đ11, Đ14, Đ25.3; NĐ 176/2025 Đ5; NĐ 335/2026 Đ11, Đ12.3, Đ22.7, Đ31.3).

Of the ordinary titles one is given, the highest, and only if no other text gives more (Đ11.2, NĐ 176 Đ5.2). Whether a
death that is also an emergency adds up is the reading ``funeral_titles``.
"""

from __future__ import annotations

from ansinh.legislation.formula import all_of, none_of
from ansinh.legislation.one_off.conditions.deceased import (
    APPLIED_FOR_ALLOWANCE,
    APPLIED_FOR_PENSION,
    CHILD_OF_SINGLE_PARENT,
    FULL_70,
    FULL_75,
    FULL_80,
    IN_FACILITY,
    RECEIVES_ALLOWANCE,
    RECEIVES_PENSION,
    SURVIVORS,
    SURVIVORS_OR_OTHER,
    UNCLAIMED,
)
from ansinh.legislation.one_off.conditions.hardship import DEATH_CAUSE, POOR_OR_NEAR_DECEASED
from ansinh.legislation.one_off.kind import EXACT, MINIMUM, Kind, NotWritten, Times, Title, Version
from ansinh.legislation.one_off.periods_table import (
    BEFORE_ND20,
    BEFORE_SOCIAL_PENSION,
    ND20,
    ND20_IN_FACILITIES,
    ND136,
    ND176_AS_MADE,
    ND335,
    ND335_IN_FACILITIES,
)

_ND136 = "Nghị định 136/2013/NĐ-CP (chưa đối chiếu với văn bản gốc)"
_D11_20 = "khoản 1, khoản 2 Điều 11 Nghị định 20/2021/NĐ-CP"
_D11_335 = "khoản 1, khoản 2 Điều 11 Nghị định 335/2026/NĐ-CP"
_AMENDED = "khoản 1 Điều 5 Nghị định 176/2025/NĐ-CP, sửa đổi bởi khoản 3 Điều 31 Nghị định 335/2026/NĐ-CP"
_ORDINARY = Times("funeral_times")
_PENSION = Times("funeral_pension_times", base="social_pension")
_FACILITY = Times("funeral_facility_times", reading="facility_event_base")
_EMERGENCY = Times("funeral_emergency_times")
_UNCLAIMED = Times("funeral_unclaimed_times", at_least="burial_cost_vnd")
_OTHER_TEXT = "other_funeral_vnd"

_RECEIVES, _APPLIED = all_of(RECEIVES_ALLOWANCE), all_of(APPLIED_FOR_ALLOWANCE)
_CHILD, _RESIDENT = all_of(CHILD_OF_SINGLE_PARENT), all_of(IN_FACILITY)
_AT_80, _AT_75 = all_of(FULL_80, SURVIVORS_OR_OTHER), all_of(FULL_75, SURVIVORS_OR_OTHER)
_AT_70 = all_of(FULL_70, none_of(FULL_75), SURVIVORS, POOR_OR_NEAR_DECEASED)
_PENSIONER, _PENSION_APPLICANT = all_of(RECEIVES_PENSION), all_of(APPLIED_FOR_PENSION)
_DISASTER, _UNCLAIMED_BODY = all_of(DEATH_CAUSE), all_of(DEATH_CAUSE, UNCLAIMED)

KIND = Kind(
    "funeral",
    "Hỗ trợ chi phí mai táng",
    "người chết",
    (
        Title(
            "facility_resident",
            "Người được nuôi dưỡng tại cơ sở trợ giúp xã hội",
            (
                Version(BEFORE_ND20, _ND136, _RESIDENT, NotWritten(), MINIMUM),
                Version(ND20_IN_FACILITIES, "khoản 3 Điều 25 Nghị định 20/2021/NĐ-CP", _RESIDENT, _FACILITY, MINIMUM),
                Version(
                    ND335_IN_FACILITIES,
                    "khoản 7 Điều 22, khoản 5 Điều 32 Nghị định 335/2026/NĐ-CP",
                    _RESIDENT,
                    _FACILITY,
                    MINIMUM,
                ),
            ),
            group="ordinary",
        ),
        Title(
            "allowance_recipient",
            "Người đang hưởng trợ cấp xã hội hằng tháng",
            (
                Version(ND136, _ND136, _RECEIVES, _ORDINARY, EXACT),
                Version(ND20, f"điểm a {_D11_20}", _RECEIVES, _ORDINARY, MINIMUM),
                Version(ND335, f"điểm a {_D11_335}", _RECEIVES, _ORDINARY, MINIMUM),
            ),
            group="ordinary",
            other_text=_OTHER_TEXT,
        ),
        Title(
            "allowance_applicant",
            "Người đã đề nghị, đủ điều kiện nhưng chết trước khi có quyết định",
            (Version(ND335, f"điểm a {_D11_335}", _APPLIED, _ORDINARY, MINIMUM),),
            group="ordinary",
            other_text=_OTHER_TEXT,
        ),
        Title(
            "child_of_single_parent",
            "Con của người đơn thân nghèo đang nuôi con",
            (
                Version(ND136, _ND136, _CHILD, _ORDINARY, EXACT),
                Version(ND20, f"điểm b {_D11_20}", _CHILD, _ORDINARY, MINIMUM),
                Version(ND335, f"điểm b {_D11_335}", _CHILD, _ORDINARY, MINIMUM),
            ),
            group="ordinary",
            other_text=_OTHER_TEXT,
        ),
        Title(
            "survivors_benefit",
            "Người cao tuổi đang hưởng trợ cấp tuất hoặc trợ cấp hằng tháng khác",
            (
                Version(ND136, _ND136, _AT_80, _ORDINARY, EXACT),
                Version(ND20, f"điểm c {_D11_20}", _AT_80, _ORDINARY, MINIMUM),
                Version(ND335, f"điểm c {_D11_335}", _AT_75, _ORDINARY, MINIMUM),
            ),
            group="ordinary",
            other_text=_OTHER_TEXT,
        ),
        Title(
            "survivors_benefit_poor",
            "Người từ đủ 70 đến dưới 75 tuổi thuộc hộ nghèo, cận nghèo đang hưởng trợ cấp tuất",
            (Version(ND335, f"điểm d {_D11_335}", _AT_70, _ORDINARY, MINIMUM),),
            group="ordinary",
            other_text=_OTHER_TEXT,
        ),
        Title(
            "pension_recipient",
            "Người đang hưởng trợ cấp hưu trí xã hội",
            (
                Version(BEFORE_SOCIAL_PENSION, "chưa có trợ cấp hưu trí xã hội", _PENSIONER, NotWritten(), MINIMUM),
                Version(ND176_AS_MADE, "Điều 5 Nghị định 176/2025/NĐ-CP", _PENSIONER, _PENSION, MINIMUM),
                Version(ND335, _AMENDED, _PENSIONER, _PENSION, MINIMUM),
            ),
            group="ordinary",
            other_text=_OTHER_TEXT,
        ),
        Title(
            "pension_applicant",
            "Người đã đề nghị, đủ điều kiện hưu trí xã hội nhưng chết trước khi có quyết định",
            (Version(ND335, _AMENDED, _PENSION_APPLICANT, _PENSION, MINIMUM),),
            group="ordinary",
            other_text=_OTHER_TEXT,
        ),
        Title(
            "unclaimed_body",
            "Cơ quan, tổ chức, cá nhân mai táng người không có ai nhận trách nhiệm",
            (
                Version(BEFORE_ND20, _ND136, _UNCLAIMED_BODY, NotWritten(), MINIMUM),
                Version(ND20, "khoản 2 Điều 14 Nghị định 20/2021/NĐ-CP", _UNCLAIMED_BODY, _UNCLAIMED, MINIMUM),
                Version(
                    ND335,
                    "điểm b khoản 3 Điều 12 Nghị định 335/2026/NĐ-CP",
                    _UNCLAIMED_BODY,
                    _UNCLAIMED,
                    MINIMUM,
                ),
            ),
            group="emergency",
        ),
        Title(
            "emergency_death",
            "Hộ có người chết, mất tích do thiên tai, hỏa hoạn, dịch bệnh, tai nạn nghiêm trọng",
            (
                Version(ND136, _ND136, _DISASTER, _EMERGENCY, EXACT),
                Version(ND20, "khoản 1 Điều 14 Nghị định 20/2021/NĐ-CP", _DISASTER, _EMERGENCY, MINIMUM),
                Version(ND335, "điểm a khoản 3 Điều 12 Nghị định 335/2026/NĐ-CP", _DISASTER, _EMERGENCY, MINIMUM),
            ),
            group="emergency",
        ),
    ),
)
