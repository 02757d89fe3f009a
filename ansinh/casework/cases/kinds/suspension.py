"""Tạm dừng hưởng (TT 02/2021 Đ2.3; NĐ 335 Đ9.1): three months not collected, or a review not complied with."""

from __future__ import annotations

from ansinh.casework.cases.kind import OFFICE_FLOWS, Asked, CaseKind, Outcome, Paper, Starter

KIND = CaseKind(
    code="suspension",
    label="Tạm dừng hưởng trợ cấp hằng tháng",
    word="Tạm dừng",
    group="Trợ cấp hằng tháng",
    starters=(Starter.OFFICE, Starter.ORGANISATION),
    outcome=Outcome.SUSPEND,
    flows=OFFICE_FLOWS,
    terms={},
    papers={
        "": (
            Paper(
                "ground",
                "Danh sách chưa nhận của đơn vị chi trả, hoặc văn bản yêu cầu chưa được chấp hành",
                "khoản 3 Điều 2 Thông tư 02/2021/TT-BLĐTBXH; khoản 1 Điều 9 Nghị định 335/2026/NĐ-CP",
            ),
        )
    },
    programmes=("social_allowance", "care_support", "provincial"),
    asked=(
        Asked(
            "ground",
            "Lý do tạm dừng",
            "choice",
            (
                ("uncollected", "Không nhận liên tục từ 03 tháng"),
                ("not_complied", "Không chấp hành yêu cầu xác định lại"),
                ("detained", "Bị tạm giam từ 01 tháng (trước 05/10/2026)"),
            ),
        ),
        Asked(
            "uncollected_months",
            "Số tháng liên tục chưa nhận",
            "number",
            required=False,
            hint="Phải ghi khi lý do là không nhận liên tục từ 03 tháng.",
        ),
    ),
    about_receiving=True,
)
