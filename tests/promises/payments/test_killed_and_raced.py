"""A payroll killed at any named place is finished by the same call; two at once are one; a cut file does nothing."""

from __future__ import annotations

import random
import threading
from datetime import date

import pytest
from django.db import connections

from ansinh.funds.public import Transfer
from ansinh.kernel.crash import CRASHED
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments import public as payments
from tests import builders
from tests.promises.child import killed
from tests.promises.payments.many import ON, commune_to_pay, statement_of, steps
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, authorised, lines

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
PLACES = {
    "lock": ["lines", "parts", "before_commit", "after_commit"],
    "approve": ["posted", "before_commit", "after_commit"],
    "authorise": ["before_commit", "after_commit"],
    "release": ["posted", "before_commit", "after_commit"],
    "import": ["read", "matched", "posted", "before_commit", "after_commit"],
    "settle": ["posted", "before_commit", "after_commit"],
}


@pytest.fixture
def here() -> Office:
    return commune_to_pay(0, 4)


STEP = """
import os
from tests.promises.payments.many import office_again, steps
steps(office_again(int(os.environ["COMMUNE"])))[os.environ["STEP"]]()
"""


def picture(at: Office) -> dict[str, object]:
    """What must be the same however often the process died."""
    found = list(payments.PayrollLine.objects.filter(commune=at.area).order_by("key"))
    return {
        "states": [line.state for line in found],
        "transfers": sorted(Transfer.objects.filter(area=at.area).values_list("code", flat=True)),
        "total": sum(line.amount_vnd for line in found),
    }


EXPECTED = {
    "states": ["paid", "paid", "returned", "unknown"],
    "transfers": sorted(
        ["payroll_approved", "payroll_released", "payment_made", "payment_returned", "returned_to_budget"]
    ),
    "total": 8 * 540_000,
}


def test_killed_anywhere_the_same_call_finishes_the_job() -> None:
    """Every named place in a commune of its own: the step is killed there and then called again."""
    ends = {}
    places = [(name, place) for name, named in PLACES.items() for place in named]
    for index, (name, place) in enumerate(places):
        at = commune_to_pay(index, 4)
        for now, work in steps(at).items():
            if now == name:
                assert killed(f"payroll.{name}:{place}", STEP, STEP=name, COMMUNE=str(index)) == CRASHED, (name, place)
            work()
        ends[name, place] = picture(at)
    assert ends == dict.fromkeys(ends, EXPECTED)
    assert payments.verify_money(ON).findings == ()


def approved_once(at: Office) -> list[str]:
    """Two chairs approve one run at the same moment; what each was told."""
    run = payments.open_run(actor=at.maker, month=NOVEMBER, area=at.area, pay_on=PAY_DAY)
    drawn = payments.lock_run(actor=at.maker, run_id=run.pk)
    chairs = [at.chair, builders.officer("commune_chair", at.area, name="phó chủ tịch")]
    start = threading.Barrier(2)
    told: list[str] = []

    def approve(index: int) -> None:
        try:
            start.wait()
            payments.approve_run(actor=chairs[index], run_id=run.pk, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
            told.append("approved")
        except AlreadyDone as already:
            told.append(already.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=approve, args=(i,)) for i in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


def test_two_who_approve_at_once_approve_once(here: Office) -> None:
    assert approved_once(here) == ["already_approved", "approved"]
    assert Transfer.objects.filter(code="payroll_approved").count() == 1


def test_two_runs_drawn_at_once_pay_each_person_once(here: Office) -> None:
    """The monthly and a supplementary run of the same commune, locked at the same moment."""
    runs = [
        payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY, number=n) for n in (0, 1)
    ]
    start = threading.Barrier(2)
    told: list[str] = []

    def lock(run_id: int) -> None:
        try:
            start.wait()
            payments.lock_run(actor=here.maker, run_id=run_id)
            told.append("locked")
        except Refusal as refusal:
            told.append(refusal.code)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=lock, args=(run.pk,)) for run in runs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["locked", "nothing_to_pay"]
    assert payments.PayrollLine.objects.count() == 4


@pytest.mark.parametrize("places", [100, pytest.param(1000, marks=pytest.mark.long)])
def test_a_statement_cut_or_changed_in_transit_never_posts_in_part(here: Office, places: int) -> None:
    """At so many places: cut off there, or one bit changed. Either nothing happens, or exactly what is still stated."""
    run = payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY)
    drawn = payments.lock_run(actor=here.maker, run_id=run.pk)
    payments.approve_run(actor=here.chair, run_id=run.pk, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    authorised(here, drawn)
    payments.release_run(actor=here.accountant, run_id=run.pk, on=PAY_DAY)
    content = statement_of(run.pk)
    dice = random.Random(11)
    for _ in range(places):
        at = dice.randrange(1, len(content))
        flipped = content[:at] + bytes([content[at] ^ (1 << dice.randrange(7))]) + content[at + 1 :]
        for broken in (content[: at - 1], flipped):
            try:
                payments.import_returns(actor=here.accountant, run_id=run.pk, content=broken, name="sk.xml", on=ON)
            except Refusal:
                continue
    assert payments.verify_money(date(2026, 11, 12)).findings == ()
    for line, outcomes in zip(lines(run.pk), ({"paid"}, {"paid"}, {"returned"}, {"sent"}), strict=True):
        assert line.state in outcomes | {"sent"}
