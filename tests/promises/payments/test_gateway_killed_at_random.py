"""The sender killed by SIGKILL at random moments under random faults of the provider: nothing lost, nothing doubled.

Faults 1 and 4 together. The long form is 20,000 payments and 50 kills; seed and numbers are in the messages.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from ansinh.payments import public as payments
from tests.promises.child import environment_of_test
from tests.promises.payments.gateway_run import ON, check_paid_once, run_through
from tests.reference_provider.process import Running, reference_provider

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
# A sender that goes round until it is killed, in small batches, so that a kill finds it anywhere.
ROUNDS = """
import django; django.setup()
from datetime import date
from ansinh.payments import public as payments
from ansinh.payments.operations import send_orders as sending
sending.BATCH, sending.ASKED_AT_ONCE = {batch}, {batch}
print("ready", flush=True)
for _ in range(500):
    payments.send_orders(on=date(2026, 11, 12), patience=0)
"""


def torture(provider: Running, people: int, kills: int, seed: int, batch: int) -> int:
    """Kill so many senders, then finish; returns how often a payment was delivered again."""
    _, run = run_through(provider, people)
    provider.control(chance=0.05, seed=seed)
    dice, deaths = random.Random(seed), 0
    code, environment = ROUNDS.format(batch=batch), environment_of_test()
    while deaths < kills:
        child = subprocess.Popen(
            [sys.executable, "-c", code], env=environment, cwd=settings.ROOT, stdout=subprocess.PIPE
        )
        assert child.stdout is not None
        child.stdout.readline()  # it works from here on
        try:
            child.wait(timeout=dice.uniform(0.0, 1.2))
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            deaths += 1
        child.wait()
        child.stdout.close()
        assert len({key for key, _ in provider.debits()}) == len(provider.debits()), f"seed {seed}, kill {deaths}"
    provider.control(chance=0.0)
    with connection.cursor() as cursor:  # the last one's connection may still be closing
        cursor.execute("SELECT pg_sleep(0.2)")
    for _ in range(5):
        payments.send_orders(on=ON, patience=0)
    check_paid_once(provider, run, people)
    ((delivered,),) = provider.rows("SELECT count(*) FROM delivery")
    return delivered - people


def test_a_few_kills(tmp_path: Path) -> None:
    with reference_provider(tmp_path) as provider:
        torture(provider, people=300, kills=4, seed=1, batch=5)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2])
def test_fifty_kills_in_twenty_thousand_payments(tmp_path: Path, seed: int) -> None:
    with reference_provider(tmp_path) as provider:
        again = torture(provider, people=20_000, kills=50, seed=seed, batch=40)
    assert again >= 0
    print(f"seed {seed}: {again} payments were delivered again and made once")
