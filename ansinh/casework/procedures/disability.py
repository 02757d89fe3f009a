"""Xác định mức độ khuyết tật (TT 01/2019 Đ5, Đ6): Hội đồng kết luận, niêm yết, Chủ tịch UBND cấp xã cấp giấy."""

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
    ask(S.RECEIVED),
    supplied(),
    CaseAct("convene", "Mời Hội đồng", frozenset({S.RECEIVED}), S.COUNCIL, PREPARE, OFFICER, says="Ngày và nơi họp"),
    CaseAct(
        "refer",
        "Chuyển giám định y khoa",
        frozenset({S.COUNCIL, S.POSTED, S.COMPLAINED}),
        S.MEDICAL,
        DECIDE,
        CHAIR,
        says="Vì sao chuyển",
    ),
    CaseAct(
        "board",
        "Nhận kết luận giám định",
        frozenset({S.MEDICAL}),
        S.POSTED,
        PREPARE,
        OFFICER,
        frozenset({"council"}),
        "Kết luận",
    ),
    CaseAct(
        "post",
        "Ghi kết luận, niêm yết",
        frozenset({S.COUNCIL}),
        S.POSTED,
        PREPARE,
        OFFICER,
        frozenset({"council"}),
        "Kết luận của Hội đồng",
    ),
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
        "Trả lời khiếu nại",
        frozenset({S.COMPLAINED}),
        S.POSTED,
        DECIDE,
        CHAIR,
        frozenset({"complaint"}),
        "Kết luận",
    ),
    submit(S.POSTED),
    CaseAct(
        "decide", "Cấp giấy xác nhận", frozenset({S.SUBMITTED}), S.DECIDED, DECIDE, CHAIR, frozenset({"certificate"})
    ),
    CaseAct(
        "refuse",
        "Trả lời không phải người khuyết tật",
        frozenset({S.SUBMITTED}),
        S.REFUSED,
        DECIDE,
        CHAIR,
        frozenset({"certificate"}),
        "Lý do",
    ),
    CaseAct("return", "Trả lại", frozenset({S.SUBMITTED}), S.POSTED, DECIDE, CHAIR, says="Lý do trả lại"),
    withdraw(S.RECEIVED, S.CITIZEN, S.COUNCIL),
)
