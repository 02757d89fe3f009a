"""``verify payroll``: every list drawn anew gives what it holds, and what was changed behind its back is named."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection
from django.utils import timezone

from ansinh.casework import public as casework
from ansinh.determination.public import determine_month
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry.public import Person
from tests import builders, fake_payers
from tests.unit.payments.payroll import (
    NOVEMBER,
    Office,
    award,
    decision,
    died,
    lines,
    locked,
    office,
    released,
    retract,
)

pytestmark = pytest.mark.django_db
DECEMBER = Month(2026, 12)
LAWFUL = 810_000


@pytest.fixture
def here() -> Office:
    return office()


def disabled(at: Office, name: str = "Giàng Thị Mỷ") -> Person:
    """Severely disabled since March 2026: 810.000 a month (coefficient 1,5)."""
    who = builders.person(at.area, name=name, born="1990-05-20")
    since = builders.period("2026-03-10")
    builders.fact(builders.registry.Disability, person=who, degree="severe", certified_on=since.lower, valid=since)
    return who


def lawful_award(at: Office, who: Person, amount: int = LAWFUL, first: str = "2026-11-01") -> casework.Award:
    """What NĐ 335/2026 gives, unless another amount is named."""
    return award(at, who, amount, first, category="disability", coefficient_tenths=15)


def told(run_id: int) -> payments.Rederived:
    (run,) = payments.runs_to_verify(run_id)
    return payments.verify_payroll(run)


def why(run_id: int) -> list[str]:
    return [found.why for found in told(run_id).differences]


def test_a_list_comes_out_again(here: Office) -> None:
    lawful_award(here, disabled(here))
    drawn = locked(here)
    again = told(drawn.run_id)
    assert (again.parts, again.differences) == (1, ())


def test_what_was_decided_against_the_law_is_named(here: Office) -> None:
    who = disabled(here)
    lawful_award(here, who, 810_001)
    drawn = locked(here)
    (found,) = told(drawn.run_id).wrong
    assert (found.person_id, found.for_month, found.was_vnd, found.would_be_vnd, found.why) == (
        who.pk, date(2026, 11, 1), 810_001, LAWFUL, "law",
    )  # fmt: skip


def test_a_list_of_before_stays_right_when_decisions_and_results_follow(here: Office) -> None:
    """What is known later changes nothing of what was right when the list was locked."""
    who, other = disabled(here), disabled(here, "Lò Thị Hoa")
    builders.fact(
        builders.registry.PaymentChannel, person=other, kind="bank", bank="Agribank", account="88",
        recipient_name="", valid=builders.period("2026-01-01"),
    )  # fmt: skip
    given = lawful_award(here, who)
    lawful_award(here, other)
    november = released(here)
    (at_bank,) = [line for line in lines(november.pk) if line.channel == "bank"]
    content = fake_payers.statement([fake_payers.booked(at_bank, returned=True)])
    payments.import_returns(
        actor=here.accountant, run_id=november.pk, content=content, name="sk.xml", on=date(2026, 11, 20)
    )
    retract(here, given)
    died(other, date(2026, 11, 3))
    december = locked(here, DECEMBER)
    assert why(november.pk) == []
    assert [f.why for f in told(december.run_id).wrong] == []


def test_a_cancelled_list_counted_until_it_was_cancelled(here: Office) -> None:
    lawful_award(here, disabled(here), first="2026-10-01")
    october = locked(here, Month(2026, 10))
    november = locked(here)
    payments.cancel_run(actor=here.maker, run_id=october.run_id, because="thử", on=date(2026, 11, 9))
    extra = locked(here, number=1)
    assert [line.amount_vnd for line in lines(extra.run_id)] == [LAWFUL]
    assert why(november.run_id) == why(extra.run_id) == []


def test_undecided_proposals_and_missing_facts_are_reasons(here: Office) -> None:
    who = disabled(here)
    lawful_award(here, who, 500_000)
    run = determine_month(month=NOVEMBER, known_at=timezone.now())
    casework.propose_changes(run=run)
    drawn = locked(here)
    assert why(drawn.run_id) == ["pending"]
    assert told(drawn.run_id).wrong == ()


PLANTED = {
    "part raised": "UPDATE payments_part SET amount_vnd = amount_vnd + 1",
    "part of another kind": "UPDATE payments_part SET kind = 'arrears'",
    "part lost": "DELETE FROM payments_part",
    "part on nothing": "UPDATE payments_part SET coefficient_tenths = 99",
    "award rewritten": "UPDATE casework_award SET amount_vnd = amount_vnd + 1",
    "award taken away": "UPDATE casework_award SET recorded_at = now() + interval '1 day'",
    "died before": "UPDATE registry_identity SET died_on = '2026-09-01'",
    "facts rewritten": "UPDATE registry_disability SET valid = '[2027-01-01,)'",
}


@pytest.mark.parametrize("defect", PLANTED)
@pytest.mark.promise
def test_what_was_changed_behind_its_back_is_found(here: Office, defect: str) -> None:
    lawful_award(here, disabled(here))
    drawn = locked(here)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("payments_part", "payments_line", "casework_award", "registry_identity", "registry_disability"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(PLANTED[defect])
    assert told(drawn.run_id).wrong


def test_a_decision_signed_while_the_list_was_drawn_is_told_apart(here: Office) -> None:
    who = disabled(here)
    lawful_award(here, who)
    drawn = locked(here)
    signed = decision(here)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE payments_run DISABLE TRIGGER USER")
        cursor.execute("ALTER TABLE casework_award DISABLE TRIGGER USER")
        cursor.execute("UPDATE payments_run SET drawn_at = locked_at - interval '1 minute'")
        cursor.execute(
            "UPDATE casework_award SET recorded_at = (SELECT locked_at - interval '30 seconds' FROM payments_run), "
            "decision_id = %s",
            [signed.pk],
        )
    assert set(why(drawn.run_id)) == {"together"}
