"""Phản ánh, kiến nghị và yêu cầu về dữ liệu của mình: công chức soạn trả lời, Chủ tịch UBND cấp xã ký."""

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
    *ending(ends=frozenset({"answer"}), decide="Ký trả lời"),
    withdraw(S.RECEIVED, S.CITIZEN, S.RETURNED),
)
