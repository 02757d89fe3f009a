"""Documents of cases: the appointment at the counter, and decisions that are not over proposals."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.documents.composing.cases import Case
from ansinh.casework.documents.composing.decision import decision_content
from ansinh.casework.documents.offices import Office
from ansinh.casework.public import queries_documents
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests.unit.casework.documents.test_kinds import whole
from tests.unit.casework.office import disabled
from tests.unit.casework.test_new_case import OCTOBER, decided, received, submitted

ISSUED = date(2026, 10, 8)


def document_of(case: casework.Case, chair: access.Actor) -> casework.Document:
    case.refresh_from_db()
    with access.acting_as(chair):
        found = queries_documents.decision(case.decision_id or 0)
        assert found is not None
        draft = casework.decision_draft(found)
        whole(draft.preview())
        return casework.issue_document(actor=chair, draft=draft, on=ISSUED)


@pytest.mark.django_db
def test_a_suspension_names_its_ground_and_article(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    who = disabled(here)
    first = received(maker, who)
    submitted(maker, first, date(2026, 9, 30))
    decided(chair, first, date(2026, 10, 2))
    asked = {"ground": "uncollected", "uncollected_months": "3"}
    with access.acting_as(maker):
        held = casework.receive_case(
            actor=maker, kind="suspension", person_id=who.pk, received_on=OCTOBER, on=OCTOBER, starter="office",
            programme="social_allowance", papers=("ground",), asked=asked,
        )  # fmt: skip
    submitted(maker, held, OCTOBER)
    decided(chair, held, date(2026, 10, 7))
    document = document_of(held, chair)
    assert document.symbol == "02/QĐ-UBND"
    text = " ".join(casework.content_of(casework.Document.objects.get(pk=document.pk)).texts())
    assert "Tạm dừng hưởng trợ cấp xã hội hằng tháng" in text
    assert "tháng 11 năm 2026" in text
    assert "Không nhận chế độ, chính sách liên tục từ 03 tháng trở lên" in text
    assert "khoản 1 Điều 9 Nghị định 335/2026/NĐ-CP" in text


@pytest.mark.django_db
def test_a_decision_of_a_case_is_out_of_sight_elsewhere(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    case = received(maker, disabled(here))
    submitted(maker, case, date(2026, 9, 30))
    decided(chair, case, date(2026, 10, 2))
    decision = queries_documents.decision(casework.Case.objects.get(pk=case.pk).decision_id or 0)
    assert decision is not None
    stranger = replace(maker, area_ids=frozenset({0}))
    with access.acting_as(stranger), pytest.raises(Refusal) as refusal:
        casework.decision_draft(decision)
    assert refusal.value.code == "unknown_decision"


def test_months_that_have_passed_are_named_one_by_one() -> None:
    place = areas.Unit(name="Xã Thử", kind="commune")
    who = registry.Person(full_name="Lò Thị Thử", born_on=date(1950, 1, 1), born_precision="day", sex="female")
    past = casework.Proposal(
        person=who, area=place, programme="social_allowance", kind="past", before_vnd=1_000_000, after_vnd=1_620_000,
        reason="Nghe tin muộn.", citation="khoản 6 Điều 5", first_month=date(2026, 5, 1),
        past_months=[date(2026, 5, 1), date(2026, 6, 1)],
    )  # fmt: skip
    signer = access.User(display_name="Người Ký")
    decision = casework.Decision(
        kind="past", decided_on=ISSUED, first_month=date(2026, 5, 1), commune=place, office=place, decided_by=signer
    )
    content = decision_content(
        decision, [Case(past, "015000000001", ())], Office(place, ISSUED), "03/QĐ-UBND", asked_for="Theo đề nghị"
    )
    text = " ".join(whole(content).texts())
    assert "các tháng 05/2026, 06/2026" in text
    assert "1.620.000 đồng" in text
    assert "truy lĩnh" in text
