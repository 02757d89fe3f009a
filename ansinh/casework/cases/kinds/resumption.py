"""Hưởng lại sau tạm dừng (NĐ 335 Đ9.4): the review gives the same, nothing, or another amount."""

from __future__ import annotations

from ansinh.casework.cases.kind import OFFICE_FLOWS, OFFICE_TOO, CaseKind, Outcome, Paper

KIND = CaseKind(
    code="resumption",
    label="Xét hưởng lại sau tạm dừng",
    word="Hưởng lại",
    group="Trợ cấp hằng tháng",
    starters=OFFICE_TOO,
    outcome=Outcome.RESUME,
    flows=OFFICE_FLOWS,
    terms={},
    papers={"": (Paper("review", "Biên bản rà soát hồ sơ, dữ liệu", "khoản 4 Điều 9 Nghị định 335/2026/NĐ-CP"),)},
    programmes=("social_allowance", "care_support", "provincial"),
    changes=("start", "adjust"),
)
