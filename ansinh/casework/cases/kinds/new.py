"""Thêm mới: a monthly allowance or the social pension (NĐ 20 Đ7–8; NĐ 147 Đ5; NĐ 176 Đ4; NĐ 335 Đ7–8)."""

from __future__ import annotations

from ansinh.casework.cases.kind import ANYBODY, ENDED_ELSEWHERE, MONTHLY_FLOWS, MONTHLY_TERMS, Asked, CaseKind, Outcome
from ansinh.casework.cases.papers_table import MONTHLY_PAPERS

KIND = CaseKind(
    code="new",
    label="Đề nghị hưởng trợ cấp hằng tháng",
    word="Thêm mới",
    group="Trợ cấp hằng tháng",
    starters=ANYBODY,
    outcome=Outcome.PROPOSALS,
    flows=MONTHLY_FLOWS,
    terms=MONTHLY_TERMS,
    papers=MONTHLY_PAPERS,
    programmes=("social_allowance", "social_pension", "provincial"),
    changes=("start", "adjust"),
    asked=(
        Asked(
            ENDED_ELSEWHERE,
            "Chuyển từ tỉnh khác đến: thôi chi trả ở nơi cũ từ ngày",
            "day",
            required=False,
            hint="Ngày đầu của tháng mà nơi cũ không chi trả nữa, theo quyết định của nơi cũ; hưởng tiếp từ tháng ấy."
            " Người không chuyển đến thì để trống.",
        ),
    ),
)
