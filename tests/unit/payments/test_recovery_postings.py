"""Recoveries in the ledger: found, kept back, undone, paid back, written off, handed in; closed months hold."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, connection, transaction

from ansinh.funds import public as funds
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.operations.take_holders import COLUMNS
from ansinh.payments.public import account_names
from ansinh.registry.public import Person
from tests import builders
from tests.unit.payments.payroll import Office, award, lines, locked, office, retract

pytestmark = pytest.mark.django_db
SIGNED = date(2026, 11, 12)


@pytest.fixture
def here() -> Office:
    return office()


@pytest.fixture
def overpaid(here: Office) -> Person:
    """540.000 were paid for October and are not owed; November is drawn, which found it."""
    who = builders.person(here.area, name="Giàng Thị Mỷ")
    old = award(here, who, 540_000, first="2026-10-01")
    locked(here, Month(2026, 10))
    retract(here, old)
    award(here, who, 540_000, first="2026-11-01")
    locked(here, Month(2026, 11))
    return who


def stands(at: Office) -> dict[str, int]:
    kinds = ("recovery", "recovered", "written_off", "overpaid", "estimate")
    held = {str(b.kind): b.amount_vnd for b in funds.balances([at.area.pk]) if b.kind in kinds}
    return {kind: vnd for kind, vnd in held.items() if vnd}


def settled(at: Office, kind: str, share: int | None) -> payments.Settlement:
    over = payments.Overpayment.objects.exclude(state="superseded").get()
    made = payments.propose_settlement(
        actor=at.maker, overpayment_id=over.pk, kind=kind, because="Chi trùng tháng 10", share_percent=share
    )
    return payments.decide_settlement(
        actor=at.chair, settlement_id=made.pk, agreed=True, number="15/QĐ-UBND", on=SIGNED
    )


def sound() -> None:
    assert payments.verify_money(SIGNED).findings == ()
    assert sum(funds.trial_balance().values()) == 0


def test_found_kept_back_and_undone(here: Office, overpaid: Person) -> None:
    assert stands(here) == {"recovery": 540_000, "overpaid": -540_000}
    settled(here, "recover", 30)
    december = locked(here, Month(2026, 12))
    assert stands(here) == {"recovery": 378_000, "overpaid": -378_000}
    sound()
    payments.cancel_run(actor=here.maker, run_id=december.run_id, because="Lập lại danh sách", on=SIGNED)
    assert stands(here) == {"recovery": 540_000, "overpaid": -540_000}
    again = locked(here, Month(2026, 12))
    (line,) = lines(again.run_id)
    payments.hold_line(actor=here.maker, line_id=line.pk, because="Chờ xác minh", on=SIGNED)
    assert stands(here) == {"recovery": 540_000, "overpaid": -540_000}
    sound()


def test_paid_back_in_cash_and_handed_in(here: Office, overpaid: Person) -> None:
    over = payments.Overpayment.objects.exclude(state="superseded").get()
    for _ in range(2):  # the second is the same receipt
        payments.record_refund(
            actor=here.accountant, overpayment_id=over.pk, amount_vnd=200_000, receipt="BL 01", on=SIGNED
        )
    assert stands(here) == {"recovery": 340_000, "recovered": 200_000, "overpaid": -540_000}
    sound()
    with pytest.raises(Refusal) as refusal:
        payments.hand_in_recovered(
            actor=here.accountant, area_id=here.area.pk, programme="social_allowance", amount_vnd=200_001,
            document="GNT 7", on=SIGNED,
        )  # fmt: skip
    assert refusal.value.code == "too_much"
    for _ in range(2):
        payments.hand_in_recovered(
            actor=here.accountant, area_id=here.area.pk, programme="social_allowance", amount_vnd=150_000,
            document="GNT 7", on=SIGNED,
        )  # fmt: skip
    assert stands(here) == {"recovery": 340_000, "recovered": 50_000, "overpaid": -540_000, "estimate": 150_000}
    sound()


def test_written_off_and_what_an_earlier_instalment_brings_back(here: Office, overpaid: Person) -> None:
    settled(here, "recover", 50)
    december = locked(here, Month(2026, 12))
    settled(here, "write_off", None)
    assert stands(here) == {"written_off": 270_000, "overpaid": -270_000}
    sound()
    payments.cancel_run(actor=here.maker, run_id=december.run_id, because="Lập lại danh sách", on=SIGNED)
    assert stands(here) == {"written_off": 540_000, "overpaid": -540_000}
    sound()


def test_nothing_is_posted_into_a_closed_month_and_no_claim_falls_below_nothing(here: Office, overpaid: Person) -> None:
    over = payments.Overpayment.objects.exclude(state="superseded").get()
    accountant = builders.officer("province_accountant", here.area, "ke-toan-tinh")
    funds.close_period(actor=accountant, area_id=here.area.pk, first=date(2026, 10, 1), months=1, on=date(2026, 11, 2))
    with pytest.raises(Refusal):
        payments.record_refund(
            actor=here.accountant, overpayment_id=over.pk, amount_vnd=1, receipt="BL 02", on=date(2026, 10, 31)
        )
    moves = """SELECT %(area)s::bigint AS area_id, 'social_allowance' AS programme, 540001::bigint AS amount_vnd,
               NULL::bigint AS line_id"""
    with pytest.raises(DatabaseError, match="holding_not_below_zero"), transaction.atomic():
        funds.post_transfers(
            code=funds.TransferCode.OVERPAYMENT_WAIVED,
            on=SIGNED,
            key="x",
            moves=moves,
            parameters={"area": here.area.pk},
        )


def test_what_the_ledger_forgot_is_named(here: Office, overpaid: Person) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("funds_entry", "funds_transfer"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        found = "SELECT id FROM funds_transfer WHERE code = 'overpayment_found'"
        cursor.execute(f"DELETE FROM funds_entry WHERE transfer_id IN ({found})")
        cursor.execute("DELETE FROM funds_transfer WHERE code = 'overpayment_found'")
    assert "I11l" in {finding.code for finding in payments.verify_money(SIGNED).findings}


def test_what_is_held_back_on_locking_keeps_no_instalment(here: Office, overpaid: Person) -> None:
    """The bank says that the account is somebody else's: the line is held, what it would have kept back is to come."""
    builders.fact(
        builders.registry.PaymentChannel, person=overpaid, kind="bank", bank="Ngân hàng thử", account="0202",
        recipient_name="", valid=builders.period("2024-01-01"),
    )  # fmt: skip
    content = "\n".join([";".join(COLUMNS), "0202;Ngân hàng thử;TRAN VAN KHAC"]).encode("utf-8-sig")
    account_names.take_holders(
        actor=here.accountant, area=here.area, content=content, name="tra-loi.csv", told_by="Ngân hàng thử", on=SIGNED
    )
    settled(here, "recover", 30)
    (line,) = lines(locked(here, Month(2026, 12)).run_id)
    assert line.state == "held"
    assert stands(here) == {"recovery": 540_000, "overpaid": -540_000}
    sound()
