"""A paper of who collects for somebody ends with that death, and runs again when it is believed no more."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.flows.reactions import react
from ansinh.kernel.errors import Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.kernel.period import Month
from ansinh.payments.public import recipients
from ansinh.registry import public as registry
from tests import builders
from tests.builders import period
from tests.unit.payments.payroll import Office, award, lines, locked
from tests.unit.registry.requests.counter import ON, Counter, counter

pytestmark = pytest.mark.django_db
NUMBER, DIED = "015050000001", date(2026, 11, 10)
DECEMBER = Month(2026, 12)


@pytest.fixture
def at(db: None) -> Counter:
    """``head`` bears the number; he collects for somebody of another household."""
    found = counter()
    builders.fact(registry.Paper, person=found.head, kind="personal", number=NUMBER, valid=period("2021-01-01"))
    return found


@pytest.fixture
def desk(at: Counter) -> Office:
    builders.paying_office(at.area)
    accountant, holder = (builders.officer(f"commune_account{role}", at.area) for role in ("ant", "_holder"))
    return Office(at.area, at.maker, at.checker, accountant, holder)


@pytest.fixture
def who(at: Counter, desk: Office) -> registry.Person:
    person = builders.person(at.area, name="Lò Thị Hoa")
    award(desk, person, first="2026-12-01")
    return person


def given(at: Counter, who: registry.Person, since: date, *, number: str = NUMBER) -> recipients.Authorised:
    made = recipients.authorise_recipient(
        actor=at.maker, person_id=who.pk, full_name="Giàng A Páo", id_number=number, relation="relative",
        paper="Giấy ủy quyền", issuer="UBND xã", paper_on=since, since=since, until=date(2027, 9, 30), on=since,
    )  # fmt: skip
    return recipients.confirm_recipient(actor=at.checker, authorised_id=made.pk)


def head_dies(at: Counter) -> registry.ChangeRequest:
    return at.done("death", at.head, DIED.isoformat(), remaining_head=at.wife.pk)


def test_it_ends_with_the_day_of_death_and_no_later_list_names_the_dead(
    at: Counter, desk: Office, who: registry.Person
) -> None:
    paper = given(at, who, date(2026, 10, 1))
    head_dies(at)
    react()
    paper.refresh_from_db()
    assert (paper.last_day, paper.written_end, paper.collector_died_on) == (DIED, date(2027, 10, 1), DIED)
    assert list(recipients.authorisations("dead", ON)) == [paper]
    assert not recipients.authorisations("lapsed", ON).exists(), "told once, with its reason"
    assert not recipients.authorisations("holds", ON).exists()
    assert lines(locked(desk, DECEMBER).run_id)[0].recipient_name == ""
    assert AuditEntry.objects.filter(action="recipient.collector_died", object_id=str(paper.pk)).count() == 1
    assert recipients.settle_collectors(people=[at.head.pk], on=ON) == 0, "again: nothing"


def test_a_list_that_is_quicker_than_the_news_does_not_name_the_dead(
    at: Counter, desk: Office, who: registry.Person
) -> None:
    given(at, who, date(2026, 10, 1))
    head_dies(at)
    assert lines(locked(desk, DECEMBER).run_id)[0].recipient_name == ""


def test_undone_the_paper_runs_again_as_it_was_written(at: Counter, desk: Office, who: registry.Person) -> None:
    paper = given(at, who, date(2026, 10, 1))
    told = head_dies(at)
    react()
    registry.undo_request(actor=at.checker, request_id=told.pk, on=ON)
    react()
    paper.refresh_from_db()
    assert (paper.last_day, paper.collector_died_on, paper.noted_on) == (date(2027, 9, 30), None, None)
    assert not recipients.authorisations("dead", ON).exists()
    assert lines(locked(desk, DECEMBER).run_id)[0].recipient_name == "Giàng A Páo"
    assert AuditEntry.objects.filter(action="recipient.collector_lives", object_id=str(paper.pk)).count() == 1


def test_who_follows_keeps_the_days_when_the_death_is_undone(at: Counter, who: registry.Person) -> None:
    paper = given(at, who, date(2026, 10, 1))
    told = head_dies(at)
    react()
    given(at, who, date(2026, 11, 20), number="015190000123")
    assert not recipients.authorisations("dead", ON).exists(), "somebody collects again"
    registry.undo_request(actor=at.checker, request_id=told.pk, on=ON)
    react()
    paper.refresh_from_db()
    assert (paper.last_day, paper.collector_died_on) == (date(2026, 11, 19), None)


def test_a_death_before_its_first_day_leaves_one_day_that_no_list_uses(
    at: Counter, desk: Office, who: registry.Person
) -> None:
    paper = given(at, who, date(2026, 12, 10))
    head_dies(at)
    react()
    paper.refresh_from_db()
    assert paper.last_day == date(2026, 12, 10)
    assert lines(locked(desk, DECEMBER).run_id)[0].recipient_name == "", "the pay day is the paper's one day"


def test_a_name_whose_number_nobody_bears_is_left_alone(at: Counter, who: registry.Person) -> None:
    paper = given(at, who, date(2026, 10, 1), number="015190000123")
    head_dies(at)
    react()
    paper.refresh_from_db()
    assert paper.last_day == date(2027, 9, 30)


def test_the_dead_are_not_authorised_and_not_confirmed(at: Counter, who: registry.Person) -> None:
    waiting = recipients.authorise_recipient(
        actor=at.maker, person_id=who.pk, full_name="Giàng A Páo", id_number=NUMBER, relation="relative", paper="Giấy",
        issuer="UBND xã", paper_on=ON, since=ON, until=date(2027, 9, 30), on=ON,
    )  # fmt: skip
    head_dies(at)
    with pytest.raises(Refusal) as told:
        recipients.confirm_recipient(actor=at.checker, authorised_id=waiting.pk)
    assert told.value.code == "dead_collector"
    react()
    recipients.end_recipient(actor=at.maker, authorised_id=waiting.pk, last_day=ON.replace(day=1))
    with pytest.raises(Refusal) as told:
        given(at, who, ON)
    assert told.value.code == "dead_collector"


def test_the_database_lets_only_a_death_lengthen_a_paper_and_keeps_what_was_confirmed(
    at: Counter, who: registry.Person
) -> None:
    paper = given(at, who, date(2026, 10, 1))
    head_dies(at)
    react()
    for wrong in (
        "valid = '[2026-10-01,2027-10-02)', written_end = NULL, collector_died_on = NULL, noted_on = NULL",
        "written_end = '2027-11-01'",
        "written_end = NULL",
        "full_name = 'Giàng A Khác'",
        "id_number = ''",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"UPDATE payments_authorised SET {wrong} WHERE id = {paper.pk}")
