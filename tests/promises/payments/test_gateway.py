"""Whatever a provider does or leaves undone, one payment is left of each: faults 1, 2, 4, 5, 6, 7 and 8."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connections

from ansinh.kernel.crash import CRASHED
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from tests.promises.child import killed
from tests.promises.payments.gateway_run import ON, check_paid_once, run_through, states
from tests.reference_provider.process import Running, reference_provider
from tests.reference_provider.server import FAULTS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
PEOPLE = 20
SEND = """
from datetime import date
from ansinh.payments import public as payments
payments.send_orders(on=date(2026, 11, 12), patience=0)
"""
PLACES = [
    "gateway.queue:before_commit", "gateway.queue:after_commit", "gateway.send:claimed", "gateway.send:answered",
    "payroll.import:matched", "payroll.import:posted", "gateway.take:before_commit", "gateway.take:after_commit",
]  # fmt: skip


@pytest.fixture
def provider(tmp_path: Path) -> Iterator[Running]:
    with reference_provider(tmp_path) as running:
        yield running


def send_until_done(run: payments.PayrollRun, times: int = 6) -> None:
    """The same command, as the worker would give it again, until nothing is open."""
    for _ in range(times):
        payments.send_orders(on=ON, patience=0)
        if not payments.order_figures(run.pk).open:
            return


def test_a_run_goes_through_and_never_into_a_file(provider: Running) -> None:
    _, run = run_through(provider, PEOPLE)
    with pytest.raises(Refusal) as refused:
        payments.bank_file(run)
    assert refused.value.code == "goes_by_gateway"
    assert not payments.has_bank_lines(run)
    done = payments.send_orders(on=ON)
    assert (done.queued, done.handed, done.silent) == (PEOPLE, PEOPLE, 0)
    check_paid_once(provider, run, PEOPLE)
    assert payments.send_orders(on=ON) == payments.Sent()


@pytest.mark.parametrize("fault", sorted(FAULTS))
def test_one_payment_is_left_after_a_fault(provider: Running, fault: str) -> None:
    """The first answer is faulty; what was done or not is found out by asking."""
    _, run = run_through(provider, PEOPLE)
    provider.control(faults=[fault], lag=0.0)
    done = payments.send_orders(on=ON)
    assert done.silent == (0 if fault in ("slow_after", "replayed") else 1), done  # nothing to replay, nor any lag
    send_until_done(run)
    check_paid_once(provider, run, PEOPLE)


def test_an_answer_that_comes_too_late_is_silence(provider: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ansinh.payments.providers.PATIENCE", 0.3)
    _, run = run_through(provider, PEOPLE)
    provider.control(faults=["slow_after"], lag=1.0)
    done = payments.send_orders(on=ON)
    assert done.silent == 1
    send_until_done(run)
    check_paid_once(provider, run, PEOPLE)


def test_nothing_leaves_unknown_but_an_answer(provider: Running) -> None:
    """A provider that stays silent is left alone after three questions; time alone changes nothing."""
    _, run = run_through(provider, PEOPLE)
    provider.control(faults=["silent_after"] * 4)
    done = payments.send_orders(on=ON)
    assert done.silent == 3
    assert states(run) == {"unknown": PEOPLE}
    assert len(provider.debits()) == PEOPLE - PEOPLE // 10, "it was done all the same"
    send_until_done(run)
    check_paid_once(provider, run, PEOPLE)
    assert provider.rows("SELECT count(*) FROM delivery") == [(PEOPLE,)], "what was done was not sent again"


@pytest.mark.parametrize("place", PLACES)
def test_killed_anywhere_the_same_command_finishes(provider: Running, place: str) -> None:
    _, run = run_through(provider, PEOPLE)
    assert killed(place, SEND) == CRASHED
    send_until_done(run)
    check_paid_once(provider, run, PEOPLE)


def test_killed_between_asking_and_knowing(provider: Running) -> None:
    _, run = run_through(provider, PEOPLE)
    provider.control(faults=["silent_after"] * 3)
    payments.send_orders(on=ON)
    assert killed("gateway.ask:answered", SEND) == CRASHED
    send_until_done(run)
    check_paid_once(provider, run, PEOPLE)


def test_two_senders_at_once_send_once(provider: Running) -> None:
    """Double click, or two workers: one sends, the other one does nothing."""
    _, run = run_through(provider, PEOPLE)
    start, told = threading.Barrier(4), []

    def send() -> None:
        try:
            start.wait()
            told.append(payments.send_orders(on=ON))
        finally:
            connections.close_all()

    threads = [threading.Thread(target=send) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(done.handed for done in told) == PEOPLE
    check_paid_once(provider, run, PEOPLE)


def test_money_that_comes_back_is_returned_in_the_ledger(provider: Running) -> None:
    run_through(provider, PEOPLE)
    payments.send_orders(on=ON)
    key = payments.PaymentOrder.objects.filter(state="executed").first().key
    provider.control(give_back=[key])
    payments.PaymentOrder.objects.filter(key=key).update(rung=True)
    payments.send_orders(on=ON)
    line = payments.PayrollLine.objects.get(key=key)
    assert (line.state, line.reason) == ("returned", "AC04 tài khoản đã đóng")
    assert payments.verify_money(ON).findings == ()


def test_what_cannot_be_is_shown_and_changes_nothing(provider: Running) -> None:
    """The provider forgets what it had accepted; another amount is as bad."""
    _, run = run_through(provider, PEOPLE)
    provider.control(at_once=False)
    payments.send_orders(on=ON)
    keys = list(payments.PaymentOrder.objects.filter(state="accepted").order_by("key").values_list("key", flat=True))
    change_book(provider, f"DELETE FROM payment WHERE key = '{keys[0]}'")
    change_book(provider, f"UPDATE payment SET amount = amount + 1, state = 'executed' WHERE key = '{keys[1]}'")
    payments.send_orders(on=ON, patience=0)
    puzzling = {order.key: order.puzzle for order in payments.puzzling_orders(run.pk)}
    assert set(puzzling) == set(keys[:2])
    assert "không biết" in puzzling[keys[0]]
    assert "540001 đồng" in puzzling[keys[1]]
    assert set(payments.PayrollLine.objects.filter(key__in=keys[:2]).values_list("state", flat=True)) == {"sent"}


def change_book(provider: Running, statement: str) -> None:
    """Change the provider's book behind its back."""
    base = sqlite3.connect(provider.store)
    with base:
        base.execute(statement)
    base.close()
