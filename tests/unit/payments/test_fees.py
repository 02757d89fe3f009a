"""Fees by contract: to the đồng, of each run that is handed over, beside what people are paid and never out of it."""

from __future__ import annotations

from datetime import date
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.access.public import Actor, acting_as
from ansinh.areas import public as areas
from ansinh.funds import public as funds
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.payments.public import fees
from tests import builders
from tests.unit.funds.test_budget import Money
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, lines, locked, office_of_three, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    return office_of_three()


@pytest.fixture
def administrator(here: Office) -> Actor:
    return builders.officer("administrator", here.area, "quan-tri-xa")


def contract(actor: Actor, at: Office, **more: object) -> fees.FeeContract:
    values = {
        "channel": "post_office", "provider": "Bưu điện thử", "number": "12/HĐ", "signed_on": date(2026, 1, 2),
        "since": date(2026, 1, 5), "until": date(2026, 12, 31), "bearer": "budget",
    } | more  # fmt: skip
    return fees.set_fee_contract(actor=actor, area=at.area, **values)  # type: ignore[arg-type]


def plain(amount: int, per_line: int, per_million: int, least: int, most: int | None, rounding: str) -> int:
    """The fee of a line as one would work it out on paper."""
    exact = Decimal(amount) * per_million / 1_000_000
    ways = {"half_up": ROUND_HALF_UP, "up": ROUND_CEILING, "down": ROUND_FLOOR}
    fee = per_line + int(exact.quantize(Decimal(1), ways[rounding]))
    return min(max(fee, least), most if most is not None else 10**18)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    per_line=st.integers(0, 20_000), per_million=st.integers(0, 30_000), least=st.integers(0, 9_000),
    room=st.none() | st.integers(0, 30_000), rounding=st.sampled_from(fees.Rounding.values),
    budget=st.integers(0, 90_000),
)  # fmt: skip
def test_to_the_dong(
    here: Office, administrator: Actor, per_line: int, per_million: int, least: int, room: int | None, rounding: str,
    budget: int,
) -> None:  # fmt: skip
    """Each line to the đồng; in the ledger the same, drawn from the line for fees as far as that goes."""
    most = None if room is None else least + room
    with transaction.atomic():
        contract(
            administrator, here, per_line_vnd=per_line, per_million_vnd=per_million, minimum_vnd=least,
            maximum_vnd=most, rounding=rounding,
        )  # fmt: skip
        money = Money()
        money.give(9_000_000, here.area, content="all")
        if budget:
            money.give(budget, here.area, content="payment_fee")
        money.check()
        run = released(here)
        listed = [line.amount_vnd for line in lines(run.pk)]
        assert listed == [540_000, 1_080_000, 1_350_000], "nobody pays it"
        (row,) = fees.fees_by_month(NOVEMBER.first, NOVEMBER.first)
        assert row.fee_vnd == sum(plain(one, per_line, per_million, least, most, rounding) for one in listed)
        assert (row.lines, row.lines_vnd, row.provider, row.bearer) == (3, sum(listed), "Bưu điện thử", "budget")
        assert fees.fees_of_run(run).fee_vnd == row.fee_vnd
        month = fees.fees_of_month(NOVEMBER.first, None)
        assert (month.budget_vnd, month.differs_vnd) == (row.fee_vnd, 0)
        assert month.drawn_vnd == min(budget, row.fee_vnd)
        left = {row.line.content: row.left_vnd for row in funds.line_figures(2026)}
        assert left["all"] == 9_000_000 - sum(listed), "what is for people pays no fee"
        assert payments.verify_money(PAY_DAY).findings == ()
        transaction.set_rollback(True)


@pytest.mark.parametrize(("last", "charged"), [(date(2026, 11, 9), 0), (PAY_DAY, 3 * 2_000)])
def test_the_contract_of_the_pay_day_counts(here: Office, administrator: Actor, last: date, charged: int) -> None:
    made = contract(administrator, here, per_line_vnd=2_000)
    contract(administrator, here, channel="bank", number="13/HĐ", per_line_vnd=9_000)
    fees.end_fee_contract(actor=administrator, contract_id=made.pk, last_day=last)
    run = released(here)
    assert fees.fees_of_run(run).fee_vnd == charged
    payments.release_run(actor=here.accountant, run_id=run.pk, on=PAY_DAY)
    assert fees.fees_of_run(run).fee_vnd == charged, "handed over again, nothing is charged again"


