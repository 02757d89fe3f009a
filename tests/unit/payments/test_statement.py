"""Statements of banks: kept, matched over all runs, doubtful bookings decided by two, three ways compared."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from ansinh.access.public import acting_as
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments import public as payments
from tests import builders, fake_payers
from tests.unit.payments.payroll import Office, award, lines, office, released

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 12)
ACCOUNT = "3713.0.1000001"


@pytest.fixture
def here() -> Office:
    at = office()
    for number, name in enumerate(("Bàn Văn Nhất", "Đặng Thị Khé", "Lò Thị Hoa", "Sùng A Páo", "Mùa Thị Dua")):
        who = builders.person(at.area, name=name)
        builders.fact(
            builders.registry.PaymentChannel, person=who, kind="bank", bank="Agribank", account=f"88{number}00",
            recipient_name="", valid=builders.period("2026-01-01"),
        )  # fmt: skip
        award(at, who, amount=540_000 + number * 270_000)
    return at


def read(at: Office, *bookings: fake_payers.Money, number: str = "SK-1", **more: str) -> payments.Matched:
    """Hand in a statement with these bookings."""
    content = fake_payers.bank_statement(bookings, account=ACCOUNT, number=number, **more)
    return payments.import_statement(actor=at.accountant, content=content, name="sk.xml", on=ON)


def paid(line: payments.PayrollLine, **changed: object) -> fake_payers.Money:
    """The booking of a line, right unless told otherwise."""
    return replace(fake_payers.Money("D", line.amount_vnd, line.key, line.full_name), **changed)  # type: ignore[arg-type]


def test_a_statement_is_booked_once_and_only_what_is_sure(here: Office) -> None:
    run = released(here)
    one, two, three, four, five = lines(run.pk)
    bookings = [
        paid(one), paid(one, mark="again"), paid(two), paid(two, side="C", reason="AC04"),
        paid(three, key="AS2611-00000-99"), paid(four, amount_vnd=four.amount_vnd - 1),
        paid(five, amount_vnd=11_000, key="", name="Phí"),
    ]  # fmt: skip
    told = read(here, *bookings)
    assert (told.entries, told.matched, told.cases) == (7, 3, 4)
    assert [line.state for line in lines(run.pk)] == ["paid", "returned", "sent", "sent", "sent"]
    assert lines(run.pk)[1].reason == "AC04", "why the bank sent it back stands with the line"
    assert {case.kind for case in payments.cases()} == {"duplicate", "wrong_reference", "amount", "unknown_debit"}
    again = read(here, *bookings)
    assert again == replace(told, repeated=True, pending=0)
    later = read(here, *bookings, paid(five), number="SK-2")
    assert (later.matched, later.cases) == (1, 0), "the same bookings in a longer statement are known"
    assert payments.verify_money(ON).findings == ()


def test_parts_that_add_up_pay_a_line_once(here: Office) -> None:
    run = released(here)
    one = lines(run.pk)[0]
    read(here, paid(one, amount_vnd=200_000), paid(one, amount_vnd=one.amount_vnd - 200_000, mark="rest"))
    assert lines(run.pk)[0].state == "paid"
    assert payments.verify_money(ON).findings == ()
    (way,) = payments.three_ways(date(2026, 1, 1))
    assert (way.instructed_vnd, way.decided_vnd) == (5_400_000, 5_400_000)
    assert (way.recorded_vnd, way.debited_vnd, way.apart_vnd) == (one.amount_vnd, one.amount_vnd, 0)


def doubtful(at: Office) -> payments.MatchCase:
    """Two lines booked as one, without a key."""
    run = released(at)
    one, two, *_ = lines(run.pk)
    total = one.amount_vnd + two.amount_vnd
    read(at, fake_payers.Money("D", total, "", "", text=f"CHI {one.key} VA {two.key}"))
    (case,) = payments.cases()
    assert (case.kind, case.lines.count()) == ("merged", 2)
    return case


def test_two_persons_accept_a_doubtful_booking(here: Office) -> None:
    case = doubtful(here)
    keys = [one.line.key for one in case.lines.all()]
    with pytest.raises(Refusal) as refused:
        payments.propose_case(actor=here.accountant, case_id=case.pk, line_keys=keys[:1])
    assert refused.value.code == "amounts_differ"
    payments.propose_case(actor=here.accountant, case_id=case.pk, line_keys=keys)
    with pytest.raises(Refusal) as refused:
        payments.confirm_case(actor=here.accountant, case_id=case.pk, on=ON)
    assert refused.value.code == "maker_is_checker"
    other = builders.officer("commune_accountant", here.area, "ke-toan-hai")
    payments.confirm_case(actor=other, case_id=case.pk, on=ON)
    found = payments.PayrollLine.objects.filter(key__in=keys)
    assert set(found.values_list("state", flat=True)) == {"paid"}
    with pytest.raises(AlreadyDone):
        payments.confirm_case(actor=other, case_id=case.pk, on=ON)
    assert payments.verify_money(ON).findings == ()


def test_what_is_proposed_may_be_sent_back_and_explained(here: Office) -> None:
    case = doubtful(here)
    keys = [one.line.key for one in case.lines.all()]
    payments.propose_case(actor=here.accountant, case_id=case.pk, line_keys=keys)
    with pytest.raises(Refusal) as refused:
        payments.send_back_case(actor=here.accountant, case_id=case.pk, note="  ")
    assert refused.value.code == "reason_missing"
    payments.send_back_case(actor=here.accountant, case_id=case.pk, note="xem lại bảng kê")
    payments.assign_case(actor=here.accountant, case_id=case.pk, username=f"commune_accountant-{here.area.code}")
    assert payments.cases(mine=here.accountant.user_id).count() == 1
    payments.close_case(actor=here.accountant, case_id=case.pk, note="ngân hàng đã hạch toán lại")
    assert not payments.cases().exists()
    assert set(payments.PayrollLine.objects.values_list("state", flat=True)) == {"sent"}
    with pytest.raises(AlreadyDone):
        payments.close_case(actor=here.accountant, case_id=case.pk, note="lần nữa")


def test_what_is_missing_is_one_case_until_it_comes(here: Office) -> None:
    run = released(here)
    one, *rest = lines(run.pk)
    read(here, *(paid(line) for line in rest), day=date(2026, 11, 20).isoformat())
    read(here, fake_payers.Money("D", 5, "", "Phí"), number="SK-2", day=date(2026, 11, 21).isoformat())
    (case,) = payments.cases(kind="missing")
    assert case.lines.get().line_id == one.pk
    read(here, paid(one), number="SK-3", day=date(2026, 11, 22).isoformat())
    assert not payments.cases(kind="missing").exists()
    assert lines(run.pk)[0].state == "paid"


def test_a_notice_is_read_as_a_statement_is(here: Office) -> None:
    """camt.054, and the same bookings later in camt.053."""
    run = released(here)
    one = lines(run.pk)[0]
    told = read(here, paid(one), kind="camt.054.001.08")
    assert told.matched == 1
    assert payments.BankStatement.objects.get().kind == "camt054"
    assert read(here, paid(one), number="SK-2").cases == 0
    assert payments.verify_money(ON).findings == ()


def test_files_that_are_not_ours_are_refused(here: Office) -> None:
    run = released(here)
    line = lines(run.pk)[0]
    changed = f">{line.amount_vnd}<".encode()
    for content, code in (
        (fake_payers.bank_statement([paid(line)], account="777"), "strange_account"),
        (fake_payers.bank_statement([], account=ACCOUNT), "empty_statement"),
        (fake_payers.answer("X", {}), "unknown_format"),
        (
            fake_payers.bank_statement([paid(line)], account=ACCOUNT).replace(changed, b">1<", 1),
            "control_total",
        ),
    ):
        with pytest.raises(Refusal) as refused:
            payments.import_statement(actor=here.accountant, content=content, name="sk.xml", on=ON)
        assert refused.value.code == code
    with pytest.raises(Refusal):
        payments.import_statement(
            actor=here.maker, content=fake_payers.bank_statement([paid(line)], account=ACCOUNT), name="sk.xml", on=ON
        )
    elsewhere = builders.officer("commune_accountant", builders.commune(1), "ke-toan-khac")
    content = fake_payers.bank_statement([paid(line)], account=ACCOUNT)
    with pytest.raises(Refusal, match=here.area.name) as refused:
        payments.import_statement(actor=elsewhere, content=content, name="sk.xml", on=ON)
    assert refused.value.code == "outside_scope"
    assert not payments.BankStatement.objects.exists()


def test_statements_show_in_the_area_of_their_account(here: Office) -> None:
    doubtful(here)
    elsewhere = builders.officer("commune_accountant", builders.commune(1), "ke-toan-khac")
    with acting_as(elsewhere):
        assert not payments.cases().exists()
        assert not payments.StatementEntry.objects.exists()
    with acting_as(here.accountant):
        assert payments.cases().count() == 1


def test_the_database_refuses_a_second_debit_and_one_person_alone(here: Office) -> None:
    case = doubtful(here)
    line = case.lines.all()[0].line
    payments.EntryMatch.objects.create(entry=case.entry, line=line, amount_vnd=1, how="hand")
    other = payments.StatementEntry.objects.create(
        statement=case.statement, number=99, side="D", amount_vnd=1, booked_on=ON
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        payments.EntryMatch.objects.create(entry=other, line=line, amount_vnd=1, how="key")
    user = here.accountant.user_id
    payments.MatchCase.objects.filter(pk=case.pk).update(state="proposed")
    with pytest.raises(IntegrityError), transaction.atomic():
        payments.MatchCase.objects.filter(pk=case.pk).update(state="accepted", proposed_by=user, decided_by=user)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE payments_case SET state = 'accepted', proposed_by_id = NULL")
