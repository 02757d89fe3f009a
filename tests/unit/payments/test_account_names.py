"""Names of account holders: what banks answer, what is alike, what stops a line, and what a person decided for good."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from ansinh.access.public import acting_as
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.operations.take_holders import COLUMNS, read
from ansinh.payments.public import account_names
from ansinh.registry.public import PaymentChannel, Person
from tests import builders
from tests.builders import period
from tests.unit.payments.payroll import PAY_DAY, Office, authorised, award, lines, locked, office

pytestmark = pytest.mark.django_db
HEAD = ";".join(COLUMNS)
BANK = "Ngân hàng thử"


def account(who: Person, number: str) -> None:
    builders.fact(PaymentChannel, person=who, kind="bank", bank=BANK, account=number, valid=period("2024-01-01"))


@pytest.fixture
def here() -> Office:
    at = office()
    for name, number in (("Giàng A Páo", "0101"), ("Lò Thị Hoa", "0202"), ("Vàng Thị Sua", "0303")):
        who = builders.person(at.area, name=name)
        award(at, who)
        account(who, number)
    return at


def answer(at: Office, *rows: str) -> account_names.TakenHolders:
    content = "\n".join([HEAD, *rows]).encode("utf-8-sig")
    return account_names.take_holders(
        actor=at.accountant, area=at.area, content=content, name="tra-loi.csv", told_by=BANK, on=PAY_DAY
    )


def states(run_id: int) -> dict[str, str]:
    return {line.full_name: line.state for line in lines(run_id)}


def decide(at: Office, verdict: str) -> account_names.AccountCheck:
    check = account_names.AccountCheck.objects.get()
    return account_names.decide_account(
        actor=at.chair, check_id=check.pk, verdict=verdict, because="Sổ tài khoản photo kèm theo"
    )


def test_what_banks_write_their_way_is_alike_and_another_name_stops_the_line(here: Office) -> None:
    told = answer(here, f"0101;{BANK};GIANG A PAO", f"0202;{BANK};TRAN VAN KHAC")
    assert (told.accounts, told.opened) == (2, 1)
    assert account_names.check_accounts(on=PAY_DAY) == 0, "nobody is asked twice"
    drawn = locked(here)
    assert states(drawn.run_id) == {"Giàng A Páo": "queued", "Lò Thị Hoa": "held", "Vàng Thị Sua": "queued"}
    run = payments.approve_run(actor=here.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    authorised(here, drawn)
    payments.release_run(actor=here.accountant, run_id=run.pk, on=PAY_DAY)
    assert b"0202" not in payments.bank_file(payments.PayrollRun.objects.get(pk=run.pk))
    assert payments.verify_money(PAY_DAY).findings == ()


def test_the_same_person_is_remembered_and_paid_with_the_next_list(here: Office) -> None:
    answer(here, f"0202;{BANK};TRAN VAN KHAC")
    locked(here)
    found = decide(here, "same")
    assert (found.verdict, found.decided_by_id) == ("same", here.chair.user_id)
    december = locked(here, Month(2026, 12))
    hoa = next(line for line in lines(december.run_id) if line.full_name == "Lò Thị Hoa")
    assert (hoa.state, hoa.amount_vnd) == ("queued", 2 * 540_000), "what was held comes along"
    answer(here, f"0202;{BANK};LE THI LA")
    assert account_names.check_accounts(on=PAY_DAY) == 0
    assert account_names.AccountCheck.objects.filter(verdict="").count() == 1, "another name is another question"


def test_somebody_elses_account_stays_stopped(here: Office) -> None:
    answer(here, f"0202;{BANK};TRAN VAN KHAC")
    decide(here, "different")
    drawn = locked(here)
    hoa = next(line for line in lines(drawn.run_id) if line.full_name == "Lò Thị Hoa")
    assert (hoa.state, hoa.reason) == ("held", "Đã kết luận là tài khoản của người khác")


def test_who_may_not(here: Office) -> None:
    answer(here, f"0202;{BANK};TRAN VAN KHAC")
    check = account_names.AccountCheck.objects.get()

    def refused(actor: object, verdict: str = "same", because: str = "x") -> str:
        with pytest.raises(Refusal) as told:
            account_names.decide_account(actor=actor, check_id=check.pk, verdict=verdict, because=because)  # type: ignore[arg-type]
        return told.value.code

    assert refused(here.chair, because=" ") == "reason_missing"
    assert refused(here.chair, verdict="perhaps") == "no_outcome"
    assert refused(here.maker) == "not_permitted"
    other = office(1)
    assert refused(other.chair) == "outside_scope"
    with acting_as(other.chair):
        assert not account_names.checks("open").exists()
        assert not account_names.AccountHolder.objects.exists()
    for wrong in (
        "UPDATE payments_account_check SET verdict = 'same'",
        "INSERT INTO payments_account_holder (area_id, account, account_index, bank, holder, told_by, told_on) SELECT"
        " area_id, account, account_index, bank, 'x', 'x', told_on FROM payments_account_holder",
        "UPDATE payments_account_holder SET account = '0202'",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)


def test_banks_are_asked_about_numbers_without_the_expected_name(here: Office) -> None:
    answer(here, f"0101;{BANK};GIANG A PAO")
    text = account_names.to_ask([here.area.pk], PAY_DAY).decode("utf-8-sig")
    assert text.splitlines() == [HEAD, f"0202;{BANK};", f"0303;{BANK};"]


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("Số TK;Ngân hàng;Tên\n", "changed_columns", "dòng 1"),
        (f"{HEAD}\n0101;{BANK}\n", "bad_row", "dòng 2"),
        (f"{HEAD}\n01 01;{BANK};LE THI LA\n=1+1;{BANK};LE THI LA\n", "bad_row", "dòng 3, cột “Số tài khoản”: “=1+1”"),
        (f"{HEAD}\n0101;{BANK};12345\n", "bad_row", "cột “Tên chủ tài khoản”"),
        (f"{HEAD}\n0101;{BANK};A B\n0101;{BANK};C D\n", "bad_row", "hai tên khác nhau"),
        (f"{HEAD}\n", "empty_file", "không có"),
    ],
)
def test_what_cannot_be_read_names_file_row_column_and_value(text: str, code: str, told: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text.encode(), "tra-loi.csv")
    assert refused.value.code == code
    assert told in refused.value.message
    assert "tra-loi.csv" in refused.value.message


@given(st.binary(max_size=400) | st.text(max_size=200).map(lambda text: f"{HEAD}\n{text}".encode()))
def test_whatever_an_answer_holds_it_can_only_be_refused(content: bytes) -> None:
    try:
        found = read(content, "x.csv")
    except Refusal:
        return
    assert all(account and holder for (account, _bank), holder in found.items())


def test_days_are_those_of_the_account(here: Office) -> None:
    answer(here, f"0202;{BANK};TRAN VAN KHAC")
    assert account_names.check_accounts(on=date(2023, 12, 31)) == 0
