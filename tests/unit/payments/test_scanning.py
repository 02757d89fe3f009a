"""Results of signed lists, code by code: what is refused, taken back, handed in together; the code on the paper."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from pypdf import PdfReader

from ansinh.access.public import acting_as
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments import public as payments
from ansinh.payments.models import ScannedReturn
from tests import builders
from tests.unit.payments.payroll import Office, award, lines, office, released

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 12)


@pytest.fixture
def here() -> Office:
    at = office()
    for name in ("Bàn Văn Nhất", "Đặng Thị Khé", "Lò Thị Hoa"):
        award(at, builders.person(at.area, name=name))
    return at


def test_the_unpaid_are_scanned_and_the_rest_is_paid(here: Office) -> None:
    run = released(here)
    one, two, _ = lines(run.pk)
    payments.scan_return(
        actor=here.accountant, run_id=run.pk, code=f" {one.key.lower()} ", outcome="returned", reason="Vắng mặt"
    )
    wrong = payments.scan_return(actor=here.accountant, run_id=run.pk, code=two.key, outcome="paid")
    payments.undo_scan(actor=here.accountant, run_id=run.pk, scan_id=wrong.pk)
    payments.undo_scan(actor=here.accountant, run_id=run.pk, scan_id=wrong.pk)
    assert [line.state for line in lines(run.pk)] == ["sent"] * 3, "nothing moves before it is handed in"
    assert payments.open_cash_communes(run.pk) == [(here.area.code, here.area.name, 2)]
    told = payments.hand_in_scans(actor=here.accountant, run_id=run.pk, rest_paid=[here.area.code], on=ON)
    assert told == payments.HandedIn(paid=2, returned=1, rest=2, problems=0)
    assert [(line.state, line.reason) for line in lines(run.pk)] == [
        ("returned", "Vắng mặt"),
        ("paid", ""),
        ("paid", ""),
    ]
    assert payments.scans_of(run.pk) == []
    assert payments.verify_money(ON).findings == ()
    with pytest.raises(Refusal) as refused:
        payments.hand_in_scans(actor=here.accountant, run_id=run.pk, rest_paid=[here.area.code], on=ON)
    assert refused.value.code == "nothing_scanned"


def test_who_types_needs_only_the_number_at_the_end_which_stands_on_the_paper(here: Office) -> None:
    run = released(here)
    (_, two, _) = lines(run.pk)
    assert payments.scan_return(actor=here.accountant, run_id=run.pk, code=" 2 ", outcome="paid").line_id == two.pk
    with pytest.raises(Refusal) as refused:
        payments.scan_return(actor=here.accountant, run_id=run.pk, code="4", outcome="paid")
    assert refused.value.code == "unknown_key"
    paper = PdfReader(BytesIO(payments.signed_list(run, here.area)))
    assert two.key in "".join(page.extract_text() for page in paper.pages)


def test_what_cannot_be_scanned(here: Office) -> None:
    run = released(here)
    one, two, _ = lines(run.pk)
    accountant = here.accountant

    def refused(code: str, outcome: str = "paid", reason: str = "") -> str:
        with pytest.raises(Refusal) as told:
            payments.scan_return(actor=accountant, run_id=run.pk, code=code, outcome=outcome, reason=reason)
        return told.value.code

    assert refused("AS2611-00000-000000") == "unknown_key"
    assert refused(one.key, "returned") == "no_outcome"
    assert refused(one.key, "lost") == "no_outcome"
    payments.scan_return(actor=accountant, run_id=run.pk, code=one.key, outcome="paid")
    with pytest.raises(AlreadyDone):
        payments.scan_return(actor=accountant, run_id=run.pk, code=one.key, outcome="paid")
    payments.hand_in_scans(actor=accountant, run_id=run.pk, rest_paid=[], on=ON)
    assert refused(one.key) == "has_result"
    with pytest.raises(Refusal):
        payments.scan_return(actor=here.maker, run_id=run.pk, code=two.key, outcome="paid")


def test_what_was_handed_in_stays(here: Office) -> None:
    run = released(here)
    scan = payments.scan_return(actor=here.accountant, run_id=run.pk, code=lines(run.pk)[0].key, outcome="paid")
    payments.hand_in_scans(actor=here.accountant, run_id=run.pk, rest_paid=[], on=ON)
    payments.undo_scan(actor=here.accountant, run_id=run.pk, scan_id=scan.pk)
    assert ScannedReturn.objects.filter(pk=scan.pk).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        ScannedReturn.objects.filter(pk=scan.pk).delete()
    with pytest.raises(IntegrityError), transaction.atomic():
        ScannedReturn.objects.create(
            line_id=scan.line_id, outcome="returned", reason="", scanned_by_id=scan.scanned_by_id
        )


def test_scans_show_with_their_lines(here: Office) -> None:
    run = released(here)
    payments.scan_return(actor=here.accountant, run_id=run.pk, code=lines(run.pk)[0].key, outcome="paid")
    with acting_as(builders.officer("commune_accountant", builders.commune(1), "ke-toan-khac")):
        assert payments.scans_of(run.pk) == []


def test_every_line_of_the_paper_has_its_code(here: Office) -> None:
    run = released(here)
    first = payments.signed_list(run, here.area)
    assert first.startswith(b"%PDF")
    assert first == payments.signed_list(run, here.area), "the same bytes"
