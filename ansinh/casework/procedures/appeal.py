"""Khiếu nại lần hai (Luật Khiếu nại 2011 Đ33–40, chưa đối chiếu): xã nhận và chuyển, cấp tỉnh thụ lý và giải quyết."""

from __future__ import annotations

from ansinh.casework.case_states import (
    OFFICER,
    PREPARE,
    PROVINCE_LEADER,
    PROVINCE_OFFICER,
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
TAKERS = OFFICER | PROVINCE_OFFICER

ACTS = acts(
    CaseAct("accept", "Thụ lý", frozenset({S.RECEIVED}), S.ACCEPTED, PREPARE, PROVINCE_OFFICER, frozenset({"accept"})),
    ask(S.RECEIVED, S.ACCEPTED, S.RETURNED, roles=PROVINCE_OFFICER),
    supplied(S.ACCEPTED, roles=TAKERS),
    submit(S.ACCEPTED, S.RETURNED, roles=PROVINCE_OFFICER),
    *ending(roles=PROVINCE_LEADER, ends=frozenset({"settle"}), decide="Quyết định giải quyết"),
    withdraw(S.RECEIVED, S.CITIZEN, S.ACCEPTED, S.RETURNED, roles=TAKERS),
)
