"""Khiếu nại lần đầu (Luật Khiếu nại 2011 Đ27–31, chưa đối chiếu): thụ lý, xác minh, Chủ tịch UBND cấp xã giải quyết."""

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
    CaseAct("accept", "Thụ lý", frozenset({S.RECEIVED}), S.ACCEPTED, PREPARE, OFFICER, frozenset({"accept"})),
    ask(S.RECEIVED, S.ACCEPTED, S.RETURNED),
    supplied(S.ACCEPTED),
    submit(S.ACCEPTED, S.RETURNED),
    *ending(ends=frozenset({"settle"}), decide="Quyết định giải quyết"),
    withdraw(S.RECEIVED, S.CITIZEN, S.ACCEPTED, S.RETURNED),
)
