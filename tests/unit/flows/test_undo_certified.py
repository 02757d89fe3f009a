"""Undoing the finding behind a certificate of disability takes the certificate back, in one piece."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.public import queries_documents
from ansinh.flows.undo_news import Undone, undo_news
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from tests.unit.casework.conftest import chair, here, maker
from tests.unit.casework.documents.test_certificate import LATER, SIGNED, TOLD, certified, issue, who
from tests.unit.casework.documents.test_offered import offered
from tests.unit.casework.test_case_endings import Desk, at, desk

__all__ = ["chair", "desk", "here", "maker", "who"]
pytestmark = pytest.mark.django_db
WHY = "Hội đồng kết luận nhầm người"


def undo(desk: Desk, case: casework.Case, on: date, **more: Any) -> Undone:
    request = registry.ChangeRequest.objects.get(pk=case.request_id)
    with access.acting_as(desk.chair):
        return undo_news(actor=desk.chair, request=request, on=on, at=at(on), **more)


def in_force(document: casework.Document) -> bool:
    told = queries_documents.verified(document.code)
    assert told is not None
    return told.in_force


def test_it_is_taken_back_with_the_reason_and_never_given_again(desk: Desk, who: registry.Person) -> None:
    case = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    document = issue(case, desk.chair, SIGNED)
    assert in_force(document)
    done = undo(desk, case, LATER, because=WHY)
    assert [each.pk for each in done.certificates] == [document.pk]
    assert not in_force(document)
    document.refresh_from_db()
    assert document.cancelled_by_id == desk.chair.user_id
    assert f"tin số {case.request_id} đã được hoàn tác: {WHY}" in document.cancelled_because
    assert not registry.Disability.objects.filter(person=who, retracted_at=None).exists()
    offers = offered(case, desk.chair, LATER)
    assert not {"certificate", "notice"} & set(offers), "nor is told that it stands in the register"
    assert [each.pk for each in queries_documents.certificates_of_case(case.pk)] == [document.pk]


def test_without_a_reason_nothing_is_undone(desk: Desk, who: registry.Person) -> None:
    case = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    document = issue(case, desk.chair, SIGNED)
    with pytest.raises(Refusal, match="01/GXNKT") as refused:
        undo(desk, case, LATER, because="  ")
    assert refused.value.code == "reason_missing"
    assert in_force(document)
    assert registry.Disability.objects.get(person=who, retracted_at=None).degree == "severe"
    assert registry.ChangeRequest.objects.get().state == "applied"


def test_a_finding_that_was_not_certified_yet_needs_none(desk: Desk, who: registry.Person) -> None:
    case = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    assert undo(desk, case, LATER).certificates == ()
    assert "certificate" not in offered(case, desk.chair, LATER)


def test_a_page_that_was_open_meanwhile_gives_none(desk: Desk, who: registry.Person) -> None:
    case = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    draft = offered(case, desk.chair, SIGNED)["certificate"].draft
    undo(desk, case, LATER)
    with access.acting_as(desk.chair), pytest.raises(Refusal) as refused:
        casework.issue_document(actor=desk.chair, draft=draft, on=LATER)
    assert refused.value.code == "no_certificate"
    assert not casework.Document.objects.filter(kind="certificate").exists()


def test_what_it_had_taken_the_place_of_stays_taken_back(desk: Desk, who: registry.Person) -> None:
    """The registry says the former degree again; no text gives the paper that was taken back force again."""
    former = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    first = issue(former, desk.chair, SIGNED)
    case = certified(desk, who, LATER, LATER, degree=["extremely_severe"])
    second = issue(case, desk.chair, LATER)
    undo(desk, case, LATER, because=WHY)
    assert registry.Disability.objects.get(person=who, retracted_at=None).degree == "severe"
    assert (in_force(first), in_force(second)) == (False, False)
    first.refresh_from_db()
    assert "khoản 1 Điều 9" in first.cancelled_because


def test_one_that_rests_on_other_news_stays(desk: Desk, who: registry.Person, here: areas.Unit) -> None:
    """Only what says the undone finding is taken back: another person's, and news of another kind, are not touched."""
    case = certified(desk, who, TOLD, SIGNED, degree=["severe"], types=["vision"])
    document = issue(case, desk.chair, SIGNED)
    with access.acting_as(desk.maker):
        made = registry.draft_request(
            actor=desk.maker, kind="phone", person_id=who.pk, area_id=here.pk, on=LATER,
            typed={"effective_on": [LATER.isoformat()], "reached": ["yes"], "number": ["0912345678"],
                   "document_kind": ["Người dân báo"], "document_issuer": ["Người dân"]},
        )  # fmt: skip
        told = registry.submit_request(actor=desk.maker, request_id=made.pk, on=LATER)
    with access.acting_as(desk.chair):
        assert undo_news(actor=desk.chair, request=told, on=LATER, at=at(LATER)).certificates == ()
    assert in_force(document)
