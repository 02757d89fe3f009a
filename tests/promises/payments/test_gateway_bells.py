"""Callbacks of a provider: a thousand times, in any order, forged or late, they leave one payment. Faults 6, 7, 8."""

from __future__ import annotations

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from pytest_django.live_server_helper import LiveServer

from ansinh.kernel import progress
from ansinh.payments import public as payments
from ansinh.payments.gateway.client import Told
from ansinh.payments.models import ProviderBell
from ansinh.payments.operations.take_answers import take_answers
from tests.promises.payments.gateway_run import AMOUNT, ON, check_paid_once, run_through, states
from tests.reference_provider.process import Running, reference_provider

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
PEOPLE = 10


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Running]:
    with reference_provider(tmp_path) as running:
        running.control(at_once=False)
        yield running


def test_a_thousand_bells_at_once_make_one_posting(provider: Running, live_server: LiveServer) -> None:
    at, run = run_through(provider, PEOPLE)
    payments.send_orders(on=ON)
    assert states(run) == {"accepted": PEOPLE - 1, "refused": 1}
    keys = provider.control(settle=True)["changed"]
    address = f"{live_server.url}/cong-thanh-toan/cong-{at.area.code}/"

    def ring(seed: int) -> list[int]:
        return provider.control(bells={"url": address, "keys": keys, "times": 8, "seed": seed})["bells"]

    with ThreadPoolExecutor(16) as pool:
        codes = [code for answer in pool.map(ring, range(14)) for code in answer]
    assert len(codes) == 14 * 8 * len(keys) > 1_000
    assert set(codes) == {200}
    assert ProviderBell.objects.count() == len(keys)
    assert states(run) == {"accepted": PEOPLE - 1, "refused": 1}, "a bell is not believed"
    payments.send_orders(on=ON)  # those that rang are asked at once
    check_paid_once(provider, run, PEOPLE)


def test_a_forged_or_replayed_bell_does_nothing_and_is_told(provider: Running, live_server: LiveServer) -> None:
    at, _ = run_through(provider, PEOPLE)
    payments.send_orders(on=ON)
    keys = [order.key for order in payments.PaymentOrder.objects.all()]
    address = f"{live_server.url}/cong-thanh-toan/cong-{at.area.code}/"
    forged = provider.control(bells={"url": address, "keys": keys, "secret": "x" * 40})["bells"]
    late = provider.control(bells={"url": address, "keys": keys, "late": 301})["bells"]
    nowhere = provider.control(bells={"url": address.replace("cong-0", "khac-0"), "keys": keys[:1]})["bells"]
    assert set(forged + late + nowhere) == {403}
    assert not payments.PaymentOrder.objects.filter(rung=True).exists()
    assert not ProviderBell.objects.exists()
    told = {step.step: step.total for step in progress.of(payments.FORGED)}
    assert told == {f"cong-{at.area.code}": 2 * PEOPLE, "?": 1}


def test_answers_in_any_order_end_where_the_last_one_says(provider: Running) -> None:
    """Accepted, executed and returned are told of each payment in twenty random orders, with repeats."""
    _, run = run_through(provider, PEOPLE)
    payments.send_orders(on=ON)
    orders = list(payments.PaymentOrder.objects.filter(state="accepted").order_by("line"))
    said = [
        Told(order.key, state, version, AMOUNT, "", "")
        for order in orders
        for version, state in ((1, "accepted"), (2, "executed"), (3, "returned"))
        for _ in range(2)
    ]
    dice = random.Random(7)
    for _ in range(20):
        dice.shuffle(said)
        for start in range(0, len(said), 4):
            told = said[start : start + 4]
            take_answers(run_id=run.pk, lines=[o.pk for o in orders], told=told, asked=False, on=ON)
    assert states(run) == {"returned": PEOPLE - 1, "refused": 1}
    assert not payments.puzzling_orders(run.pk)
    assert set(payments.PayrollLine.objects.filter(run=run).values_list("state", flat=True)) == {"returned"}
    assert payments.verify_money(ON).findings == ()


def test_an_end_is_never_taken_back(provider: Running) -> None:
    """Paid after it was refused, refused after it was paid: a person has to look, and nothing moves."""
    _, run = run_through(provider, PEOPLE)
    payments.send_orders(on=ON)
    provider.control(settle=True)
    payments.send_orders(on=ON, patience=0)
    check_paid_once(provider, run, PEOPLE)
    orders = list(payments.PaymentOrder.objects.all())
    told = [Told(o.key, "refused" if o.state == "executed" else "executed", 50, AMOUNT, "", "") for o in orders]
    take_answers(run_id=run.pk, lines=[o.pk for o in orders], told=told, asked=True, on=ON)
    assert len(payments.puzzling_orders(run.pk)) == PEOPLE
    check_paid_once(provider, run, PEOPLE)
