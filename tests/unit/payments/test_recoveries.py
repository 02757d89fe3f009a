"""Overpayments: by instalments within a share, in cash, or written off; and every đồng accounted for."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ansinh.casework.public import Award
from ansinh.funds import public as funds
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry.public import Person
from tests import builders, fake_payers
from tests.unit.payments.payroll import Office, award, lines, locked, office, parts, released, retract

pytestmark = pytest.mark.django_db
SIGNED = date(2026, 11, 12)
OCTOBER, NOVEMBER, DECEMBER, JANUARY = Month(2026, 10), Month(2026, 11), Month(2026, 12), Month(2027, 1)


@pytest.fixture
def here() -> Office:
    return office()


@pytest.fixture
def overpaid(here: Office) -> Person:
    """540.000 were paid for October and are not owed; November is drawn, which found it."""
    who = builders.person(here.area, name="Giàng Thị Mỷ")
    old = award(here, who, 540_000, first="2026-10-01")
    locked(here, OCTOBER)
    retract(here, old)
    award(here, who, 540_000, first="2026-11-01")
    locked(here, NOVEMBER)
    return who


def the_overpayment() -> payments.Overpayment:
    return payments.Overpayment.objects.exclude(state="superseded").get()


def settle(at: Office, kind: str = "recover", share: int | None = 30) -> payments.Settlement:
    made = payments.propose_settlement(
        actor=at.maker, overpayment_id=the_overpayment().pk, kind=kind, because="Chi trùng tháng 10",
        share_percent=share,
    )  # fmt: skip
    return payments.decide_settlement(
        actor=at.chair, settlement_id=made.pk, agreed=True, on=SIGNED, number="15/QĐ-UBND"
    )


def recovered(run_id: int) -> list[tuple[str, str, str, int]]:
    return [part for part in parts(run_id) if part[2] == "recovery"]


def sound() -> None:
    assert payments.verify_money(date(2026, 11, 10)).findings == ()
    for run in payments.runs_to_verify():
        assert [d for d in payments.verify_payroll(run).differences if d.why != "law"] == []


def test_instalments_within_the_share_until_nothing_is_left(here: Office, overpaid: Person) -> None:
    """30 % of 540.000 are 162.000: three of them and the rest, 54.000."""
    settle(here)
    months = [DECEMBER, JANUARY, Month(2027, 2), Month(2027, 3), Month(2027, 4)]
    taken = []
    for month in months:
        drawn = locked(here, month)
        taken.append((sum(vnd for *_, vnd in recovered(drawn.run_id)), drawn.total_vnd))
        sound()
    assert taken == [(-162_000, 378_000)] * 3 + [(-54_000, 486_000), (0, 540_000)]
    assert the_overpayment().state == "recovered"
    assert payments.Overpayment.objects.count() == 1


def test_another_share_takes_the_place_of_the_first(here: Office, overpaid: Person) -> None:
    """162.000 were kept back at 30 %; from then on 54.000 a month at 10 %, and what is found meanwhile with it."""
    first = settle(here)
    december = locked(here, DECEMBER)
    second = settle(here, share=10)
    first.refresh_from_db()
    assert (first.state, first.ended_because) == ("ended", f"Thay bằng quyết định số {second.number}")
    january = locked(here, JANUARY)
    assert (recovered(december.run_id)[0][3], recovered(january.run_id)[0][3]) == (-162_000, -54_000)
    sound()
    settle(here, "write_off", None)
    assert (the_overpayment().state, written_off()) == ("waived", 540_000 - 162_000 - 54_000)
    sound()


def test_what_is_found_later_is_recovered_by_a_decision_of_its_own(here: Office, overpaid: Person) -> None:
    settle(here, share=50)
    locked(here, DECEMBER)
    locked(here, JANUARY)
    assert the_overpayment().state == "recovered"
    now = Award.objects.get(person=overpaid, retracted_at=None)
    retract(here, now)
    award(here, overpaid, 540_000, first="2026-11-01", end="2026-12-01")
    award(here, overpaid, 540_000, first="2027-01-01")
    locked(here, Month(2027, 2))
    again = payments.Overpayment.objects.get(state="open")
    assert (again.for_month, again.amount_vnd) == (date(2026, 12, 1), 540_000)
    made = payments.propose_settlement(
        actor=here.maker, overpayment_id=again.pk, kind="recover", because="Chi thừa tháng 12", share_percent=20
    )
    payments.decide_settlement(actor=here.chair, settlement_id=made.pk, agreed=True, on=SIGNED, number="16/QĐ-UBND")
    march = locked(here, Month(2027, 3))
    assert recovered(march.run_id) == [("2026-12", "elderly_80", "recovery", -108_000)]
    sound()


def test_nothing_is_kept_back_without_a_decision_by_another(here: Office, overpaid: Person) -> None:
    made = payments.propose_settlement(
        actor=here.maker, overpayment_id=the_overpayment().pk, kind="recover", because="Chi trùng", share_percent=30
    )
    itself = type(here.chair)(**{**vars(here.chair), "user_id": here.maker.user_id})
    with pytest.raises(Refusal) as refusal:
        payments.decide_settlement(actor=itself, settlement_id=made.pk, agreed=True, on=SIGNED, number="1")
    assert refusal.value.code == "maker_is_checker"
    assert recovered(locked(here, DECEMBER).run_id) == []
    refused = payments.decide_settlement(actor=here.chair, settlement_id=made.pk, agreed=False, on=SIGNED)
    assert (
        payments.decide_settlement(actor=here.chair, settlement_id=made.pk, agreed=False, on=SIGNED).state
        == refused.state
    )
    with pytest.raises(AlreadyDone):
        payments.decide_settlement(actor=here.chair, settlement_id=made.pk, agreed=True, on=SIGNED, number="1")
    assert recovered(locked(here, JANUARY).run_id) == []


@pytest.mark.parametrize("share", [0, 51, None])
def test_a_share_outside_its_bounds_is_refused(here: Office, overpaid: Person, share: int | None) -> None:
    with pytest.raises(Refusal):
        settle(here, share=share)


def test_a_payment_that_comes_back_brings_its_instalment_back(here: Office, overpaid: Person) -> None:
    builders.fact(
        builders.registry.PaymentChannel, person=overpaid, kind="bank", bank="Agribank", account="88",
        recipient_name="", valid=builders.period("2026-01-01"),
    )  # fmt: skip
    settle(here, share=50)
    december = released(here, DECEMBER)
    (line,) = lines(december.pk)
    content = fake_payers.statement([fake_payers.booked(line, returned=True)])
    payments.import_returns(
        actor=here.accountant, run_id=december.pk, content=content, name="sk.xml", on=date(2026, 12, 20)
    )
    january = locked(here, JANUARY)
    assert january.total_vnd == 540_000 + 270_000  # December again in full, of January one half
    assert recovered(january.run_id) == [("2026-10", "elderly_80", "recovery", -270_000)]
    february = locked(here, Month(2027, 2))
    assert recovered(february.run_id) == [("2026-10", "elderly_80", "recovery", -270_000)]
    assert the_overpayment().state == "recovered"


def test_who_is_not_paid_any_more_leaves_the_rest_open(here: Office, overpaid: Person) -> None:
    other = builders.person(here.area, name="Lò Thị Hoa")
    award(here, other, first="2026-12-01")
    settle(here)
    locked(here, DECEMBER)
    Person.objects.filter(pk=overpaid.pk).update(died_on=date(2026, 12, 20))
    locked(here, JANUARY)
    over = the_overpayment()
    assert (over.state, payments.Settlement.objects.get().state) == ("open", "ended")
    with pytest.raises(Refusal) as refused:
        settle(here)
    assert refused.value.code == "not_paid_any_more"
    left = payments.record_refund(
        actor=here.accountant, overpayment_id=over.pk, amount_vnd=378_000, receipt="BL 7", on=date(2027, 1, 20)
    )
    assert (left, the_overpayment().state) == (0, "recovered")


def test_paid_back_in_cash_once_a_receipt_and_never_too_much(here: Office, overpaid: Person) -> None:
    over = the_overpayment()

    def pay(amount: int, receipt: str) -> int:
        return payments.record_refund(
            actor=here.accountant, overpayment_id=over.pk, amount_vnd=amount, receipt=receipt, on=date(2026, 11, 20)
        )

    assert [pay(200_000, "BL 1"), pay(200_000, "BL 1")] == [340_000, 340_000]
    with pytest.raises(Refusal) as refusal:
        pay(340_001, "BL 2")
    assert refusal.value.code == "too_much"
    december = locked(here, DECEMBER)
    assert (december.total_vnd, the_overpayment().pk, the_overpayment().state) == (540_000, over.pk, "open")
    assert pay(340_000, "BL 2") == 0
    locked(here, JANUARY)
    assert the_overpayment().state == "recovered"
    sound()


def test_nothing_is_paid_back_of_money_that_came_back(here: Office, overpaid: Person) -> None:
    october = payments.PayrollLine.objects.get(month=OCTOBER.first)
    for state in ("sent", "returned"):
        payments.PayrollLine.objects.filter(pk=october.pk).update(state=state)
    with pytest.raises(Refusal) as refused:
        payments.record_refund(
            actor=here.accountant, overpayment_id=the_overpayment().pk, amount_vnd=540_000, receipt="BL 9", on=SIGNED
        )
    assert refused.value.code == "came_back"
    assert payments.Refund.objects.count() == 0


def test_written_off_is_never_asked_for_and_never_paid_again(here: Office, overpaid: Person) -> None:
    settle(here, "write_off", None)
    december = locked(here, DECEMBER)
    assert (december.total_vnd, the_overpayment().state) == (540_000, "waived")
    award(here, overpaid, 540_000, first="2026-10-01", end="2026-11-01")
    january = locked(here, JANUARY)
    assert january.total_vnd == 540_000
    assert payments.Overpayment.objects.get().state == "superseded", "the month was owed: nothing was given up"
    assert written_off() == 0
    sound()


def written_off() -> int:
    return funds.trial_balance().get(funds.AccountKind.WRITTEN_OFF, 0)


@pytest.mark.parametrize(("owed", "stays"), [(0, 0), (200_000, 340_000)])
def test_of_what_comes_back_after_it_was_written_off_nothing_was_given_up(here: Office, owed: int, stays: int) -> None:
    """Died, was paid, the money was written off, and then the bank sent it back; or part of the month was owed."""
    who = builders.person(here.area, name="Giàng Thị Mỷ")
    old = award(here, who, 540_000, first="2026-10-01")
    award(here, builders.person(here.area, name="Lò Thị Hoa"), 540_000, first="2026-10-01")
    october = released(here, OCTOBER)
    line = next(line for line in lines(october.pk) if line.person_id == who.pk)
    payments.scan_return(actor=here.accountant, run_id=october.pk, code=line.key, outcome="paid")
    payments.hand_in_scans(actor=here.accountant, run_id=october.pk, rest_paid=[here.area.code], on=SIGNED)
    retract(here, old)
    locked(here, NOVEMBER)
    settle(here, "write_off", None)
    assert written_off() == 540_000
    if owed:
        award(here, who, owed, first="2026-10-01", end="2026-11-01")
    else:
        payments.correct_result(actor=here.chair, line_id=line.pk, because="Bưu điện hoàn lại tiền", on=SIGNED)
    locked(here, DECEMBER)
    assert written_off() == stays
    assert [o.amount_vnd for o in payments.Overpayment.objects.exclude(state="superseded")] == (
        [stays] if stays else []
    )
    sound()
    locked(here, JANUARY)
    assert written_off() == stays
    sound()


@pytest.mark.parametrize("owed", [0, 300_000])
def test_what_was_taken_back_of_money_that_came_back_is_given_back(here: Office, owed: int) -> None:
    """For October 540.000 were paid and not owed; some was taken back, and then the bank sent all of it back."""
    who = builders.person(here.area, name="Giàng Thị Mỷ")
    old = award(here, who, 540_000, first="2026-10-01")
    october = released(here, OCTOBER)
    (line,) = lines(october.pk)
    retract(here, old)
    award(here, who, 540_000, first="2026-11-01")
    released(here, NOVEMBER)
    settle(here)
    released(here, DECEMBER)
    payments.record_refund(
        actor=here.accountant, overpayment_id=the_overpayment().pk, amount_vnd=100_000, receipt="BL 7", on=SIGNED
    )
    if owed:
        award(here, who, owed, first="2026-10-01", end="2026-11-01")
    content = fake_payers.statement([fake_payers.booked(line, returned=True)])
    payments.import_returns(actor=here.accountant, run_id=october.pk, content=content, name="tra.xml", on=SIGNED)
    january = locked(here, JANUARY)
    assert parts(january.run_id)[0] == (
        "2026-10", "elderly_80", "carried_over" if owed else "given_back", owed + 162_000 + 100_000
    )  # fmt: skip
    assert payments.Overpayment.objects.get().state == "superseded"
    assert [f for f in payments.verify_money(date(2026, 11, 10)).findings if f.code != "I4b"] == []
    for run in payments.runs_to_verify():
        assert [d for d in payments.verify_payroll(run).differences if d.why != "law"] == []


def test_recovered_and_right_after_all_is_paid_again(here: Office, overpaid: Person) -> None:
    settle(here)
    locked(here, DECEMBER)
    award(here, overpaid, 540_000, first="2026-10-01", end="2026-11-01")
    january = locked(here, JANUARY)
    assert january.total_vnd == 540_000 + 162_000
    assert payments.Overpayment.objects.get().state == "superseded"


def test_the_database_refuses_other_states(here: Office, overpaid: Person) -> None:
    settle(here, "write_off", None)
    for statement in (
        "UPDATE payments_overpayment SET state = 'open'",
        "UPDATE payments_overpayment SET amount_vnd = 1",
        "UPDATE payments_settlement SET state = 'proposed'",
        "UPDATE payments_settlement SET because = 'khác'",
        "DELETE FROM payments_settlement",
    ):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    with pytest.raises(IntegrityError), transaction.atomic():
        payments.Settlement.objects.create(
            person=overpaid, area=here.area, programme="x", kind="recover", share_percent=60, because="thử",
            proposed_by_id=here.maker.user_id,
        )  # fmt: skip
