"""Cấp đổi, cấp lại Giấy xác nhận khuyết tật theo hồ sơ đang lưu giữ (Luật NKT Đ19.3; TT 01/2019 Đ8.1, Đ8.2.b, Đ9).

Another kind or degree, and a child who turned 6 (Đ8.2.a, c), are found anew: kind ``disability`` (Đ9.2). Mẫu số 01 was
not read. Neither text says from when the five working days count: here from the receipt.
"""

from __future__ import annotations

from ansinh.casework.cases.kind import Asked, CaseKind, Outcome, Paper, Starter

_TT01 = "Thông tư 01/2019/TT-BLĐTBXH"

KIND = CaseKind(
    code="disability_reissue",
    label="Cấp đổi, cấp lại Giấy xác nhận khuyết tật",
    word="Cấp lại giấy xác nhận",
    group="Xác định khuyết tật",
    starters=(Starter.PERSON, Starter.GUARDIAN),
    outcome=Outcome.ANSWER,
    certifies=True,
    flows={"": "reissue"},
    terms={"disability": "disability_reissue"},
    papers={
        "": (
            Paper("form", "Đơn đề nghị Mẫu số 01", f"khoản 1 Điều 4, khoản 1 Điều 9 {_TT01}"),
            Paper(
                "former",
                "Giấy xác nhận khuyết tật cũ để thu hồi (nếu còn)",
                f"khoản 1 Điều 9 {_TT01}",
                needed=False,
            ),
            Paper(
                "identity",
                "Căn cước hoặc giấy tờ có giá trị pháp lý khác (xuất trình, khi giấy cũ sai thông tin)",
                f"điểm a khoản 1 Điều 8 {_TT01}; văn bản không nêu thành phần hồ sơ (chưa đối chiếu)",
                needed=False,
                shown=True,
            ),
        )
    },
    asked=(
        Asked(
            "ground",
            "Vì sao",
            "choice",
            (
                ("wrong_data", "Sai thông tin so với căn cước, giấy tờ khác (điểm a khoản 1 Điều 8)"),
                ("damaged", "Hư hỏng, không sử dụng được (điểm b khoản 1 Điều 8)"),
                ("lost", "Bị mất (điểm b khoản 2 Điều 8)"),
                ("taken_back", "Giấy đã bị thu hồi mà sổ vẫn ghi khuyết tật (văn bản không nêu, chưa đối chiếu)"),
            ),
            hint="Thông tin sai thì báo tin sửa sổ trước; giấy mới ghi theo sổ. Đổi dạng, mức độ: xác định lại.",
        ),
        Asked("remark", "Sai chỗ nào, mất hoặc hỏng thế nào", required=False),
    ),
)
