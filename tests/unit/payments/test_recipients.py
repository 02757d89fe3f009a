"""Who collects for somebody: written by one, confirmed by another, only on its days, never on a paper that ran out."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pypdf
import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.access.public import acting_as
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.payments.models import LineRecipient
from ansinh.payments.public import recipients
from ansinh.registry.public import PaymentChannel, Person
from tests import builders
from tests.builders import period
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, award, lines, locked, office

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 1)


@pytest.fixture
def here() -> Office:
    return office()


@pytest.fixture
def who(here: Office) -> Person:
    person = builders.person(here.area, name="Giàng A Páo")
    award(here, person)
    return person


def given(at: Office, person: Person, until: date = date(2027, 9, 30), **more: object) -> recipients.Authorised:
    values = {
        "full_name": "Giàng Thị Mỷ", "id_number": "015 190 000 123", "relation": "child", "paper": "Giấy ủy quyền",
        "issuer": "UBND xã", "paper_on": ON, "since": ON, "on": ON,
    } | more  # fmt: skip
    return recipients.authorise_recipient(actor=at.maker, person_id=person.pk, until=until, **values)


def in_force(at: Office, person: Person, until: date = date(2027, 9, 30), **more: object) -> recipients.Authorised:
    return recipients.confirm_recipient(actor=at.chair, authorised_id=given(at, person, until, **more).pk)


def text(run_id: int, at: Office) -> str:
    content = payments.signed_list(payments.PayrollRun.objects.get(pk=run_id), at.area)
    return " ".join("".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages).split())


def test_the_list_names_who_collects_with_number_and_last_day(here: Office, who: Person) -> None:
    in_force(here, who)
    drawn = locked(here)
    (line,) = lines(drawn.run_id)
    assert line.recipient_name == "Giàng Thị Mỷ"
    assert "015190000123" in text(drawn.run_id, here)
    assert LineRecipient.objects.get().line_id == line.pk


@pytest.mark.parametrize(("until", "named"), [(date(2026, 11, 9), ""), (PAY_DAY, "Giàng Thị Mỷ")])
def test_a_paper_counts_up_to_its_last_day_and_no_longer(here: Office, who: Person, until: date, named: str) -> None:
    builders.fact(
        PaymentChannel, person=who, kind="post_office", recipient_name="Giàng Thị Mỷ", valid=period("2024-01-01")
    )
    in_force(here, who, until)
    drawn = locked(here)
    assert lines(drawn.run_id)[0].recipient_name == named, "what was written down without days does not revive it"
    assert LineRecipient.objects.count() == bool(named)


def test_without_a_dated_paper_the_old_note_still_counts_and_unconfirmed_does_not(here: Office, who: Person) -> None:
    builders.fact(
        PaymentChannel, person=who, kind="post_office", recipient_name="Lò Văn Cũ", valid=period("2024-01-01")
    )
    given(here, who)
    assert lines(locked(here).run_id)[0].recipient_name == "Lò Văn Cũ"


def test_an_account_stays_the_holders(here: Office, who: Person) -> None:
    builders.fact(PaymentChannel, person=who, kind="bank", bank="x", account="123", valid=period("2024-01-01"))
    in_force(here, who)
    assert lines(locked(here).run_id)[0].recipient_name == ""
    assert not LineRecipient.objects.exists()


def test_what_is_refused(here: Office, who: Person) -> None:
    def refused(**more: object) -> str:
        with pytest.raises(Refusal) as told:
            given(here, who, **more)  # type: ignore[arg-type]
        return told.value.code

    assert refused(id_number="12345") == "bad_number"
    assert refused(relation="friend") == "bad_relation"
    assert refused(until=date(2026, 9, 30)) == "bad_day"
    assert refused(until=date(2032, 1, 1)) == "too_long"
    made = given(here, who)
    assert refused() == "overlap"
    for actor, code in ((here.maker, "maker_is_checker"), (office(1).chair, "outside_scope")):
        with pytest.raises(Refusal) as told:
            recipients.confirm_recipient(actor=actor, authorised_id=made.pk)
        assert told.value.code == code
    recipients.end_recipient(actor=here.maker, authorised_id=made.pk, last_day=date(2026, 10, 20))
    assert given(here, who).pk != made.pk, "unconfirmed, it is withdrawn"


def test_ending_early_frees_the_days_after(here: Office, who: Person) -> None:
    made = in_force(here, who)
    recipients.end_recipient(actor=here.maker, authorised_id=made.pk, last_day=date(2026, 10, 31))
    in_force(here, who, full_name="Giàng A Chứ", since=date(2026, 11, 1))
    assert lines(locked(here).run_id)[0].recipient_name == "Giàng A Chứ"
    with pytest.raises(Refusal) as told:
        recipients.end_recipient(actor=here.maker, authorised_id=made.pk, last_day=date(2026, 12, 31))
    assert told.value.code == "not_earlier"


def test_a_list_from_before_a_paper_ended_is_printed_as_it_was(here: Office, who: Person) -> None:
    paper = in_force(here, who)
    run_id = locked(here).run_id
    assert "đến 30/09/2027" in text(run_id, here)
    recipients.end_recipient(actor=here.maker, authorised_id=paper.pk, last_day=date(2026, 11, 30))
    assert "đến 30/09/2027" in text(run_id, here)


def test_the_database_refuses_expired_ones(here: Office, who: Person) -> None:
    made = in_force(here, who, until=date(2026, 10, 31))
    line = lines(locked(here, NOVEMBER).run_id)[0]
    copied = (
        "INSERT INTO payments_authorised (person_id, full_name, id_number, number_index, relation, paper, paper_number,"
        " paper_on, issuer, valid, recorded_by_id) SELECT person_id, 'x', id_number, number_index, 'child', 'x', '',"
        " paper_on, 'x', '{}', recorded_by_id FROM payments_authorised"
    )
    for wrong in (
        f"INSERT INTO payments_line_recipient (line_id, authorised_id, last_day) VALUES ({line.pk}, {made.pk}, now())",
        f"UPDATE payments_authorised SET valid = '[2026-10-01,2028-01-01)' WHERE id = {made.pk}",
        f"UPDATE payments_authorised SET confirmed_by_id = recorded_by_id WHERE id = {made.pk}",
        copied.format("[2026-10-20,2026-12-01)"),
        copied.format("[2027-10-20,)"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)
    with acting_as(builders.officer("commune_officer", builders.commune(1), "can-bo-khac")):
        assert not recipients.authorisations("over", date(2026, 12, 1)).exists()


def test_the_list_counts_those_whose_paper_ran_out(here: Office, who: Person) -> None:
    other = builders.person(here.area, name="Lò Thị Hoa")
    award(here, other)
    in_force(here, who, date(2026, 11, 9))
    in_force(here, other, PAY_DAY)
    run = payments.PayrollRun.objects.get(pk=locked(here).run_id)
    assert recipients.lapsed_on_list(run) == 1
