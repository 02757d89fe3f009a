"""What a case offers at each step: the documents its procedure needs next, whole, issued once, joined to the case."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests.builders import commune, officer, period, person
from tests.unit.casework.documents.test_kinds import whole
from tests.unit.casework.office import disabled
from tests.unit.casework.test_case_endings import OCTOBER, Desk, _sent, desk, receiving
from tests.unit.casework.test_new_case import decided, received, submitted

__all__ = ["desk", "receiving"]
pytestmark = pytest.mark.django_db
DAY = date(2026, 9, 28)


def offered(case: casework.Case, actor: access.Actor, on: date = DAY) -> dict[str, casework.Offer]:
    """By code; each is set as it would be read."""
    with access.acting_as(actor):
        found = casework.queries_cases.case_of(case.pk)
        assert found is not None
        offers = casework.offers_of(found, actor, on)
        for offer in offers:
            whole(offer.draft.preview())
    return {offer.code: offer for offer in offers}


def says(offer: casework.Offer) -> str:
    return " ".join(offer.draft.preview().texts())


def wanted(offers: dict[str, casework.Offer]) -> list[str]:
    return [code for code, offer in offers.items() if offer.now]


def test_an_application_from_the_receipt_to_the_notice(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    case = received(maker, disabled(here))
    assert wanted(offered(case, maker)) == ["receipt"]
    with access.acting_as(maker):
        casework.step_case(actor=maker, case_id=case.pk, act="ask", on=DAY, said="Giấy xác nhận khuyết tật")
    asking = offered(case, maker)
    assert wanted(asking) == ["ask"]
    assert "Giấy xác nhận khuyết tật" in says(asking["ask"])
    with access.acting_as(maker):
        casework.step_case(actor=maker, case_id=case.pk, act="supplied", on=DAY)
    submitted(maker, case, DAY)
    offers = offered(case, maker)
    assert wanted(offers) == ["submission"]
    with access.acting_as(maker):
        made = [casework.issue_document(actor=maker, draft=offers["submission"].draft, on=DAY) for _ in range(2)]
    assert made[0].pk == made[1].pk
    assert offered(case, maker)["submission"].issued == made[0]
    assert list(casework.Document.objects.filter(covered_cases__case=case)) == [made[0]]
    decided(chair, case, DAY)
    offers = offered(case, chair)
    assert wanted(offers) == ["decision", "notice"]
    assert "số 01/QĐ-UBND" in offers["decision"].label
    found = casework.queries_cases.case_of(case.pk)
    assert found is not None
    with access.acting_as(chair), pytest.raises(Refusal):
        casework.offer_of(found, "posting", chair, DAY)


def test_a_refusal_gives_the_reasons_of_the_chair_and_of_the_law(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    case = received(maker, disabled(here, degree="mild"))
    submitted(maker, case, DAY, "refuse", "Khuyết tật nhẹ")
    assert "trả lời không giải quyết" in says(offered(case, maker)["submission"])
    with access.acting_as(chair):
        casework.refuse_case(actor=chair, case_id=case.pk, on=DAY, because="Mức độ khuyết tật nhẹ.")
    letter = offered(case, chair)["refusal"]
    assert letter.now
    assert "Lý do: Mức độ khuyết tật nhẹ." in says(letter)
    assert "khiếu nại" in says(letter)
    assert says(letter).count("Nghị định") >= 1, "the law's own sentence stands beside"


def test_a_posted_list_says_until_when_and_where_and_of_nobody_why(here: areas.Unit) -> None:
    roles = ("commune_officer", "commune_chair")
    actors = {role: officer(role, here, f"{role}-cu") for role in roles}
    access.Grant.objects.filter(user_id__in=[a.user_id for a in actors.values()]).update(valid=period("2021-07-01"))
    then = date(2024, 5, 1)
    clerk, chair = (access.actor_of(access.User.objects.get(pk=actors[r].user_id), then) for r in roles)
    old, posted = Desk(clerk, chair), date(2024, 5, 9)
    cases = [old.receive(disabled(here, since="2024-03-10"), "new", date(2024, 5, 6), programme="social_allowance")
             for _ in range(2)]  # fmt: skip
    for case in cases:
        old.step(case, "present", date(2024, 5, 8))
    assert wanted(offered(cases[0], chair, posted)) == ["submission"]
    for case in cases:
        old.step(case, "post", posted, chair)
    posting = offered(cases[0], chair, posted)["posting"]
    assert posting.draft.subject == offered(cases[1], chair, posted)["posting"].draft.subject
    text = says(posting)
    assert "02 ngày làm việc, từ ngày 09 tháng 5 năm 2024 đến hết ngày 13 tháng 5 năm 2024" in text
    assert "Nơi niêm yết: trụ sở" in text
    assert text.count("Trợ cấp xã hội") == 2
    assert not any(word in text for word in ("khuyết tật", "HIV", "khoản", "đồng"))
    with access.acting_as(chair):
        document = casework.issue_document(actor=chair, draft=posting.draft, on=posted)
    assert document.covered_cases.count() == 2


def test_a_move_has_the_decision_of_both_communes(here: areas.Unit, desk: Desk, receiving: registry.Person) -> None:
    there = commune(1)
    new_officer, new_chair = officer("commune_officer", there), officer("commune_chair", there)
    case = desk.receive(receiving, "move_commune")
    request = _sent(desk.maker, receiving, "move_commune", {"to_unit": [str(there.pk)], "village": [""]})
    with access.acting_as(desk.maker):
        casework.link_news(actor=desk.maker, case_id=case.pk, request_id=request.pk)
    desk.submit(case)
    assert wanted(offered(case, desk.maker, OCTOBER)) == ["submission"]
    with access.acting_as(desk.chair):
        casework.send_case(actor=desk.chair, case_id=case.pk, on=OCTOBER)
    leaving = offered(case, desk.chair, OCTOBER)["decision"]
    assert leaving.now
    assert "Thôi chi trả" in says(leaving)
    with access.acting_as(desk.chair):
        issued = casework.issue_document(actor=desk.chair, draft=leaving.draft, on=OCTOBER)
    assert issued.decision_id == casework.Decision.objects.get(kind="leave").pk
    desk.submit(case, act="take_up", by=new_officer)
    desk.decide(case, by=new_chair)
    assert "tại nơi cư trú mới" in says(offered(case, new_chair, OCTOBER)["decision"])


@pytest.mark.parametrize(("kind", "asked", "code"), [
    ("complaint", {"about": "Chậm", "wanted": "Giải quyết"}, "decision"),
    ("grievance", {"subject": "payment", "about": "Chậm"}, "answer"),
])  # fmt: skip
def test_answers_are_given_in_writing(
    here: areas.Unit, desk: Desk, kind: str, asked: dict[str, Any], code: str
) -> None:
    case = desk.receive(person(here), kind, asked=asked, starter="person", applicant={"name": "Lò Văn Nộp"})
    if "accept" in casework.FLOWS[case.flow]:
        desk.step(case, "accept")
    desk.submit(case, because="Xã đã chi trả bổ sung ngày 10/10.")
    desk.decide(case)
    offers = offered(case, desk.chair, OCTOBER)
    assert wanted(offers) == [code]
    assert "Xã đã chi trả bổ sung" in says(offers[code])


def test_a_second_complaint_is_put_before_the_province_and_answered_in_its_name(here: areas.Unit, desk: Desk) -> None:
    whole_province = areas.province(OCTOBER)
    officer_there, leader = (officer(role, whole_province) for role in ("province_officer", "province_leader"))
    told = {"about": "Không đồng ý kết luận", "wanted": "Xem lại"}
    case = desk.receive(person(here), "appeal", asked=told, starter="person")
    desk.step(case, "accept", by=officer_there)
    desk.submit(case, because="Giữ nguyên kết luận.", by=officer_there)
    submission = offered(case, officer_there, OCTOBER)["submission"]
    assert submission.draft.letters == "TTr-SYT"
    assert submission.draft.preview().to == ("Chủ tịch Ủy ban nhân dân tỉnh Lào Cai",)
    desk.decide(case, by=leader)
    decision = casework.Decision.objects.get()
    assert (decision.office, decision.commune) == (whole_province, here)
    text = says(offered(case, desk.chair, OCTOBER)["decision"])
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LÀO CAI" in text
    assert "Căn cứ Luật Khiếu nại" in text
    assert "Nội dung khiếu nại: Không đồng ý kết luận. Yêu cầu: Xem lại." in text
    assert "lần hai" in text
    assert "quyền khởi kiện tại Tòa án" in text
    with access.acting_as(leader):
        issued = casework.issue_document(
            actor=leader, draft=offered(case, leader, OCTOBER)["decision"].draft, on=OCTOBER
        )
    assert issued.symbol == "01/QĐ-UBND"
