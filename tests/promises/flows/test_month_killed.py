"""A month that is killed at any named place is finished by giving it again: nothing lost, nothing doubled."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.db import connection

from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.flows.monthly_cycle import run_month
from ansinh.kernel import audit_chain
from ansinh.kernel.crash import CRASHED
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from tests.builders import commune
from tests.promises.child import killed
from tests.unit.flows.test_monthly_cycle import cycle, disabled, staff  # noqa: F401 - a fixture

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.promise]
NOVEMBER = Month(2026, 11)
MONTH = """
import os, pathlib
from ansinh.flows.monthly_cycle import run_month
from ansinh.kernel.period import Month
from tests.unit.flows.test_monthly_cycle import cycle
run_month(cycle(Month(2026, 11), pathlib.Path(os.environ["MONTH_FOLDER"])))
"""
PLACES = (
    "determination.run_written",
    "determination_result.loaded",
    "determination_benefit.loaded",
    "casework.decided",
    "payroll.lock:before_commit",
    "payroll.approve:posted",
    "payroll.release:after_commit",
    "payroll.import:matched",
    "payroll.settle:before_commit",
)


def _partitions() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relname ~ '^determination_(result|benefit)_[0-9]+$'")
        yield from (name for (name,) in cursor.fetchall())


@pytest.mark.parametrize("place", PLACES)
def test_the_same_month_again_finishes_it(place: str, staff: None, tmp_path: Path) -> None:  # noqa: F811
    people = [disabled(commune(index)) for index in (0, 0, 1)]
    assert killed(place, MONTH, MONTH_FOLDER=str(tmp_path)) == CRASHED
    summary = run_month(cycle(NOVEMBER, tmp_path))
    assert (summary.lines, summary.listed_vnd, summary.balances) == (3, 3 * 810_000, True)
    assert {award.person_id for award in casework.Award.objects.filter(retracted_at=None)} == {p.pk for p in people}
    assert payments.PayrollLine.objects.count() == 3
    assert casework.Proposal.objects.filter(state="decided").count() == 3
    numbers = casework.Decision.objects.order_by("commune_id", "number").values_list("commune_id", "number")
    assert [number for _, number in numbers] == [1, 1]
    runs = set(determination.Run.objects.values_list("pk", flat=True))
    assert {int(name.rsplit("_", 1)[1]) for name in _partitions()} >= runs
    assert payments.verify_money(on=date(2026, 11, 24)).findings == ()
    assert audit_chain.verify()[0] == []
