"""Thủ tục NĐ 20/2021 Đ8.1: xã xét duyệt, niêm yết 02 ngày làm việc, Phòng thẩm định, Chủ tịch UBND huyện ký.

Người không đủ điều kiện thì Phòng tự trả lời bằng văn bản, nêu rõ lý do (điểm d); không trình Chủ tịch.
"""

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
    granting,
    submit,
    supplied,
    withdraw,
)

S = CaseState

ACTS = acts(
    ask(S.RECEIVED, S.RETURNED),
    supplied(),
    CaseAct("present", "Trình xét duyệt", frozenset({S.RECEIVED, S.RETURNED}), S.REVIEW, PREPARE, OFFICER),
    CaseAct("send_back", "Trả công chức", frozenset({S.REVIEW}), S.RETURNED, DECIDE, CHAIR, says="Lý do trả lại"),
    CaseAct("post", "Xét duyệt, niêm yết", frozenset({S.REVIEW}), S.POSTED, DECIDE, CHAIR),
    CaseAct(
        "complain",
        "Ghi nhận khiếu nại",
        frozenset({S.POSTED}),
        S.COMPLAINED,
        PREPARE,
        OFFICER,
        says="Nội dung khiếu nại",
    ),
    CaseAct(
        "conclude",
        "Kết luận khiếu nại, công khai",
        frozenset({S.COMPLAINED}),
        S.REVIEWED,
        DECIDE,
        CHAIR,
        frozenset({"complaint"}),
        "Kết luận",
    ),
    CaseAct(
        "close_posting",
        "Kết thúc niêm yết",
        frozenset({S.POSTED}),
        S.REVIEWED,
        PREPARE,
        OFFICER,
        frozenset({"commune_review"}),
    ),
    CaseAct(
        "forward",
        "Gửi Phòng Lao động – Thương binh và Xã hội",
        frozenset({S.REVIEWED}),
        S.DISTRICT,
        DECIDE,
        CHAIR,
        frozenset({"commune_review", "commune_forward"}),
    ),
    submit(S.DISTRICT, roles=DISTRICT_OFFICER, ends=frozenset({"district_office"})),
    CaseAct(
        "send_down",
        "Trả xã làm lại",
        frozenset({S.DISTRICT}),
        S.RETURNED,
        PREPARE,
        DISTRICT_OFFICER,
        says="Lý do trả lại",
    ),
    CaseAct(
        "refuse",
        "Phòng trả lời không đủ điều kiện",
        frozenset({S.DISTRICT}),
        S.REFUSED,
        PREPARE,
        DISTRICT_OFFICER,
        frozenset({"district_office", "district_chair"}),
        "Lý do",
    ),
    *granting(roles=DISTRICT_CHAIR, ends=frozenset({"district_office", "district_chair"}), back=S.DISTRICT),
    withdraw(S.RECEIVED, S.CITIZEN, S.RETURNED),
)
