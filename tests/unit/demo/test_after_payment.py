"""The made-up province ends with a sample, some of it asked about; asked for again nothing is added."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.areas.public import province
from ansinh.demo.after_payment import sample_what_was_paid
from ansinh.payments import public as payments
from tests import builders
from tests.unit.payments.payroll import PAY_DAY, lines, office_of_three, released

pytestmark = pytest.mark.django_db


def test_the_last_month_that_was_paid_is_sampled_once() -> None:
    at, whole = office_of_three(), province(PAY_DAY)
    for role in ("province_officer", "province_leader", "province_account_holder", "province_accountant"):
        builders.officer(role, whole, role.replace("_", "-"))
    assert sample_what_was_paid(date(2026, 11, 16)) == 0, "nothing is settled"
    run = released(at)
    payments.hand_in_scans(actor=at.accountant, run_id=run.pk, rest_paid=[at.area.code], on=PAY_DAY)
    payments.settle_run(actor=at.accountant, run_id=run.pk, on=PAY_DAY)
    asked = sample_what_was_paid(date(2026, 11, 16))
    assert asked == len(lines(run.pk))
    assert payments.sampling.SampleContact.objects.filter(told="whole").count() == asked
    assert sample_what_was_paid(date(2026, 11, 17)) == 0
