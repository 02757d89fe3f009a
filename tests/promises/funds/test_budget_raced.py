"""Eight lists approved at once against a budget that suffices for five: five are approved, never a đồng too many."""

from __future__ import annotations

import random
import threading
from datetime import date

import pytest
from django.db import connections

from ansinh.areas.public import province
from ansinh.funds import public as funds
from ansinh.funds.models import Holding
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from tests import builders
from tests.unit.payments.payroll import PAY_DAY, Office, award, locked, office

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
RUNS, ENOUGH_FOR, EACH = 8, 5, 540_000


def estimate(amount: int, number: str = "1/QĐ", kind: str = "given") -> None:
    whole = province(date(2026, 1, 1))
    names = [("province_accountant", "ke-toan"), ("province_leader", "lanh-dao")]
    enters, approves = (builders.officer(role, whole, f"{name}-{number[0]}") for role, name in names)
    entered = funds.enter_estimate(
        actor=enters, area_id=whole.pk, year=2026, kind=kind, number=number, decided_on=date(2026, 1, 5),
        amounts=[funds.Amount("provincial", "all", amount, chapter="423")],
    )  # fmt: skip
    funds.approve_estimate(actor=approves, estimate_id=entered.pk, on=PAY_DAY)
    if kind == "given":
        funds.set_budget_check(actor=approves, year=2026, checked=True, because="thử")


def offices() -> list[tuple[Office, payments.Locked]]:
    found = []
    for index in range(RUNS):
        at = office(index)
        award(at, builders.person(at.area, name=f"Lò Văn {'ABCDEFGH'[index]}"))
        found.append((at, locked(at)))
    return found


def approve_at_once(lists: list[tuple[Office, payments.Locked]]) -> list[str]:
    """What became of each: a state, or the code of its refusal."""
    barrier, told = threading.Barrier(len(lists)), ["?"] * len(lists)

    def one(place: int) -> None:
        at, drawn = lists[place]
        try:
            barrier.wait()
            run = payments.approve_run(
                actor=at.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY
            )
            told[place] = run.state
        except Refusal as refusal:
            told[place] = refusal.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=(place,)) for place in range(len(lists))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def test_eight_at_once_against_a_budget_for_five() -> None:
    lists = offices()
    estimate(ENOUGH_FOR * EACH + EACH - 1)
    told = approve_at_once(lists)
    assert sorted(told) == ["approved"] * ENOUGH_FOR + ["over_budget"] * (RUNS - ENOUGH_FOR)
    assert sorted(Holding.objects.values_list("amount_vnd", flat=True)) == [EACH - 1, ENOUGH_FOR * EACH]
    assert funds.verify_funds()[0] == []
    assert payments.verify_money(PAY_DAY).findings == ()
    estimate((RUNS - ENOUGH_FOR) * EACH, "2/QĐ", "added")
    left = [one for one, state in zip(lists, told, strict=True) if state == "over_budget"]
    assert approve_at_once(left) == ["approved"] * len(left)
    assert sorted(Holding.objects.values_list("amount_vnd", flat=True)) == [EACH - 1, RUNS * EACH]
    assert funds.verify_funds()[0] == []


@pytest.mark.long
@pytest.mark.parametrize("seed", range(10))
def test_eight_different_lists_at_once_take_what_there_is_and_no_more(seed: int) -> None:
    """Lists of drawn amounts: whatever the order, what was approved fits, and no list that was refused would have."""
    dice = random.Random(seed)
    lists, due = [], []
    for index in range(RUNS):
        at = office(index)
        due.append(sum(dice.randint(1, 9) * 100_000 for _ in range(2)))
        award(at, builders.person(at.area, name=f"Lò Văn {'ABCDEFGH'[index]}"), amount=due[-1])
        lists.append((at, locked(at)))
    given = dice.randint(min(due), sum(due))
    estimate(given)
    told = approve_at_once(lists)
    taken = sum(amount for amount, state in zip(due, told, strict=True) if state == "approved")
    refused = [amount for amount, state in zip(due, told, strict=True) if state == "over_budget"]
    assert set(told) <= {"approved", "over_budget"}, seed
    assert taken <= given, seed
    assert all(amount > given - taken for amount in refused), seed
    assert sorted(Holding.objects.values_list("amount_vnd", flat=True)) == sorted([given - taken, taken]), seed
    assert funds.verify_funds()[0] == []
    assert payments.verify_money(PAY_DAY).findings == ()


def test_a_month_that_is_closed_waits_for_whoever_is_posting_and_lets_nobody_in_after() -> None:
    """Posting and closing in a race: either the posting is in the closed figures, or it is refused."""
    at = office(0)
    estimate(10 * EACH)
    closer = builders.officer("province_accountant", province(date(2026, 1, 1)), "khoa-so")
    whole = province(date(2026, 1, 1))
    award(at, builders.person(at.area, name="Lò Văn A"))
    drawn = locked(at)
    barrier, told = threading.Barrier(2), {}

    def approve() -> None:
        try:
            barrier.wait()
            payments.approve_run(actor=at.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
            told["approve"] = "approved"
        except Refusal as refusal:
            told["approve"] = refusal.code
        finally:
            connections.close_all()

    def close() -> None:
        barrier.wait()
        made = funds.close_period(
            actor=closer, area_id=whole.pk, first=date(2026, 11, 1), months=1, on=date(2026, 12, 1)
        )
        told["figures"] = made.figures.get("payable", 0)
        connections.close_all()

    threads = [threading.Thread(target=work) for work in (approve, close)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert told in ({"approve": "approved", "figures": EACH}, {"approve": "period_closed", "figures": 0})
    assert funds.verify_funds()[0] == []
