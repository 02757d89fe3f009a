"""Hỗ trợ người bị thương nặng (NĐ 20 Đ13; NĐ 335 Đ12.2): given once, by the commune, without papers of its own."""

from __future__ import annotations

from ansinh.casework.cases.kind import OFFICE_TOO, Asked, CaseKind, Outcome

KIND = CaseKind(
    code="injury",
    label="Hỗ trợ người bị thương nặng",
    word="Trợ cấp một lần",
    group="Trợ giúp một lần",
    starters=OFFICE_TOO,
    outcome=Outcome.ONCE,
    flows={"": "commune"},
    terms={"assistance": "emergency_relief"},
    papers={"": ()},
    asked=(
        Asked("happened", "Ngày bị thương", "day"),
        Asked(
            "cause",
            "Nguyên nhân",
            "choice",
            (
                ("disaster", "Thiên tai"),
                ("fire", "Hỏa hoạn"),
                ("serious_traffic_accident", "Tai nạn giao thông nghiêm trọng"),
                ("serious_labour_accident", "Tai nạn lao động nghiêm trọng"),
                ("other_force_majeure", "Lý do bất khả kháng khác"),
            ),
        ),
        Asked("treatment_days", "Số ngày cấp cứu và điều trị tại cơ sở y tế", "number"),
        Asked("payee", "Người nhận tiền", required=False, hint="Để trống khi chính người này nhận."),
    ),
)
