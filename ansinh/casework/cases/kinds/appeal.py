"""Khiếu nại lần hai: the complaint's answer is not accepted (Luật Khiếu nại 2011 Đ33–40, chưa đối chiếu)."""

from __future__ import annotations

from ansinh.casework.cases.kind import ANYBODY, Asked, CaseKind, Outcome, Paper

KIND = CaseKind(
    code="appeal",
    label="Khiếu nại lần hai",
    word="Khiếu nại lần hai",
    group="Khiếu nại, phản ánh",
    starters=ANYBODY,
    outcome=Outcome.ANSWER,
    flows={"": "appeal"},
    terms={"complaint": "appeal"},
    papers={
        "": (
            Paper("petition", "Đơn khiếu nại lần hai", "Điều 33 Luật Khiếu nại 02/2011/QH13 (chưa đối chiếu)"),
            Paper(
                "first",
                "Quyết định giải quyết khiếu nại lần đầu",
                "Điều 33 Luật Khiếu nại 02/2011/QH13 (chưa đối chiếu)",
                needed=False,
            ),
        )
    },
    asked=(
        Asked("about", "Không đồng ý điểm nào"),
        Asked("wanted", "Yêu cầu giải quyết"),
    ),
    follows=("complaint",),
)
