"""A certificate exchanged or given again: the same finding under a new number, in place of the former."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.public import queries_documents
from ansinh.flows.undo_news import undo_news
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests.builders import fact, period
from tests.unit.casework.documents.test_certificate import LATER, SIGNED, TOLD, certified, issue, who
from tests.unit.casework.documents.test_offered import offered, says, wanted
from tests.unit.casework.test_case_endings import Desk, at, desk

__all__ = ["desk", "who"]
pytestmark = pytest.mark.django_db
AGAIN = date(2026, 12, 7)


def asked_again(desk: Desk, who: registry.Person, ground: str = "lost", on: date = LATER) -> casework.Case:
    return desk.receive(who, "disability_reissue", on, asked={"ground": ground}, papers={"form"})


def again(desk: Desk, who: registry.Person, ground: str = "lost", on: date = LATER) -> casework.Case:
    case = asked_again(desk, who, ground, on)
    desk.submit(case, on)
    return desk.decide(case, on)


def in_force(document: casework.Document) -> bool:
    told = queries_documents.verified(document.code)
    assert told is not None
    return told.in_force


def test_lost_it_is_given_again_as_it_was_and_the_former_taken_back(desk: Desk, who: registry.Person) -> None:
    """TT 01/2019 Đ8.2.b, Đ9: five working days, the form alone, by what the office keeps."""
    first = issue(certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"]), desk.chair, SIGNED)
    before = registry.Disability.objects.get(person=who, retracted_at=None)
    case = asked_again(desk, who)
    assert (case.due_on, case.due_by_law) == (date(2026, 11, 27), True)
    assert [paper.code for paper in casework.kind_of(case).papers_of(case.procedure) if paper.needed] == ["form"]
    desk.submit(case, LATER)
    case = desk.decide(case, LATER)
    assert in_force(first), "until the new one is given"
    offers = offered(case, desk.chair, LATER)
    assert wanted(offers) == ["certificate"]
    text = says(offers["certificate"])
    for part in (
        "GIẤY XÁC NHẬN KHUYẾT TẬT", "Dạng khuyết tật: Nhìn", "Mức độ khuyết tật: Nặng", "ngày 20 tháng 11 năm 2026",
        "Cấp lại theo điểm b khoản 2 Điều 8, khoản 2 Điều 9", "đã được xác nhận từ ngày 03 tháng 11 năm 2026",
        "thay cho Giấy xác nhận khuyết tật số 01/GXNKT ngày 03 tháng 11 năm 2026, giấy đó đã mất",
    ):  # fmt: skip
        assert part in text, part
    second = issue(case, desk.chair, LATER)
    assert (second.symbol, second.on) == ("02/GXNKT", LATER)
    assert (in_force(first), in_force(second)) == (False, True)
    first.refresh_from_db()
    assert f"hồ sơ số {case.symbol} (khoản 1 Điều 9" in first.cancelled_because
    assert first.cancelled_at == second.issued_at
    after = registry.Disability.objects.get(person=who, retracted_at=None)
    assert (after.pk, after.certified_on) == (before.pk, SIGNED), "benefits count from the finding, not from this paper"


def test_of_before_there_were_numbers_it_names_the_day(desk: Desk, who: registry.Person, here: areas.Unit) -> None:
    fact(
        registry.Disability, person=who, degree="severe", types=["mobility"], certified_on=date(2020, 5, 4),
        valid=period("2020-05-04"),
    )  # fmt: skip
    text = says(offered(again(desk, who, "wrong_data"), desk.chair, LATER)["certificate"])
    assert "Cấp đổi theo điểm a khoản 1 Điều 8, khoản 2 Điều 9" in text
    assert "thay cho Giấy xác nhận khuyết tật ký ngày 04 tháng 5 năm 2020, giấy đó được thu hồi" in text


@pytest.mark.parametrize("degree", [None, "none"])
def test_who_has_no_disability_in_the_registry_is_not_given_one(
    desk: Desk, who: registry.Person, degree: str | None
) -> None:
    if degree:
        fact(registry.Disability, person=who, degree=degree, valid=period("2020-05-04"))
    case = asked_again(desk, who)
    with pytest.raises(Refusal) as refused:
        desk.submit(case, LATER)
    assert refused.value.code == "nothing_recorded"
    desk.submit(case, LATER, because="Sổ không ghi", suggested="refuse")
    with pytest.raises(Refusal) as refused:
        desk.decide(case, LATER)
    assert refused.value.code == "not_suggested"
    with access.acting_as(desk.chair):
        casework.refuse_case(actor=desk.chair, case_id=case.pk, on=LATER, because="Sổ không ghi")
    assert list(offered(case, desk.chair, LATER)) == ["refusal", "receipt"]


def test_a_finding_of_since_leaves_none_to_print(desk: Desk, who: registry.Person) -> None:
    certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    case = again(desk, who)
    newer = certified(desk, who, AGAIN, AGAIN, degree=["mild"])
    assert "certificate" not in offered(case, desk.chair, AGAIN)
    assert issue(newer, desk.chair, AGAIN).symbol == "01/GXNKT"


def test_the_file_before_prints_none_beside_it(desk: Desk, who: registry.Person) -> None:
    former = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    first = issue(former, desk.chair, SIGNED)
    case = again(desk, who)
    assert offered(former, desk.chair, LATER)["certificate"].issued == first, "as long as it is the one in force"
    issue(case, desk.chair, LATER)
    assert "certificate" not in offered(former, desk.chair, LATER)


def test_undoing_the_finding_takes_back_what_was_given_again(desk: Desk, who: registry.Person) -> None:
    former = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    issue(former, desk.chair, SIGNED)
    second = issue(again(desk, who), desk.chair, LATER)
    request = registry.ChangeRequest.objects.get(pk=former.request_id)
    with access.acting_as(desk.chair):
        done = undo_news(actor=desk.chair, request=request, on=AGAIN, at=at(AGAIN), because="Nhầm người")
    assert [document.pk for document in done.certificates] == [second.pk]
    assert not in_force(second)


def test_one_that_was_taken_back_by_an_undone_finding_is_given_anew(desk: Desk, who: registry.Person) -> None:
    """What the registry says again has no paper until somebody asks for one (decision 47)."""
    first = issue(certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"]), desk.chair, SIGNED)
    mistaken = certified(desk, who, LATER, LATER, degree=["none"])
    request = registry.ChangeRequest.objects.get(pk=mistaken.request_id)
    with access.acting_as(desk.chair):
        undo_news(actor=desk.chair, request=request, on=LATER, at=at(LATER))
    assert not in_force(first)
    document = issue(again(desk, who, "taken_back", AGAIN), desk.chair, AGAIN)
    assert in_force(document)
    assert not in_force(first)
