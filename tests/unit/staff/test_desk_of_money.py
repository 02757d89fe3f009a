"""The desk tells of money that waits for a person: names of accounts, doubtful bookings, what was paid beyond."""

from __future__ import annotations

from datetime import date

from ansinh.payments import public as payments
from ansinh.payments.public import account_names
from ansinh.registry.public import PaymentChannel
from tests import builders, fake_payers
from tests.builders import period

from .province import Province, waiting_at
from .test_overpayment_screens import act, overpaid

DAY = date(2026, 11, 12)
PLACES = ("/chu-tai-khoan/", "/doi-chieu/", "/chi-vuot/")


def told(made: Province, role: str) -> dict[str, int]:
    tasks = [task for task in waiting_at(made.client(role).get("/")) if task.mine]
    return {task.url: task.count for task in tasks if task.url.startswith(PLACES)}


def test_names_of_accounts_wait_for_who_concludes(made: Province) -> None:
    for person, number in ((made.here, "777001"), (made.there, "777002")):
        builders.fact(PaymentChannel, person=person, kind="bank", account=number, valid=period("2024-01-01"))
    content = "Số tài khoản;Ngân hàng;Tên chủ tài khoản\n777001;;TRAN VAN KHAC\n".encode()
    account_names.take_holders(
        actor=made.actors["commune_accountant"], area=made.own, content=content, name="a.csv", told_by="NH", on=DAY
    )
    assert told(made, "commune_chair") == {"/chu-tai-khoan/": 1}
    assert told(made, "commune_accountant") == {"/chu-tai-khoan/": 1}
    assert told(made, "commune_officer") == {}, "an officer may look and cannot conclude"
    check = account_names.AccountCheck.objects.get()
    account_names.decide_account(
        actor=made.actors["commune_chair"], check_id=check.pk, verdict="same", because="Đối chiếu sổ"
    )
    assert told(made, "commune_accountant") == {}


def test_doubtful_bookings_wait_for_who_looks_and_then_for_another(made: Province) -> None:
    builders.paying_office(made.own)
    accountant = made.actors["commune_accountant"]
    content = fake_payers.bank_statement(
        (fake_payers.Money("D", 11_000, "", "Phí"), fake_payers.Money("C", 12_000, "", "Ai đó")),
        account="3713.0.1000001", number="SK-1",
    )  # fmt: skip
    assert payments.import_statement(actor=accountant, content=content, name="sk.xml", on=DAY).cases == 2
    assert told(made, "commune_accountant") == {"/doi-chieu/?trang-thai=open": 2}
    assert told(made, "commune_chair") == {}
    other = builders.officer("commune_accountant", made.own, "ke-toan-hai")
    payments.MatchCase.objects.filter(amount_vnd=11_000).update(state="proposed", proposed_by_id=other.user_id)
    assert told(made, "commune_accountant") == {"/doi-chieu/?trang-thai=open": 1, "/doi-chieu/?trang-thai=proposed": 1}
    payments.MatchCase.objects.filter(amount_vnd=11_000).update(proposed_by_id=accountant.user_id)
    assert told(made, "commune_accountant") == {"/doi-chieu/?trang-thai=open": 1}, "nobody confirms what they proposed"


def test_what_was_paid_beyond_waits_for_a_proposal_and_then_for_a_decision(made: Province) -> None:
    over = overpaid(made.here, made)
    months = payments.Overpayment.objects.filter(state="open").count()
    assert months > 1
    assert told(made, "commune_officer") == {"/chi-vuot/?trang-thai=propose": months}
    assert told(made, "commune_chair") == {}
    name = made.here.full_name
    officer = made.client("commune_officer")
    assert name in officer.get("/chi-vuot/?trang-thai=propose").content.decode()
    assert name not in officer.get("/chi-vuot/?trang-thai=decide").content.decode()
    act(made, "commune_officer", over, act="propose", kind="recover", share="30", because="Chi trùng năm 2026")
    assert told(made, "commune_officer") == {}
    assert told(made, "commune_chair") == {"/chi-vuot/?trang-thai=decide": 1}, "one proposal for all months of a person"
    page = made.client("commune_chair").get("/chi-vuot/?trang-thai=decide").content.decode()
    assert name in page
    assert "Đề nghị chờ quyết định" in page
    assert name not in officer.get("/chi-vuot/?trang-thai=propose").content.decode()
