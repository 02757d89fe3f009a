"""Cấp xã quyết định (NĐ 147/2025 Đ5; NĐ 176/2025 Đ4–5; NĐ 335/2026 Đ8.4, Đ9, Đ11.3): công chức trình, Chủ tịch ký."""

from __future__ import annotations

from ansinh.casework.case_states import (
    OFFICER,
    PREPARE,
    CaseAct,
    CaseState,
    acts,
    ask,
    ending,
    submit,
    supplied,
    withdraw,
)

S = CaseState

ACTS = acts(
    ask(S.RECEIVED, S.RETURNED),
    supplied(),
    submit(S.RECEIVED, S.RETURNED),
    CaseAct("recall", "Rút lại", frozenset({S.SUBMITTED}), S.RECEIVED, PREPARE, OFFICER),
    *ending(),
    withdraw(S.RECEIVED, S.CITIZEN, S.RETURNED),
)