def test_held_lines_cost_nothing(here: Office, administrator: Actor) -> None:
    contract(administrator, here, per_line_vnd=2_000)
    drawn = locked(here)
    payments.hold_line(actor=here.chair, line_id=lines(drawn.run_id)[0].pk, because="Chờ xác minh", on=PAY_DAY)
    run = released(here)
    assert fees.fees_of_run(run).fee_vnd == 2 * 2_000


def test_what_is_refused(here: Office, administrator: Actor) -> None:
    made = contract(administrator, here, per_line_vnd=2_000)

    def refused(actor: Actor = administrator, **more: object) -> str:
        with pytest.raises(Refusal) as told:
            contract(actor, here, **more)
        return told.value.code

    assert refused(number="14/HĐ") == "overlap"
    assert refused(channel="pigeon") == "bad_choice"
    assert refused(bearer="person") == "bad_choice"
    assert refused(until=date(2026, 1, 1)) == "bad_day"
    assert refused(channel="bank", per_line_vnd=-1) == "bad_amount"
    assert refused(channel="bank", minimum_vnd=5, maximum_vnd=4) == "bad_amount"
    assert refused(channel="bank", provider=" ") == "bad_name"
    assert refused(here.maker, channel="bank") == "not_permitted"
    assert refused(channel="bank", rounding="to_people") == "bad_choice"
    assert refused(channel="bank", per_million_vnd=1_000_001) == "bad_amount"
    released(here)
    with pytest.raises(Refusal) as told:
        fees.end_fee_contract(actor=administrator, contract_id=made.pk, last_day=date(2026, 11, 9))
    assert told.value.code == "charged"
    for wrong in (
        "UPDATE payments_run_fee SET fee_vnd = 0",
        "DELETE FROM payments_run_fee",
        f"UPDATE payments_fee_contract SET per_line_vnd = 1 WHERE id = {made.pk}",
        f"UPDATE payments_fee_contract SET valid = '[2026-01-05,2027-06-01)' WHERE id = {made.pk}",
        f"UPDATE payments_fee_contract SET valid = '[2026-01-05,2026-11-10)' WHERE id = {made.pk}",
        "INSERT INTO payments_fee_contract (area_id, channel, provider, number, signed_on, valid, per_line_vnd,"
        " per_million_vnd, rounding, minimum_vnd, bearer, recorded_by_id) SELECT area_id, channel, 'x', 'x', signed_on,"
        " '[2026-06-01,2026-07-01)', 0, 0, rounding, 0, bearer, recorded_by_id FROM payments_fee_contract",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)
    with acting_as(builders.officer("commune_accountant", builders.commune(1), "ke-toan-khac")):
        assert fees.fees_by_month(NOVEMBER.first, NOVEMBER.first) == []


def test_a_province_contract_is_charged_in_its_communes_and_seen_there(here: Office) -> None:
    """Before release as what is expected, afterwards as it was; what the provider bears costs the budget nothing."""
    whole = areas.province(date(2026, 1, 1))
    wide = builders.officer("administrator", whole, "quan-tri-tinh")
    fees.set_fee_contract(
        actor=wide, area=whole, channel="post_office", provider="Bưu điện thử", number="1/HĐ", bearer="provider",
        signed_on=date(2026, 1, 2), since=date(2026, 1, 5), until=date(2026, 12, 31), per_million_vnd=10_000,
    )  # fmt: skip
    drawn = payments.PayrollRun.objects.get(pk=locked(here).run_id)
    with acting_as(here.accountant):
        expected = fees.fees_of_run(drawn)
        assert (expected.expected, expected.fee_vnd) == (True, 29_700)
        run = released(here)
        assert fees.fees_of_run(run) == fees.RunFees(expected.rows, expected=False)
        assert [row.fee_vnd for row in fees.fees_by_month(NOVEMBER.first, NOVEMBER.first)] == [29_700]
        assert fees.contracts() == [], "the province's contract itself is the province's"
    month = fees.fees_of_month(NOVEMBER.first, None)
    assert (month.budget_vnd, month.provider_vnd, month.ledger_vnd) == (0, 29_700, 0)
    assert payments.verify_money(PAY_DAY).findings == ()
