"""Registers of numbers: one after another, for whoever comes at the same moment too, and no gap by any way."""

from __future__ import annotations

import threading
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.access import public as access
from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.casework.documents.registers import take_number
from ansinh.kernel.errors import Refusal
from tests.builders import commune
from tests.unit.casework.office import KNOWN, TODAY, decide, disabled, propose

LETTERS = "TB-UBND"


@pytest.mark.django_db(transaction=True)
def test_two_at_once_get_two_numbers_and_one_that_fails_leaves_none() -> None:
    office = commune()
    taken, first_has_taken, second_waits = [], threading.Event(), threading.Event()

    def first() -> None:
        try:
            with transaction.atomic():
                take_number(office.pk, LETTERS, TODAY)
                first_has_taken.set()
                second_waits.wait(5)
                raise RuntimeError("the first gives up")
        except RuntimeError:
            pass
        finally:
            connection.close()

    def second() -> None:
        first_has_taken.wait(5)
        threading.Timer(0.5, second_waits.set).start()
        with transaction.atomic():
            taken.append(take_number(office.pk, LETTERS, TODAY).number)
        connection.close()

    threads = [threading.Thread(target=each) for each in (first, second)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(20)
    assert taken == [1]
    many = [threading.Thread(target=_take, args=(office.pk, taken)) for _ in range(6)]
    for each in many:
        each.start()
    for each in many:
        each.join(20)
    assert sorted(taken) == [1, 2, 3, 4, 5, 6, 7]


def _take(office_id: int, taken: list[int]) -> None:
    with transaction.atomic():
        taken.append(take_number(office_id, LETTERS, TODAY).number)
    connection.close()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("number", "previous", "error"),
    [
        (3, 2, "registered_number_without_gaps"),
        (3, 1, "registered_number_follows"),
        (2, None, "registered_number_follows"),
        (1, None, "registered_number_once"),
    ],
)
def test_the_table_refuses_gaps(here: areas.Unit, number: int, previous: int | None, error: str) -> None:
    take_number(here.pk, LETTERS, TODAY)
    values = {"office": here, "letters": LETTERS, "year": 2026, "taken_on": TODAY}
    with pytest.raises(IntegrityError, match=error), transaction.atomic():
        casework.RegisteredNumber.objects.create(**values, number=number, previous=previous)


@pytest.mark.django_db
def test_numbers_stay(here: areas.Unit) -> None:
    taken = take_number(here.pk, LETTERS, TODAY)
    for statement in (
        "DELETE FROM casework_registered_number WHERE id = %s",
        "UPDATE casework_registered_number SET letters = 'X' WHERE id = %s",
    ):
        with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, [taken.pk])


@pytest.mark.django_db
def test_each_office_kind_and_year_begins_at_one(here: areas.Unit) -> None:
    beside = areas.communes(date(2026, 1, 1))[0]
    taken = [
        take_number(office.pk, letters, on).number
        for office, letters, on in (
            (here, LETTERS, TODAY),
            (here, LETTERS, TODAY),
            (here, "TNHS", TODAY),
            (beside, LETTERS, TODAY),
            (here, LETTERS, date(2027, 1, 4)),
        )
    ]
    assert taken == [1, 2, 1, 1, 1]


@pytest.mark.django_db
def test_decisions_are_entered_by_the_table_itself(here: areas.Unit, maker: access.Actor, chair: access.Actor) -> None:
    disabled(here)
    propose()
    (decision,) = decide(maker, chair)
    entered = casework.RegisteredNumber.objects.get()
    assert (entered.symbol, entered.office_id, entered.taken_on) == (decision.symbol, here.pk, TODAY)


@pytest.mark.django_db
def test_a_cancelled_number_stays_with_its_reason_and_the_next_follows(
    here: areas.Unit, maker: access.Actor, chair: access.Actor
) -> None:
    disabled(here)
    (proposal,) = propose()
    with access.acting_as(maker):
        casework.submit_proposals(ids=[proposal.pk], by=maker, at=KNOWN)
        draft = casework.submission_draft([proposal.pk], TODAY)
        first = casework.issue_document(actor=maker, draft=draft, on=TODAY)
        with pytest.raises(Refusal) as refusal:
            casework.cancel_document(actor=maker, document_id=first.pk, because="", at=KNOWN)
        assert refusal.value.code == "reason_missing"
        casework.cancel_document(actor=maker, document_id=first.pk, because="In nhầm ngày", at=KNOWN)
        second = casework.issue_document(actor=maker, draft=draft, on=TODAY)
    assert [first.symbol, second.symbol] == ["01/TTr-VHXH", "02/TTr-VHXH"]
    told = casework.queries_documents.verified(first.code)
    assert told is not None
    assert not told.in_force
    numbers = casework.queries_documents.register_page("TTr-VHXH", 2026, None)
    assert [(each.number, [d.cancelled_because for d in each.documents.all()]) for each in numbers] == [
        (2, [""]),
        (1, ["In nhầm ngày"]),
    ]
