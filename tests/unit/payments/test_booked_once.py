"""A line recorded as paid is paid once and stays so, but for a booking of the bank or another's correction."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, transaction

from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from tests import builders, fake_payers
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, award, lines, office, released

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    return office()


@pytest.fixture
def in_cash(here: Office) -> payments.PayrollLine:
    award(here, builders.person(here.area, name="Lò Thị Hoa"))
    return lines(released(here).pk)[0]


def told(at: Office, line: payments.PayrollLine, answer: tuple[str, str], folder: Path) -> payments.Imported:
    content = fake_payers.post_office(payments.list_workbook(line.run, at.area), {line.key: answer}, folder)
    return payments.import_returns(
        actor=at.accountant, run_id=line.run_id, content=content, name=f"{answer[0]}.xlsx", on=PAY_DAY
    )


def state(line: payments.PayrollLine) -> str:
    return payments.PayrollLine.objects.values_list("state", flat=True).get(pk=line.pk)


def booked(at: Office, line: payments.PayrollLine, number: str, *, returned: bool = False) -> payments.Imported:
    content = fake_payers.statement([fake_payers.booked(line, returned=returned)], number)
    return payments.import_returns(
        actor=at.accountant, run_id=line.run_id, content=content, name=f"{number}.xml", on=PAY_DAY
    )


def test_a_list_does_not_take_back_what_a_list_said_was_received(
    here: Office, in_cash: payments.PayrollLine, tmp_path: Path
) -> None:
    assert told(here, in_cash, ("Đã nhận", ""), tmp_path).paid == 1
    later = told(here, in_cash, ("Chưa nhận", payments.REASONS[0]), tmp_path)
    assert (later.returned, later.problems, state(in_cash)) == (0, 1, "paid")
    (row,) = payments.problems_of(in_cash.run_id)
    assert row.problem == "paid_already"
    with pytest.raises(DatabaseError, match="only a booking or a correction"), transaction.atomic():
        payments.PayrollLine.objects.filter(pk=in_cash.pk).update(state="returned")


def test_another_person_corrects_it_and_the_next_list_carries_it_over(
    here: Office, in_cash: payments.PayrollLine, tmp_path: Path
) -> None:
    told(here, in_cash, ("Đã nhận", ""), tmp_path)
    with pytest.raises(Refusal) as refusal:
        payments.correct_result(
            actor=here.accountant, line_id=in_cash.pk, because="Người nhà báo chưa nhận", on=PAY_DAY
        )
    assert refusal.value.code == "not_permitted"
    for _ in range(2):  # asked again it changes nothing
        payments.correct_result(actor=here.chair, line_id=in_cash.pk, because="Người nhà báo chưa nhận", on=PAY_DAY)
    assert state(in_cash) == "returned"
    payments.settle_run(actor=here.accountant, run_id=in_cash.run_id, on=PAY_DAY)
    run = payments.open_run(actor=here.maker, month=NOVEMBER.next(), area=here.area, pay_on=date(2026, 12, 10))
    assert payments.lock_run(actor=here.maker, run_id=run.pk).total_vnd == 2 * 540_000
    assert payments.verify_money(PAY_DAY).findings == ()


def test_a_second_booking_is_not_a_confirmation(here: Office) -> None:
    """The bank's word after a provider's or a list's confirms it once; another booking is money paid twice."""
    who = builders.person(here.area, name="Vàng A Ngân")
    builders.fact(
        builders.registry.PaymentChannel, person=who, kind="bank", bank="Agribank", account="99", recipient_name="",
        valid=builders.period("2026-01-01"),
    )  # fmt: skip
    award(here, who)
    run = released(here)
    (line,) = lines(run.pk)
    made = payments.ReturnImport.objects.create(run=run, kind="gateway", sha256="0" * 64, name="cổng thanh toán")
    payments.PayrollLine.objects.filter(pk=line.pk).update(state="paid")
    payments.ReturnRow.objects.create(file=made, line=line, place="x", key=line.key, outcome="paid", status="matched")
    assert booked(here, line, "SK-1").known == 1
    assert booked(here, line, "SK-2").problems == 1
    row = payments.problems_of(run.pk).get()
    assert row.problem == "booked_twice"
    with pytest.raises(IntegrityError, match="line_booked_once_an_outcome"), transaction.atomic():
        payments.ReturnRow.objects.create(
            file=made, line=line, place="y", key=line.key, outcome="paid", status="confirmed", reference="khác"
        )
    assert booked(here, line, "SK-3", returned=True).returned == 1
    assert state(line) == "returned"


def test_what_is_not_there_is_refused_in_words(here: Office) -> None:
    """Every operation that names a run, a line, an overpayment or a proposal."""
    none, on = 987_654_321, PAY_DAY
    acts = (
        lambda: payments.lock_run(actor=here.maker, run_id=none),
        lambda: payments.approve_run(actor=here.chair, run_id=none, manifest_sha256="", on=on),
        lambda: payments.authorise_run(actor=here.holder, run_id=none, manifest_sha256="", on=on),
        lambda: payments.release_run(actor=here.accountant, run_id=none, on=on),
        lambda: payments.settle_run(actor=here.accountant, run_id=none, on=on),
        lambda: payments.cancel_run(actor=here.maker, run_id=none, because="thử", on=on),
        lambda: payments.import_returns(actor=here.accountant, run_id=none, content=b"", name="x", on=on),
        lambda: payments.scan_return(actor=here.accountant, run_id=none, code="x", outcome="paid"),
        lambda: payments.hold_line(actor=here.maker, line_id=none, because="thử", on=on),
        lambda: payments.correct_result(actor=here.chair, line_id=none, because="kiểm thử", on=on),
        lambda: payments.propose_settlement(
            actor=here.maker, overpayment_id=none, kind="write_off", because="kiểm thử"
        ),
        lambda: payments.decide_settlement(actor=here.chair, settlement_id=none, agreed=True, number="1", on=on),
        lambda: payments.record_refund(actor=here.accountant, overpayment_id=none, amount_vnd=1, receipt="1", on=on),
        lambda: payments.close_case(actor=here.accountant, case_id=none, note="kiểm thử"),
    )
    for act in acts:
        with pytest.raises(Refusal) as refusal:
            act()
        assert refusal.value.code in ("unknown_run", "not_there"), refusal.value
        assert str(none) in refusal.value.message
