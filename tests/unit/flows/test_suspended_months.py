"""What is owed from before a suspension: on no list while it stands, told, and paid with the first list after it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.access.public import Actor, acting_as
from ansinh.casework import public as casework
from ansinh.kernel.period import Month
from ansinh.legislation import timing
from ansinh.payments import public as payments
from ansinh.payments.public import uncollected
from ansinh.payments.suspended_table import OFFERED
from ansinh.registry.public import Person
from tests.unit.payments.payroll import Office, award, died, lines, office, parts, released
from tests.unit.payments.test_rederivation import disabled, lawful_award, told
from tests.unit.registry.test_merge import merged

pytestmark = pytest.mark.django_db
AUGUST, NOVEMBER, JANUARY = Month(2026, 8), Month(2026, 11), Month(2027, 1)
AMOUNT = 810_000


@pytest.fixture
def here() -> Office:
    return office()


@pytest.fixture
def neighbour(here: Office) -> Person:
    """Somebody whom every list pays."""
    who = disabled(here, "Lò Thị Hoa")
    lawful_award(here, who, first="2026-08-01")
    return who


@pytest.fixture
def who(here: Office, neighbour: Person) -> Person:
    """Severely disabled; nothing was collected in August, September and October 2026."""
    found = disabled(here)
    lawful_award(here, found, first="2026-08-01")
    for n in range(3):
        month(here, AUGUST.plus(n), {found: "returned"})
    return found


def month(at: Office, what: Month, results: dict[Person, str], number: int = 0) -> payments.PayrollRun:
    """The month's list, handed over and settled; whoever is not named received."""
    run = released(at, what, number)
    named = {who.pk: result for who, result in results.items()}
    for line in lines(run.pk):
        outcome = named.get(line.person_id, "paid")
        payments.scan_return(actor=at.accountant, run_id=run.pk, code=line.key, outcome=outcome, reason="Vắng mặt")
    day = what.first.replace(day=20)
    payments.hand_in_scans(actor=at.accountant, run_id=run.pk, rest_paid=[], on=day)
    payments.settle_run(actor=at.accountant, run_id=run.pk, on=day)
    return run


def signed(at: Office, who: Person, kind: str, on: date, suggested: str = "grant", **asked: str) -> casework.Case:
    """A case of the kind, received, put forward and answered on a day."""
    programme = "social_allowance"
    papers = {paper.code for some in casework.CASE_KINDS[kind].papers.values() for paper in some}
    moment = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)

    def by(actor: Actor, act: Any, **more: Any) -> casework.Case:
        with acting_as(actor):
            found: casework.Case = act(actor=actor, on=on, **more)
            return found

    case = by(at.maker, casework.receive_case, kind=kind, person_id=who.pk, received_on=on, papers=papers,
              starter=casework.CASE_KINDS[kind].starters[0].value, programme=programme, asked=asked,
              applicant={"name": "Lò Văn Nộp"})  # fmt: skip
    by(at.maker, casework.submit_case, case_id=case.pk, suggested=suggested, at=moment, because="Đã rà soát")
    if suggested == "refuse":
        return by(at.chair, casework.refuse_case, case_id=case.pk, because="Không còn đủ điều kiện")
    return by(at.chair, casework.decide_case, case_id=case.pk, at=moment)


def suspended(at: Office, who: Person, on: date = date(2026, 10, 22), ground: str = "uncollected") -> casework.Case:
    months = {"uncollected_months": "3"} if ground == "uncollected" else {}
    return signed(at, who, "suspension", on, ground=ground, **months)


def held(who: Person) -> list[tuple[str, int]]:
    return [(f"{one.for_month:%Y-%m}", one.amount_vnd) for one in uncollected.held_months(person_ids=[who.pk])]


def of(run: payments.PayrollRun, who: Person) -> list[tuple[str, str, int]]:
    found = payments.LinePart.objects.filter(line__run=run, line__person=who).order_by("for_month")
    return [(f"{part.for_month:%Y-%m}", part.kind, part.amount_vnd) for part in found]


def drawn_right(runs: Sequence[payments.PayrollRun]) -> bool:
    return all(not [one for one in told(run.pk).wrong if one.why != "law"] for run in runs)


