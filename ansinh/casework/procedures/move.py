"""Chuyển sang xã khác (NĐ 147/2025 Đ5; NĐ 335/2026 Đ8.3): nơi cũ thôi chi trả và gửi hồ sơ, nơi mới quyết định."""

from __future__ import annotations

from ansinh.casework.case_states import (
    CHAIR,
    DECIDE,
    OFFICER,
    PREPARE,
    CaseAct,
    CaseState,
    acts,
    ask,
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
    CaseAct("return", "Trả lại", frozenset({S.SUBMITTED}), S.RETURNED, DECIDE, CHAIR, says="Lý do trả lại"),
    CaseAct(
        "refuse",
        "Trả lời không giải quyết",
        frozenset({S.SUBMITTED}),
        S.REFUSED,
        DECIDE,
        CHAIR,
        frozenset({"commune_chair_old"}),
        "Lý do",
    ),
    CaseAct(
        "send",
        "Ký thôi chi trả tại xã, gửi nơi mới",
        frozenset({S.SUBMITTED}),
        S.SENT,
        DECIDE,
        CHAIR,
        frozenset({"commune_chair_old"}),
    ),
    CaseAct("take_up", "Tiếp nhận, trình", frozenset({S.SENT}), S.TAKEN_UP, PREPARE, OFFICER, side="to_area"),
    CaseAct(
        "decide",
        "Ký quyết định",
        frozenset({S.TAKEN_UP}),
        S.DECIDED,
        DECIDE,
        CHAIR,
        frozenset({"commune_chair_new"}),
        side="to_area",
    ),
    withdraw(S.RECEIVED, S.CITIZEN, S.RETURNED),
)
