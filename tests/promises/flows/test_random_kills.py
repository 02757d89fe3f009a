"""A month killed by SIGKILL at random moments, again and again, until it comes through."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from ansinh.casework import public as casework
from ansinh.flows.monthly_cycle import run_month
from ansinh.kernel import audit_chain
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from tests.builders import commune
from tests.promises.child import environment_of_test
from tests.promises.flows.test_month_killed import MONTH
from tests.unit.flows.test_monthly_cycle import cycle, disabled, staff  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise, pytest.mark.long]
PEOPLE, KILLS = 60, 50
LONGEST_LIFE = 4.0  # seconds, starting up included


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_nothing_is_lost_or_doubled(seed: int, staff: None, tmp_path: Path) -> None:  # noqa: F811
    dice = random.Random(seed)
    people = [disabled(commune(number % 4)) for number in range(PEOPLE)]
    code = f"import django; django.setup()\n{MONTH}"
    environment = environment_of_test(MONTH_FOLDER=str(tmp_path))
    deaths = 0
    for _ in range(KILLS):
        child = subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=settings.ROOT)
        try:
            child.wait(timeout=dice.uniform(1.0, LONGEST_LIFE))
        except subprocess.TimeoutExpired:
            os.kill(child.pid, signal.SIGKILL)
            deaths += 1
        child.wait()
    assert deaths, f"seed {seed}: every run came through before it could be killed"
    summary = run_month(cycle(Month(2026, 11), tmp_path))
    assert (summary.lines, summary.listed_vnd, summary.balances) == (PEOPLE, PEOPLE * 810_000, True), seed
    live = casework.Award.objects.filter(retracted_at=None)
    assert sorted(live.values_list("person_id", flat=True)) == sorted(person.pk for person in people), seed
    assert payments.verify_money(on=date(2026, 11, 24)).findings == (), seed
    assert audit_chain.verify()[0] == [], seed
