"""The certificate of disability: what the council found, dated by its signing, in place of the one before."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.public import queries_documents
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests.builders import person, source
from tests.unit.casework.documents.test_offered import offered, says, wanted
from tests.unit.casework.test_case_endings import Desk, at, desk

__all__ = ["desk"]
pytestmark = pytest.mark.django_db
TOLD, SIGNED, LATER = date(2026, 10, 29), date(2026, 11, 3), date(2026, 11, 20)


@pytest.fixture
def who(here: areas.Unit) -> registry.Person:
    return person(here, name="Cứ Thị Khó", born="2021-08-08", sex="female", village="Bản Trong")


def told(desk: Desk, who: registry.Person, on: date, **values: list[str]) -> registry.ChangeRequest:
    paper = {"document_kind": ["Biên bản Hội đồng xác định mức độ khuyết tật"], "document_issuer": ["Hội đồng"]}
    typed = {"effective_on": [on.isoformat()], **paper, **values}
    with access.acting_as(desk.maker):
        made = registry.draft_request(
            actor=desk.maker, kind="disability", person_id=who.pk, area_id=who.area_id, typed=typed, on=on
        )
        return registry.submit_request(actor=desk.maker, request_id=made.pk, on=on)


def certified(desk: Desk, who: registry.Person, told_on: date, signed_on: date, **values: list[str]) -> casework.Case:
    """A file from the counter to the signature; the news is written while the finding is posted."""
    case = desk.receive(who, "disability", told_on)
    desk.step(case, "convene", told_on)
    desk.step(case, "post", told_on)
    request = told(desk, who, told_on, **values)
    with access.acting_as(desk.maker):
        casework.link_news(actor=desk.maker, case_id=case.pk, request_id=request.pk)
    desk.submit(case, told_on)
    return desk.decide(case, signed_on)


def issue(case: casework.Case, actor: access.Actor, on: date) -> casework.Document:
    draft = offered(case, actor, on)["certificate"].draft
    with access.acting_as(actor):
        return casework.issue_document(actor=actor, draft=draft, on=on)


def test_it_counts_from_the_day_it_is_signed_and_carries_what_article_19_asks(desk: Desk, who: registry.Person) -> None:
    case = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision", "mobility"])
    fact = registry.Disability.objects.get(person=who, retracted_at=None)
    assert (fact.certified_on, fact.valid.lower) == (SIGNED, SIGNED), "not the day on which the news was written"
    assert registry.ChangeRequest.objects.get().effective_on == SIGNED
    offers = offered(case, desk.chair, SIGNED)
    assert wanted(offers) == ["certificate", "notice"]
    text = says(offers["certificate"])
    for part in (
        "GIẤY XÁC NHẬN KHUYẾT TẬT", "Họ và tên: CỨ THỊ KHÓ", "08/08/2021", "Giới tính: Nữ", "Bản Trong", "tỉnh Lào Cai",
        "Dạng khuyết tật: Vận động; nhìn", "Mức độ khuyết tật: Nặng", "ngày 03 tháng 11 năm 2026", "CHỦ TỊCH",
        "có hiệu lực kể từ ngày ký",
    ):  # fmt: skip
        assert part in text, part
    assert "thay cho" not in text
    notice = says(offers["notice"])
    assert "Giấy xác nhận khuyết tật được cấp kèm" in notice
    assert "đủ 6 tuổi (ngày 08 tháng 8 năm 2027)" in notice
    document = issue(case, desk.chair, SIGNED)
    assert (document.symbol, document.on) == ("01/GXNKT", SIGNED)
    assert issue(case, desk.chair, LATER).pk == document.pk


def test_another_degree_takes_the_former_certificate_back(desk: Desk, who: registry.Person) -> None:
    first = issue(certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"]), desk.chair, SIGNED)
    again = certified(desk, who, LATER, LATER, degree=["extremely_severe"])
    first.refresh_from_db()
    assert first.cancelled_at is not None
    assert "khoản 1 Điều 9" in first.cancelled_because
    told_by_code = queries_documents.verified(first.code)
    assert told_by_code is not None
    assert not told_by_code.in_force
    text = says(offered(again, desk.chair, LATER)["certificate"])
    assert "Dạng khuyết tật: Nhìn" in text, "kinds that were not told stay"
    assert "thay cho Giấy xác nhận khuyết tật số 01/GXNKT ngày 03 tháng 11 năm 2026" in text
    assert issue(again, desk.chair, LATER).symbol == "02/GXNKT"


def test_a_file_whose_finding_is_past_prints_none_again(desk: Desk, who: registry.Person) -> None:
    """Printed late, or again after it was taken back, it would stand in force beside the new one."""
    former = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    certified(desk, who, LATER, LATER, degree=["extremely_severe"])
    assert "certificate" not in offered(former, desk.chair, LATER)


def test_no_disability_any_more_gives_none_and_takes_the_former_back(desk: Desk, who: registry.Person) -> None:
    first = issue(certified(desk, who, TOLD, SIGNED, degree=["mild"], types=["vision"]), desk.chair, SIGNED)
    case = certified(desk, who, LATER, LATER, degree=["none"])
    assert "certificate" not in offered(case, desk.chair, LATER)
    assert "không còn khuyết tật" in says(offered(case, desk.chair, LATER)["notice"])
    first.refresh_from_db()
    assert "khoản 3 Điều 8" in first.cancelled_because


def test_what_was_sent_is_dated_anew_by_signing_alone(desk: Desk, who: registry.Person) -> None:
    """The queue of news takes the day that was told, and the table lets nobody move another kind or an earlier day."""
    request = told(desk, who, TOLD, degree=["severe"])
    other = registry.ChangeRequest.objects.filter(pk=request.pk)
    with pytest.raises(IntegrityError, match="registry_change_request_asked"), transaction.atomic():
        other.update(effective_on=SIGNED)
    with pytest.raises(IntegrityError, match="registry_change_request_asked"), transaction.atomic():
        other.update(effective_on=date(2026, 10, 1), state="approved", decided_by_id=desk.chair.user_id)
    with access.acting_as(desk.chair):
        registry.approve_request(actor=desk.chair, request_id=request.pk, on=SIGNED)
    assert registry.Disability.objects.get(person=who).certified_on == TOLD


def test_the_registry_of_another_day_is_not_signed_over(desk: Desk, who: registry.Person) -> None:
    case = desk.receive(who, "disability", TOLD)
    desk.step(case, "convene", TOLD)
    desk.step(case, "post", TOLD)
    request = told(desk, who, TOLD, degree=["mild"])
    with access.acting_as(desk.maker):
        casework.link_news(actor=desk.maker, case_id=case.pk, request_id=request.pk)
    desk.submit(case, TOLD)
    registry.Disability.objects.create(
        person=who, degree="severe", certified_on=date(2026, 11, 1), valid=(date(2026, 11, 1), None),
        recorded_at=at(date(2026, 11, 1)), source=source(),
    )  # fmt: skip
    with pytest.raises(Refusal) as refused:
        desk.decide(case, SIGNED)
    assert refused.value.code == "stale"


def test_only_files_of_this_kind_have_one(desk: Desk, who: registry.Person) -> None:
    case = desk.receive(who, "grievance", TOLD, asked={"subject": "payment", "about": "Chậm"}, starter="person")
    desk.submit(case, TOLD, because="Đã chi.")
    desk.decide(case, SIGNED)
    assert "certificate" not in offered(case, desk.chair, SIGNED)
