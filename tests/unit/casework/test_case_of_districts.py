"""The way of NĐ 20 from the posting to the district: who signs, and who refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests.builders import officer

from .office import awards, disabled
from .test_case_endings import Desk

pytestmark = pytest.mark.django_db
THEN = date(2024, 5, 1)


@pytest.fixture
def here() -> areas.Unit:
    """A commune of a district, as there were until June 2025."""
    areas.load_units()
    return next(unit for unit in areas.communes(THEN) if unit.parent and unit.parent.kind == areas.Unit.Kind.DISTRICT)


@dataclass(frozen=True)
class Districts:
    """Those who worked on a file in May 2024, when there were districts."""

    desk: Desk
    chair: access.Actor
    department: access.Actor

    def forwarded(self, who: registry.Person) -> casework.Case:
        """A file that was reviewed, posted and sent to the district's department."""
        case = self.desk.receive(who, "new", date(2024, 5, 6), programme="social_allowance")
        self.desk.step(case, "present", date(2024, 5, 8))
        self.desk.step(case, "post", date(2024, 5, 9), self.chair)
        self.desk.step(case, "close_posting", date(2024, 5, 13))
        return self.desk.step(case, "forward", date(2024, 5, 14), self.chair)


@pytest.fixture
def districts(here: areas.Unit) -> Districts:
    places = dict.fromkeys(("commune_officer", "commune_chair"), here)
    places |= dict.fromkeys(("district_officer", "district_chair"), here.parent)
    officers = {role: officer(role, unit, since=date(2021, 7, 1), on=THEN) for role, unit in places.items() if unit}
    old = Desk(officers["commune_officer"], officers["district_chair"])
    return Districts(old, officers["commune_chair"], officers["district_officer"])


def test_under_nd20_the_file_goes_by_the_posting_and_the_district(here: areas.Unit, districts: Districts) -> None:
    """7 + 3 + 7 + 3 working days; two days of posting before it may go on."""
    old, chair, district = districts.desk, districts.chair, districts.department
    who = disabled(here, since="2024-03-10")
    case = old.receive(who, "new", date(2024, 5, 6), programme="social_allowance")
    assert (case.procedure, case.flow, case.due_on) == ("nd20_2021", "nd20", date(2024, 6, 3))
    old.step(case, "present", date(2024, 5, 8))
    old.step(case, "post", date(2024, 5, 9), chair)
    with pytest.raises(Refusal) as refused:
        old.step(case, "close_posting", date(2024, 5, 10))
    assert refused.value.code == "posting_not_over"
    old.step(case, "close_posting", date(2024, 5, 13))
    assert old.step(case, "forward", date(2024, 5, 14), chair).step_due_on == date(2024, 5, 23)
    old.submit(case, date(2024, 5, 20), by=district)
    done = old.decide(case, date(2024, 5, 22))
    assert done.state == "decided"
    # A disability allowance counts from the month of the certificate (NĐ 20/2021 Đ8.1.đ).
    assert awards()[0][3] == "2024-03-01"


def test_under_nd20_the_districts_department_refuses_by_itself_with_its_reasons(
    here: areas.Unit, districts: Districts
) -> None:
    """Điểm d khoản 1 Điều 8: whoever is not entitled is answered by the department, in its own name."""
    case = districts.forwarded(disabled(here, degree="mild", since="2024-03-10"))
    with pytest.raises(Refusal) as refused:
        districts.desk.submit(case, date(2024, 5, 20), by=districts.department, suggested="refuse", because="Mức nhẹ")
    assert refused.value.code == "answers_itself"
    for somebody in (districts.chair, districts.desk.chair):
        with access.acting_as(somebody), pytest.raises(Refusal):
            casework.refuse_case(actor=somebody, case_id=case.pk, on=date(2024, 5, 20), because="Mức nhẹ")
    with access.acting_as(districts.department):
        given: dict[str, Any] = {"actor": districts.department, "case_id": case.pk, "on": date(2024, 5, 20)}
        done = casework.refuse_case(**given, because="Khuyết tật mức độ nhẹ")
        letter = casework.offer_of(done, "refusal", districts.department, date(2024, 5, 20)).draft
    assert (done.state, done.prepared_by_id, done.decided_by_id) == (
        "refused", districts.chair.user_id, districts.department.user_id,
    )  # fmt: skip
    content = letter.write("01/LĐTBXH")
    assert (letter.letters, content.head.office) == ("LĐTBXH", ("Phòng Lao động - Thương binh và Xã hội",))
    assert content.signatures[0].lines == ("TRƯỞNG PHÒNG",)
    assert "Khuyết tật mức độ nhẹ" in " ".join(content.texts())
    assert "khiếu nại đến Trưởng Phòng Lao động - Thương binh và Xã hội thành phố" in " ".join(content.texts())


def test_what_the_department_had_submitted_it_may_still_refuse_when_it_came_back(
    here: areas.Unit, districts: Districts
) -> None:
    case = districts.forwarded(disabled(here, since="2024-03-10"))
    districts.desk.submit(case, date(2024, 5, 20), by=districts.department)
    districts.desk.step(case, "return", date(2024, 5, 21), districts.desk.chair)
    with access.acting_as(districts.department):
        done = casework.refuse_case(
            actor=districts.department, case_id=case.pk, on=date(2024, 5, 22), because="Giấy xác nhận đã thu hồi"
        )
    assert done.state == "refused"
    assert not awards()
