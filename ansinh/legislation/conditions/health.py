"""Disability, HIV, pregnancy, small children and care."""

from __future__ import annotations

from ansinh.legislation.facts_table import NO_DATE
from ansinh.legislation.formula import condition

_DISABILITY = "Điều 3 Luật Người khuyết tật; Điều 3 Nghị định 28/2012/NĐ-CP"
_PARENT = (
    "Điều 17 Nghị định 28/2012/NĐ-CP; điểm a khoản 2 Điều 20 Nghị định 20/2021/NĐ-CP;"
    " điểm a khoản 2 Điều 17 Nghị định 335/2026/NĐ-CP"
)
_CARE = "Điều 20 Nghị định 136/2013/NĐ-CP; Điều 20 Nghị định 20/2021/NĐ-CP; Điều 17 Nghị định 335/2026/NĐ-CP"

HIV = condition(
    "hiv",
    "nhiễm HIV/AIDS",
    "khoản 3 Điều 5 Nghị định 136/2013/NĐ-CP; khoản 3, khoản 8 Điều 5 Nghị định 20/2021/NĐ-CP;"
    " khoản 3, khoản 8 Điều 5 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.hiv == True,  # noqa: E712
)
SEVERE_OR_MORE = condition(
    "severe_or_more",
    "khuyết tật nặng hoặc đặc biệt nặng",
    _DISABILITY,
    lambda f, law: f.disability.is_in("severe", "extremely_severe"),
)
EXTREMELY_SEVERE = condition(
    "extremely_severe", "khuyết tật đặc biệt nặng", _DISABILITY, lambda f, law: f.disability == "extremely_severe"
)
# A degree stands on a certificate; whether one without a recorded day counts is a reading (values/readings.yaml).
CERTIFIED = condition(
    "certified",
    "đã được cấp giấy xác nhận khuyết tật trong tháng này hoặc trước đó",
    "điểm đ khoản 1 Điều 8 Nghị định 20/2021/NĐ-CP; Điều 19 Luật Người khuyết tật",
    lambda f, law: (
        (f.disability_certified <= law.month_end)
        | ((f.disability_certified >= law.undated_certificate) & (f.disability_certified == NO_DATE))
    ),
)
PREGNANT = condition("pregnant", "đang mang thai", _PARENT, lambda f, law: f.pregnant == True)  # noqa: E712
CHILD_UNDER_36_MONTHS = condition(
    "child_under_36_months",
    "đang nuôi con dưới 36 tháng tuổi",
    _PARENT,
    lambda f, law: f.children_under_36_months >= 1,
)
TWO_UNDER_36_MONTHS = condition(
    "two_under_36_months",
    "đang nuôi từ hai con dưới 36 tháng tuổi trở lên",
    _PARENT,
    lambda f, law: f.children_under_36_months >= 2,
)
FOSTERED = condition(
    "fostered",
    "được hộ gia đình, cá nhân khác nhận chăm sóc, nuôi dưỡng",
    _CARE,
    lambda f, law: f.care == "foster",
)
OWN_HOUSEHOLD_CARES = condition(
    "own_household_cares",
    "được hộ gia đình trực tiếp chăm sóc, nuôi dưỡng",
    "Điều 17 Nghị định 28/2012/NĐ-CP; điểm c khoản 2 Điều 20 Nghị định 20/2021/NĐ-CP;"
    " điểm c khoản 2 Điều 17 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.care == "own_household",
)
FACILITY_ELIGIBLE = condition(
    "facility_eligible",
    "không có điều kiện sống ở cộng đồng, đủ điều kiện tiếp nhận vào cơ sở trợ giúp xã hội",
    "điểm c khoản 5 Điều 5 Nghị định 136/2013/NĐ-CP; điểm d khoản 5 Điều 5 Nghị định 20/2021/NĐ-CP;"
    " điểm b khoản 5 Điều 5 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.facility_eligible == True,  # noqa: E712
)
IN_FACILITY = condition(
    "in_facility",
    "đang được chăm sóc, nuôi dưỡng tại cơ sở trợ giúp xã hội",
    "Điều 26 Nghị định 136/2013/NĐ-CP; Điều 24, Điều 25 Nghị định 20/2021/NĐ-CP;"
    " Điều 21, Điều 22 Nghị định 335/2026/NĐ-CP",
    lambda f, law: f.in_facility == True,  # noqa: E712
)
