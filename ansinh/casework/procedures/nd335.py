"""Thủ tục NĐ 335/2026 Đ8 (và NĐ 176/2025 Đ4 sửa đổi): xác thực với các cơ sở dữ liệu rồi mới trình; không niêm yết."""

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
    CaseAct(
        "check",
        "Xác thực với cơ sở dữ liệu",
        frozenset({S.RECEIVED, S.RETURNED}),
        S.CHECKED,
        PREPARE,
        OFFICER,
        says="Kết quả xác thực",
    ),
    ask(S.RECEIVED, S.CHECKED, S.RETURNED),
    supplied(),
    submit(S.CHECKED),
    CaseAct("recall", "Rút lại", frozenset({S.SUBMITTED}), S.CHECKED, PREPARE, OFFICER),
    *ending(),
    withdraw(S.RECEIVED, S.CITIZEN, S.CHECKED, S.RETURNED),
)
