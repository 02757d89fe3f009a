"""Xác định mức độ khuyết tật do Hội đồng thực hiện, cấp giấy xác nhận (TT 01/2019 Đ4–6)."""

from __future__ import annotations

from ansinh.casework.cases.kind import ANYBODY, CaseKind, Outcome, Paper

_D4 = "Điều 4 Thông tư 01/2019/TT-BLĐTBXH"

KIND = CaseKind(
    code="disability",
    label="Xác định mức độ khuyết tật",
    word="Xác định khuyết tật",
    group="Xác định khuyết tật",
    starters=ANYBODY,
    outcome=Outcome.NEWS,
    certifies=True,
    flows={"": "disability"},
    terms={"disability": "disability_determination"},
    papers={
        "": (
            Paper("form", "Đơn đề nghị Mẫu số 01", f"khoản 1 {_D4}"),
            Paper(
                "medical",
                "Bản sao bệnh án, giấy khám, điều trị, giấy xác nhận cũ (nếu có)",
                f"khoản 2 {_D4}",
                needed=False,
            ),
            Paper("board", "Bản sao kết luận của Hội đồng Giám định y khoa (nếu có)", f"khoản 3 {_D4}", needed=False),
            Paper(
                "identity",
                "Căn cước, giấy khai sinh (xuất trình để đối chiếu)",
                "khoản 1 Điều 5 Thông tư 01/2019/TT-BLĐTBXH",
                shown=True,
            ),
        )
    },
    news=("disability",),
)
