"""Khiếu nại lần đầu về một quyết định hoặc việc không giải quyết (Luật Khiếu nại 2011, chưa đối chiếu)."""

from __future__ import annotations

from ansinh.casework.cases.kind import ANYBODY, Asked, CaseKind, Outcome, Paper

KIND = CaseKind(
    code="complaint",
    label="Khiếu nại",
    word="Khiếu nại",
    group="Khiếu nại, phản ánh",
    starters=ANYBODY,
    outcome=Outcome.ANSWER,
    flows={"": "complaint"},
    terms={"complaint": "complaint"},
    papers={
        "": (
            Paper(
                "petition",
                "Đơn khiếu nại, hoặc bản ghi lời khiếu nại có chữ ký",
                "Điều 8 Luật Khiếu nại 02/2011/QH13 (chưa đối chiếu)",
            ),
        )
    },
    asked=(
        Asked("about", "Khiếu nại việc gì"),
        Asked("wanted", "Yêu cầu giải quyết"),
    ),
    follows=(
        "new",
        "change",
        "stop",
        "suspension",
        "resumption",
        "care_support",
        "funeral",
        "disability",
        "disability_reissue",
        "move_within",
        "move_commune",
    ),
)
