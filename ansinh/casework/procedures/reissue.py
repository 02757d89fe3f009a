"""Cấp đổi, cấp lại Giấy xác nhận khuyết tật (TT 01/2019 Đ9): công chức trình, Chủ tịch UBND cấp xã cấp giấy."""

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
    *ending(decide="Ký cấp giấy"),
    withdraw(S.RECEIVED, S.CITIZEN, S.RETURNED),
)
