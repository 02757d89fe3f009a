"""Yêu cầu về dữ liệu của chính mình: xem, được cung cấp, sửa (NĐ 13/2023, chưa đối chiếu)."""

from __future__ import annotations

from ansinh.casework.cases.kind import Asked, CaseKind, Outcome, Paper, Starter

KIND = CaseKind(
    code="own_data",
    label="Yêu cầu về dữ liệu của mình",
    word="Dữ liệu của mình",
    group="Khiếu nại, phản ánh",
    starters=(Starter.PERSON, Starter.GUARDIAN),
    outcome=Outcome.ANSWER,
    flows={"": "answer"},
    terms={"own_data": "own_data"},
    papers={
        "": (
            Paper(
                "request", "Phiếu yêu cầu, có đối chiếu căn cước", "Điều 14 Nghị định 13/2023/NĐ-CP (chưa đối chiếu)"
            ),
        )
    },
    asked=(
        Asked(
            "right",
            "Yêu cầu",
            "choice",
            (("copy", "Được cung cấp bản sao"), ("correct", "Sửa thông tin sai"), ("readers", "Biết ai đã xem")),
        ),
        Asked("about", "Cụ thể"),
    ),
)
