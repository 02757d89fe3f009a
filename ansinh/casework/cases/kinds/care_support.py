"""Hỗ trợ kinh phí nhận chăm sóc, nuôi dưỡng (NĐ 20 Đ7.2, Đ21.1; NĐ 147 Đ5; NĐ 335 Đ7.2, Đ18.1)."""

from __future__ import annotations

from ansinh.casework.cases.kind import MONTHLY_FLOWS, MONTHLY_TERMS, CaseKind, Outcome, Paper, Starter
from ansinh.casework.cases.papers_table import IDENTITY

_D7 = "khoản 2 Điều 7 Nghị định 20/2021/NĐ-CP"
_OF_HOUSEHOLD = Paper(
    "form_2a", "Tờ khai hộ gia đình có người khuyết tật đặc biệt nặng Mẫu số 2a", f"điểm a {_D7}", needed=False
)
_OF_CARER = Paper("form_2b", "Tờ khai nhận chăm sóc, nuôi dưỡng Mẫu số 2b", f"điểm b {_D7}", needed=False)
_OF_PERSON = Paper(
    "form_03", "Tờ khai của người được nhận chăm sóc không hưởng trợ cấp Mẫu số 03", f"điểm c {_D7}", needed=False
)

KIND = CaseKind(
    code="care_support",
    label="Đề nghị hỗ trợ kinh phí chăm sóc, nuôi dưỡng",
    word="Thêm mới",
    group="Trợ cấp hằng tháng",
    starters=(Starter.CARER, Starter.PERSON, Starter.GUARDIAN, Starter.ORGANISATION),
    outcome=Outcome.PROPOSALS,
    flows=MONTHLY_FLOWS,
    terms=MONTHLY_TERMS,
    papers={
        "nd335_2026": (
            Paper("form", "Tờ khai nhận chăm sóc, nuôi dưỡng Mẫu số 02", "khoản 2 Điều 7 Nghị định 335/2026/NĐ-CP"),
        ),
        "": (_OF_HOUSEHOLD, _OF_CARER, _OF_PERSON, IDENTITY),
    },
    programmes=("care_support",),
    changes=("start", "adjust"),
)
