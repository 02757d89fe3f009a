"""Lists drawn at the same time do not wait for each other, and never pay a month twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from django.db import connections

from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.operations import drawn_meanwhile
from ansinh.payments.operations import lock_run as locking
from ansinh.payments.operations.drawn_meanwhile import again_if_crossed, first_of_all
from tests.promises.payments.many import AMOUNT, commune_to_pay
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, lines

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
OCTOBER = Month(2026, 10)
PATIENCE = 60
"""Seconds after which a test gives up on a thread; none waits that long."""


@pytest.fixture
def _lists_stand(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in every month but the first."""
    monkeypatch.setattr(drawn_meanwhile, "first_of_all", lambda: False)


def opened(at: Office, month: Month = NOVEMBER, number: int = 0) -> payments.PayrollRun:
    return payments.open_run(actor=at.maker, month=month, area=at.area, pay_on=PAY_DAY, number=number)


@contextmanager
def halfway(at: Office, run: payments.PayrollRun, monkeypatch: pytest.MonkeyPatch, where: str) -> Iterator[list[str]]:
    """While the block runs a thread has drawn ``run`` and stands before ``where``; after it, it has come to its end.

    The list yielded holds, at the end, how often it was drawn and what came of it.
    """
    there, go_on = threading.Event(), threading.Event()
    told: list[str] = []
    as_it_was = getattr(locking, where)

    def wait_once(*args: Any, **named: Any) -> Any:
        if threading.current_thread() is thread:
            told.append("drawn")
            there.set()
            assert go_on.wait(PATIENCE)
        return as_it_was(*args, **named)

    def lock() -> None:
        try:
            payments.lock_run(actor=at.maker, run_id=run.pk)
            told.append("locked")
        except Refusal as refusal:
            told.append(refusal.code)
        finally:
            there.set()
            connections.close_all()

    thread = threading.Thread(target=lock)
    monkeypatch.setattr(locking, where, wait_once)
    thread.start()
    try:
        assert there.wait(PATIENCE)
        yield told
    finally:
        go_on.set()
        thread.join(PATIENCE)
    assert not thread.is_alive()


def paid_months() -> list[tuple[int, date, int]]:
    parts = payments.LinePart.objects.exclude(line__state="cancelled")
    return sorted(parts.values_list("line__person_id", "for_month", "amount_vnd"))


@pytest.mark.usefixtures("_lists_stand")
def test_two_communes_do_not_wait_for_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    here, there = commune_to_pay(0, 3), commune_to_pay(1, 3)
    first, second = opened(here), opened(there)
    with halfway(here, first, monkeypatch, "manifest_of") as told:
        assert payments.lock_run(actor=there.maker, run_id=second.pk).lines == 3
    assert told == ["drawn", "locked"]
    first.refresh_from_db()
    second.refresh_from_db()
    assert second.locked_at < first.locked_at
    assert len(set(paid_months())) == len(paid_months()) == 12
    assert payments.verify_money(PAY_DAY).findings == ()


@pytest.mark.usefixtures("_lists_stand")
def test_what_another_list_took_meanwhile_is_not_paid_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """November was drawn with October as arrears; before it is kept, October's own list is."""
    here = commune_to_pay(0, 3)
    november, october = opened(here), opened(here, OCTOBER)
    with halfway(here, november, monkeypatch, "manifest_of") as told:
        payments.lock_run(actor=here.maker, run_id=october.pk)
    assert told == ["drawn", "drawn", "locked"]
    assert [line.amount_vnd for line in lines(november.pk)] == [AMOUNT] * 3
    assert len(set(paid_months())) == len(paid_months()) == 6
    assert payments.verify_money(PAY_DAY).findings == ()


@pytest.mark.usefixtures("_lists_stand")
def test_the_same_people_in_two_lists_at_once_stand_in_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both have drawn the same months; whose lines come second is refused by their key, draws alone, finds nothing."""
    here = commune_to_pay(0, 3)
    monthly, supplementary = opened(here), opened(here, number=1)
    with halfway(here, supplementary, monkeypatch, "add_instalments") as told:
        payments.lock_run(actor=here.maker, run_id=monthly.pk)
    assert told == ["drawn", "drawn", "nothing_to_pay"]
    assert len(set(paid_months())) == len(paid_months()) == 6
    assert payments.verify_money(PAY_DAY).findings == ()


def test_the_first_list_of_all_is_drawn_while_nobody_else_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second waits for it, whatever commune it is of; after that they are drawn together."""
    here, there = commune_to_pay(0, 3), commune_to_pay(1, 3)
    assert first_of_all()
    first, second = opened(here), opened(there)
    waited: list[bool] = []

    def lock() -> None:
        payments.lock_run(actor=there.maker, run_id=second.pk)
        waited.append(payments.PayrollRun.objects.get(pk=first.pk).state == "locked")
        connections.close_all()

    other = threading.Thread(target=lock)
    with halfway(here, first, monkeypatch, "manifest_of") as told:
        other.start()
        other.join(0.5)
        assert other.is_alive()
    other.join(PATIENCE)
    assert (told, waited) == (["drawn", "locked"], [True])
    assert not first_of_all()
    assert payments.verify_money(PAY_DAY).findings == ()


@pytest.mark.usefixtures("_lists_stand")
def test_another_refusal_of_the_database_is_not_tried_away() -> None:
    tried: list[bool] = []

    def draw(alone: bool) -> None:
        tried.append(alone)
        commune_to_pay(0, 3)
        payments.PayrollLine.objects.create(month=PAY_DAY, number=0, amount_vnd=0, channel="bank")

    with pytest.raises(Exception, match=r"null value|violates"):
        again_if_crossed(draw)
    assert tried == [False]
