"""Who answers a case: the level that the table of its procedure names, its chair or its department."""

from __future__ import annotations

from datetime import date

from ansinh.areas.public import Unit, province
from ansinh.casework.case_policies import procedure_of_case
from ansinh.casework.case_states import DISTRICT_CHAIR, DISTRICT_OFFICER, PROVINCE_LEADER
from ansinh.casework.documents.offices import issuing_unit
from ansinh.casework.models import Case


def answers_by_department(case: Case) -> bool:
    """Whether the district's department refuses in its own name (NĐ 20/2021 Đ8.1.d)."""
    return bool(procedure_of_case(case).acts["refuse"].roles & DISTRICT_OFFICER)


def deciding_unit(case: Case, on: date, act: str = "decide") -> Unit:
    """The commune for what its own chair answers, above it the district (until June 2025) or the province."""
    found = procedure_of_case(case).acts[act]
    if found.roles & PROVINCE_LEADER:
        return province(on)
    if found.roles & (DISTRICT_CHAIR | DISTRICT_OFFICER):
        return issuing_unit(case.area, on)
    return case.to_area if found.side == "to_area" and case.to_area else case.area
