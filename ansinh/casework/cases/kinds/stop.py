"""Thôi hưởng: death, or conditions that hold no more (NĐ 20 Đ8.2; TT 02/2021 Đ2; NĐ 335 Đ8.4, Đ9.2–3)."""

from __future__ import annotations

from ansinh.casework.cases.kind import ALL_PROGRAMMES, OFFICE_FLOWS, OFFICE_TOO, CaseKind, Outcome
from ansinh.casework.cases.papers_table import NEWS_PROOF

KIND = CaseKind(
    code="stop",
    label="Thôi hưởng trợ cấp hằng tháng",
    word="Thôi hưởng",
    group="Trợ cấp hằng tháng",
    starters=OFFICE_TOO,
    outcome=Outcome.PROPOSALS,
    flows=OFFICE_FLOWS,
    terms={},  # no text sets a term for a stop; what was paid too much is recovered
    papers={"": (NEWS_PROOF,)},
    programmes=ALL_PROGRAMMES,
    changes=("stop", "adjust"),
    about_receiving=True,
)