def test_they_wait_and_are_paid_with_the_first_list_after_the_resumption(
    here: Office, who: Person, neighbour: Person
) -> None:
    suspended(here, who)
    runs = [month(here, NOVEMBER, {}), month(here, NOVEMBER.plus(1), {})]
    assert [of(run, who) for run in runs] == [[], []], "not sent again in vain"
    assert held(who) == [("2026-08", AMOUNT), ("2026-09", AMOUNT), ("2026-10", AMOUNT)]
    assert held(neighbour) == []
    assert [one.person_id for one in uncollected.held_months(area_ids=[here.area.pk])] == [who.pk] * 3
    assert payments.verify_money(date(2026, 12, 20)).findings == ()

    signed(here, who, "resumption", date(2027, 1, 5))
    assert held(who) == []
    last = month(here, JANUARY, {})
    assert of(last, who) == [
        ("2026-08", "carried_over", AMOUNT), ("2026-09", "carried_over", AMOUNT), ("2026-10", "carried_over", AMOUNT),
        ("2026-11", "arrears", AMOUNT), ("2026-12", "arrears", AMOUNT), ("2027-01", "current", AMOUNT),
    ]  # fmt: skip
    assert payments.verify_money(date(2027, 1, 20)).findings == ()
    assert drawn_right([*runs, last]), "drawn anew, each list is what was known of the suspension then"


def test_a_supplementary_list_does_not_pay_them_either(here: Office, who: Person) -> None:
    suspended(here, who)
    month(here, NOVEMBER, {})
    run = payments.open_next_run(
        actor=here.maker, month=NOVEMBER, area=here.area, pay_on=date(2026, 11, 25), kind="supplementary"
    )
    assert payments.preview(run) == []


def test_a_review_that_is_refused_ends_the_waiting(here: Office, who: Person) -> None:
    suspended(here, who)
    signed(here, who, "resumption", date(2026, 11, 3), suggested="refuse")
    assert held(who) == []
    run = month(here, NOVEMBER, {})
    assert [amount for _, _, amount in of(run, who)] == [AMOUNT] * 3, "owed from before, whatever comes of the rest"
    assert drawn_right([run])


def test_after_a_death_the_family_is_offered_them(here: Office, who: Person) -> None:
    suspended(here, who)
    died(who, date(2026, 10, 30))
    assert held(who) == []
    assert [amount for _, _, amount in of(month(here, NOVEMBER, {}), who)] == [AMOUNT] * 3


def test_on_other_grounds_a_month_waits_after_three_lists(here: Office, who: Person) -> None:
    """NĐ 335/2026 Đ28.5 carries on what was not collected; nothing was found of collecting itself."""
    suspended(here, who, ground="not_complied")
    assert held(who) == [("2026-08", AMOUNT)], "August was on three lists, September on two"
    run = month(here, NOVEMBER, {who: "returned"})
    assert of(run, who) == [("2026-09", "carried_over", AMOUNT), ("2026-10", "carried_over", AMOUNT)]
    assert held(who) == [("2026-08", AMOUNT), ("2026-09", AMOUNT)]
    assert drawn_right([run])


def test_what_is_on_its_way_is_not_held(here: Office, who: Person) -> None:
    """The list of October is out when the suspension is signed: its money may still be collected."""
    released(here, NOVEMBER)
    suspended(here, who, date(2026, 11, 12))
    assert held(who) == []


def test_three_is_the_laws_number() -> None:
    assert min(g.at_least for g in timing.SUSPENSION_GROUNDS if g.code == "uncollected") == OFFERED


def test_a_list_keeps_the_rule_by_which_it_was_drawn(here: Office, who: Person) -> None:
    run = payments.PayrollRun.objects.latest("pk")
    assert run.suspended_held
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE payments_run SET suspended_held = false WHERE id = %s", [run.pk])


def test_of_two_records_of_one_person_one_month_is_held(here: Office, who: Person) -> None:
    """A second award of the category is owed once, so it waits once."""
    twin = disabled(here, "Giàng Thị Mỷ")
    award(here, twin, AMOUNT, "2026-10-01", "2026-11-01", category="disability", coefficient_tenths=15)
    suspended(here, who)
    merged(here.maker, who, twin)
    assert held(who) == [("2026-08", AMOUNT), ("2026-09", AMOUNT), ("2026-10", AMOUNT)]
    assert parts(released(here, NOVEMBER).pk)[0][3] == AMOUNT
