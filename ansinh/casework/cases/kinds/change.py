"""Điều chỉnh: the conditions of somebody who receives have changed (NĐ 20 Đ8.1; NĐ 335 Đ8.4)."""

from __future__ import annotations

from ansinh.casework.cases.kind import (
    AFTER_DISTRICT,
    ALL_PROGRAMMES,
    MONTHLY_TERMS,
    OFFICE_TOO,
    CaseKind,
    Outcome,
)
from ansinh.casework.cases.papers_table import MONTHLY_PAPERS, NEWS_PROOF

KIND = CaseKind(
    code="change",
    label="Điều chỉnh mức đang hưởng",
    word="Điều chỉnh",
    group="Trợ cấp hằng tháng",
    starters=OFFICE_TOO,
    outcome=Outcome.PROPOSALS,
    # Under NĐ 20 the heading of Đ8.1 has adjustments go the whole way; later texts let the chair decide at once.
    flows={"nd20_2021": "nd20", "": "commune"},
    terms=MONTHLY_TERMS,
    no_term=AFTER_DISTRICT,
    papers={"nd20_2021": MONTHLY_PAPERS["nd20_2021"], "": (NEWS_PROOF,)},
    programmes=ALL_PROGRAMMES,
    changes=("adjust", "start", "stop"),
    about_receiving=True,
)
