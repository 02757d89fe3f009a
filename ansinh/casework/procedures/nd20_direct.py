"""Thủ tục NĐ 20/2021 không niêm yết (Đ8.2 thôi hưởng, Đ8.3–4 chuyển nơi ở, Đ11.4 mai táng): huyện quyết định."""

from __future__ import annotations

from ansinh.casework.case_states import (
    CHAIR,
    DECIDE,
    DISTRICT_CHAIR,
    DISTRICT_OFFICER,
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
    CaseAct("present", "Trình Chủ tịch UBND xã", frozenset({S.RECEIVED, S.RETURNED}), S.REVIEW, PREPARE, OFFICER),
    CaseAct("send_back", "Trả công chức", frozenset({S.REVIEW}), S.RETURNED, DECIDE, CHAIR, says="Lý do trả lại"),
    CaseAct(
        "forward",
        "Gửi Phòng Lao động – Thương binh và Xã hội",
        frozenset({S.REVIEW}),
        S.DISTRICT,
        DECIDE,
        CHAIR,
        frozenset({"commune", "commune_new"}),
    ),
    submit(S.DISTRICT, roles=DISTRICT_OFFICER),
    CaseAct(
        "send_down",
        "Trả xã làm lại",
        frozenset({S.DISTRICT}),
        S.RETURNED,
        PREPARE,
        DISTRICT_OFFICER,
        says="Lý do trả lại",
    ),
    *ending(
        roles=DISTRICT_CHAIR, ends=frozenset({"district", "district_office", "district_office_new"}), back=S.DISTRICT
    ),
    withdraw(S.RECEIVED, S.CITIZEN, S.RETURNED),
)
