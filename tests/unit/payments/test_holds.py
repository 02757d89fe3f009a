"""Single lines are held back before release, with a reason; lifted, the next run pays them."""

from __future__ import annotations

from datetime import date

import pytest

from ansinh.funds.public import trial_balance
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from tests import builders
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, authorised, award, lines, locked, office, parts

pytestmark = pytest.mark.django_db
DECEMBER = Month(2026, 12)


@pytest.fixture
def here() -> Office:
    made = office()
    for name in ("Giàng A Páo", "Lò Thị Hoa"):
        award(made, builders.person(made.area, name=name))
    return made


def balance() -> dict[str, int]:
    return {str(kind): amount for kind, amount in trial_balance().items() if amount}


def hold(at: Office, line: payments.PayrollLine) -> payments.LineHold:
    return payments.hold_line(actor=at.accountant, line_id=line.pk, because="Nghi đã mất, chờ xác minh", on=PAY_DAY)


@pytest.mark.parametrize("when", ["locked", "approved", "authorised"])
def test_what_is_held_is_not_sent_and_its_money_stays(here: Office, when: str) -> None:
    drawn = locked(here)
    one, other = lines(drawn.run_id)
    if when == "locked":
        hold(here, one)
    payments.approve_run(actor=here.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    if when == "approved":
        hold(here, one)
    authorised(here, drawn)
    if when == "authorised":
        hold(here, one)
    run = payments.release_run(actor=here.accountant, run_id=drawn.run_id, on=PAY_DAY)
    assert hold(here, one).pk == payments.LineHold.objects.get().pk
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state) == ("held", "sent")
    assert balance() == {"budget_line": -540_000, "in_transit": 540_000}
    assert one.key not in str(payments.list_workbook(run, here.area))
    assert payments.verify_money(PAY_DAY).findings == ()


def test_until_it_is_lifted_no_run_draws_its_month(here: Office) -> None:
    drawn = locked(here)
    one, _ = lines(drawn.run_id)
    hold(here, one)
    december = locked(here, DECEMBER)
    assert december.total_vnd == 2 * 540_000
    payments.lift_hold(actor=here.maker, line_id=one.pk, because="Đã xác minh: còn sống")
    extra = locked(here, DECEMBER, number=1)
    assert parts(extra.run_id) == [("2026-11", "elderly_80", "carried_over", 540_000)]
    for run in payments.runs_to_verify():
        assert [d for d in payments.verify_payroll(run).differences if d.why != "law"] == []


def test_not_once_it_was_sent_and_not_without_a_reason(here: Office) -> None:
    drawn = locked(here)
    one, _ = lines(drawn.run_id)
    with pytest.raises(Refusal) as refusal:
        payments.hold_line(actor=here.maker, line_id=one.pk, because=" ", on=PAY_DAY)
    assert refusal.value.code == "reason_missing"
    with pytest.raises(Refusal) as refusal:
        payments.hold_line(actor=office(1).maker, line_id=one.pk, because="khác xã", on=PAY_DAY)
    assert refusal.value.code == "outside_scope"
    payments.approve_run(actor=here.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    authorised(here, drawn)
    payments.release_run(actor=here.accountant, run_id=drawn.run_id, on=PAY_DAY)
    with pytest.raises(Refusal) as refusal:
        hold(here, one)
    assert refusal.value.code == "state"


@pytest.mark.parametrize("when", ["locked", "approved"])
def test_a_run_cancelled_while_a_line_is_held_gives_back_what_is_left_and_keeps_the_hold(
    here: Office, when: str
) -> None:
    """What the hold gave back already is not given back twice, and the next run leaves that month alone."""
    drawn = locked(here)
    one, other = lines(drawn.run_id)
    if when == "approved":
        payments.approve_run(actor=here.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    hold(here, one)
    for _ in range(2):  # the second finds it done
        payments.cancel_run(actor=here.maker, run_id=drawn.run_id, because="Sai danh sách", on=PAY_DAY)
    one.refresh_from_db()
    other.refresh_from_db()
    assert (one.state, other.state, balance()) == ("held", "cancelled", {})
    again = locked(here)
    assert (again.total_vnd, [line.person_id for line in lines(again.run_id)]) == (540_000, [other.person_id])
    payments.lift_hold(actor=here.maker, line_id=one.pk, because="Đã xác minh: còn sống")
    extra = locked(here, number=1)
    assert parts(extra.run_id) == [("2026-11", "elderly_80", "current", 540_000)]
    assert payments.verify_money(PAY_DAY).findings == ()
    for run in payments.runs_to_verify():
        assert [d for d in payments.verify_payroll(run).differences if d.why != "law"] == []


def test_a_correction_pays_only_what_reaches_back(here: Office) -> None:
    drawn = locked(here)
    late = builders.person(here.area, name="Vàng Thị Sua")
    award(here, late, first="2026-10-01")
    run = payments.open_run(
        actor=here.maker, month=NOVEMBER, area=here.area, pay_on=date(2026, 11, 20), number=1, kind="correction"
    )
    paid = payments.lock_run(actor=here.maker, run_id=run.pk)
    assert parts(paid.run_id) == [("2026-10", "elderly_80", "arrears", 540_000)]
    assert drawn.run_id != paid.run_id
