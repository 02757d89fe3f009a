"""Phản ánh, kiến nghị: about the office, the payment, somebody passed over; no decision is attacked."""

from __future__ import annotations

from ansinh.casework.cases.kind import OFFICE_TOO, Asked, CaseKind, Outcome, Starter

KIND = CaseKind(
    code="grievance",
    label="Phản ánh, kiến nghị",
    word="Phản ánh",
    group="Khiếu nại, phản ánh",
    starters=tuple(starter for starter in OFFICE_TOO if starter is not Starter.OFFICE),
    outcome=Outcome.ANSWER,
    flows={"": "answer"},
    terms={},
    papers={},
    asked=(
        Asked(
            "subject",
            "Về việc gì",
            "choice",
            (
                ("payment", "Chi trả: chậm, thiếu, thái độ"),
                ("procedure", "Thủ tục, người giải quyết"),
                ("somebody", "Người hưởng sai, người bị bỏ sót"),
                ("other", "Việc khác"),
            ),
        ),
        Asked("about", "Nội dung"),
    ),
)
