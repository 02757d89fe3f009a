"""A run's way: opened, locked, approved, released, matched, settled, with the ledger beside it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ansinh.access.public import acting_as
from ansinh.funds.public import AccountKind, Transfer, trial_balance
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from tests import builders, fake_payers
from tests.unit.payments.payroll import (
    NOVEMBER,
    PAY_DAY,
    Office,
    authorised,
    award,
    lines,
    locked,
    office,
    parts,
    released,
)

pytestmark = pytest.mark.django_db
DECEMBER = Month(2026, 12)


@pytest.fixture
def here() -> Office:
    """A commune with three people at the post office and two with accounts: 540.000 each."""
    made = office()
    for name in ("Giàng A Páo", "Lò Thị Hoa", "Vàng Thị Sua"):
        award(made, builders.person(made.area, name=name))
    for number, name in enumerate(("Bàn Văn Nhất", "Đặng Thị Khé")):
        who = builders.person(made.area, name=name)
        builders.fact(
            builders.registry.PaymentChannel, person=who, kind="bank", bank="Agribank", account=f"88{number}",
            recipient_name="", valid=builders.period("2026-01-01"),
        )  # fmt: skip
        award(made, who)
    return made


def balance() -> dict[str, int]:
    return {str(kind): amount for kind, amount in trial_balance().items() if amount}


def results(run: payments.PayrollRun, at: Office, outcome: dict[str, tuple[str, str]], tmp_path: Path) -> bytes:
    return fake_payers.post_office(payments.list_workbook(run, at.area), outcome, tmp_path)


def read_back(run: payments.PayrollRun, at: Office, content: bytes, name: str = "gửi lại.xlsx") -> payments.Imported:
    return payments.import_returns(
        actor=at.accountant, run_id=run.pk, content=content, name=name, on=date(2026, 11, 20)
    )


def test_the_same_month_and_area_is_the_same_run(here: Office) -> None:
    first = payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY)
    again = payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY)
    assert first.pk == again.pk
    assert locked(here) == locked(here)


def test_money_moves_from_the_budget_to_the_people(here: Office, tmp_path: Path) -> None:
    drawn = locked(here)
    assert balance() == {}
    payments.approve_run(actor=here.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    assert balance() == {"budget_line": -2_700_000, "payable": 2_700_000}
    authorised(here, drawn)
    assert balance() == {"budget_line": -2_700_000, "payable": 2_700_000}
    run = payments.release_run(actor=here.accountant, run_id=drawn.run_id, on=PAY_DAY)
    assert balance() == {"budget_line": -2_700_000, "in_transit": 2_700_000}
    at_post = [line for line in lines(run.pk) if line.channel == "post_office"]
    at_bank = [line for line in lines(run.pk) if line.channel == "bank"]
    outcome = {line.key: ("Đã nhận", "") for line in at_post[:2]} | {at_post[2].key: ("Chưa nhận", "Vắng mặt")}
    told = read_back(run, here, results(run, here, outcome, tmp_path))
    assert (told.paid, told.returned, told.problems) == (2, 1, 0)
    told = read_back(run, here, fake_payers.statement([fake_payers.booked(at_bank[0])]), "sao kê.xml")
    assert (told.paid, told.problems) == (1, 0)
    settled = payments.settle_run(actor=here.accountant, run_id=run.pk, on=date(2026, 11, 25))
    assert settled.paid == (3, 1_620_000)
    assert settled.returned == settled.unknown == (1, 540_000)
    assert balance() == {"budget_line": -2_160_000, "in_transit": 540_000, "paid": 1_620_000}
    assert payments.verify_money(date(2026, 11, 26)).findings == ()


def test_unpaid_is_carried_over_and_unknown_is_not_paid_again(here: Office, tmp_path: Path) -> None:
    run = released(here)
    at_post = [line for line in lines(run.pk) if line.channel == "post_office"]
    read_back(run, here, results(run, here, {at_post[0].key: ("Chưa nhận", "Vắng mặt")}, tmp_path))
    payments.settle_run(actor=here.accountant, run_id=run.pk, on=date(2026, 11, 25))
    drawn = locked(here, DECEMBER)
    kinds = [kind for _, _, kind, _ in parts(drawn.run_id)]
    assert sorted(kinds) == ["carried_over"] + ["current"] * 5
    assert drawn.total_vnd == 6 * 540_000


def test_an_unknown_line_is_cleared_by_a_later_statement(here: Office) -> None:
    run = released(here)
    payments.settle_run(actor=here.accountant, run_id=run.pk, on=date(2026, 11, 25))
    line = next(line for line in lines(run.pk) if line.channel == "bank")
    told = read_back(run, here, fake_payers.statement([fake_payers.booked(line)]), "sk.xml")
    line.refresh_from_db()
    assert (told.paid, line.state) == (1, "paid")
    assert payments.verify_money(date(2026, 11, 26)).findings == ()


def test_a_payment_that_comes_back_after_it_was_booked(here: Office) -> None:
    run = released(here)
    line = next(line for line in lines(run.pk) if line.channel == "bank")
    read_back(run, here, fake_payers.statement([fake_payers.booked(line)]), "sk1.xml")
    payments.settle_run(actor=here.accountant, run_id=run.pk, on=date(2026, 11, 25))
    back = fake_payers.statement([fake_payers.booked(line, returned=True)], "SK-002")
    assert read_back(run, here, back, "sk2.xml").returned == 1
    line.refresh_from_db()
    assert line.state == "returned"
    assert trial_balance()[AccountKind.PAID] == 0
    assert payments.verify_money(date(2026, 11, 26)).findings == ()


def test_out_and_back_in_one_statement_ends_returned(here: Office) -> None:
    run = released(here)
    line = next(line for line in lines(run.pk) if line.channel == "bank")
    both = [fake_payers.booked(line), fake_payers.booked(line, returned=True)]
    told = read_back(run, here, fake_payers.statement(both), "sk.xml")
    line.refresh_from_db()
    assert (told.paid, told.returned, line.state) == (1, 1, "returned")
    assert payments.verify_money(date(2026, 11, 12)).findings == ()


def test_the_same_file_twice_changes_nothing(here: Office) -> None:
    run = released(here)
    content = fake_payers.statement([fake_payers.booked(line) for line in lines(run.pk) if line.channel == "bank"])
    first, again = read_back(run, here, content, "a.xml"), read_back(run, here, content, "b.xml")
    assert again.repeated
    assert not first.repeated
    assert Transfer.objects.filter(code="payment_made").count() == 1


def test_one_booking_in_two_statements_is_matched_once(here: Office) -> None:
    run = released(here)
    line = next(line for line in lines(run.pk) if line.channel == "bank")
    read_back(run, here, fake_payers.statement([fake_payers.booked(line)]), "a.xml")
    fee = fake_payers.camt053.Booking("NOTPROVIDED", 1_100, False)
    told = read_back(run, here, fake_payers.statement([fake_payers.booked(line), fee]), "b.xml")
    assert (told.paid, told.known, told.problems) == (0, 1, 1)


def test_paid_twice_by_the_bank_is_found_though_our_ledger_balances(here: Office) -> None:
    run = released(here)
    line = next(line for line in lines(run.pk) if line.channel == "bank")
    told = read_back(run, here, fake_payers.statement([fake_payers.booked(line)] * 2), "a.xml")
    assert (told.paid, told.problems) == (1, 1)
    told = read_back(run, here, fake_payers.statement([fake_payers.booked(line)], "SK-009"), "b.xml")
    assert told.problems == 1
    assert {row.problem for row in payments.problems_of(run.pk)} == {"booked_twice"}


@pytest.mark.parametrize("wrong", ["unknown_key", "amount_mismatch", "other_run", "not_sent", "contradiction"])
def test_what_does_not_fit_is_listed_and_changes_nothing(here: Office, wrong: str) -> None:
    run = released(here)
    line = next(line for line in lines(run.pk) if line.channel == "bank")
    booking = fake_payers.booked(line)
    if wrong == "unknown_key":
        booking = fake_payers.camt053.Booking("AS2611-99999-000001", 540_000, False)
    elif wrong == "amount_mismatch":
        booking = fake_payers.booked(line, amount=540_001)
    elif wrong == "other_run":
        booking = fake_payers.booked(next(x for x in lines(released(here, DECEMBER).pk) if x.channel == "bank"))
    elif wrong == "not_sent":
        cancelled = locked(here, DECEMBER)
        booking = fake_payers.booked(lines(cancelled.run_id)[0])
        run = payments.PayrollRun.objects.get(pk=run.pk)
    elif wrong == "contradiction":
        read_back(run, here, fake_payers.statement([fake_payers.booked(line, returned=True)], "SK-0"), "0.xml")
    before = balance()
    told = read_back(run, here, fake_payers.statement([booking]), "a.xml")
    assert (told.paid, told.problems) == (0, 1)
    (row,) = payments.problems_of(run.pk)
    assert row.problem == ("other_run" if wrong == "not_sent" else wrong)
    assert row.message
    assert balance() == before


def test_the_bank_refuses_one_a_group_or_the_whole_file(here: Office) -> None:
    run = released(here)
    one, other = (line for line in lines(run.pk) if line.channel == "bank")
    message = payments.message_id(run)
    assert (
        read_back(run, here, fake_payers.answer(message, {one.key: "RJCT", other.key: "ACSP"}), "1.xml").returned == 1
    )
    told = read_back(run, here, fake_payers.answer(message, {}, group=f"{message}-G0001", group_status="RJCT"), "2.xml")
    assert (told.returned, told.known) == (1, 1)
    assert read_back(run, here, fake_payers.answer("khác", {}, group_status="RJCT"), "3.xml").problems == 1
    assert {line.state for line in lines(run.pk) if line.channel == "bank"} == {"returned"}


def test_the_post_offices_list_of_another_run_is_refused(here: Office, tmp_path: Path) -> None:
    november, december = released(here), released(here, DECEMBER)
    content = results(november, here, {}, tmp_path)
    with pytest.raises(Refusal) as refusal:
        read_back(december, here, content)
    assert refusal.value.code == "other_run"


def test_who_made_it_neither_approves_nor_hands_over(here: Office) -> None:
    drawn = locked(here)
    both = builders.officer("commune_chair", here.area, name="kiêm nhiệm")
    selfish = type(both)(**{**vars(both), "user_id": here.maker.user_id})
    with pytest.raises(Refusal) as refusal:
        payments.approve_run(actor=selfish, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    assert refusal.value.code == "maker_is_checker"
    with pytest.raises(IntegrityError), transaction.atomic():
        payments.PayrollRun.objects.filter(pk=drawn.run_id).update(
            state="approved", approved_by_id=here.maker.user_id, approved_at="2026-11-10T00:00Z"
        )


def test_approval_is_by_hash_and_once(here: Office) -> None:
    drawn = locked(here)
    with pytest.raises(Refusal) as refusal:
        payments.approve_run(actor=here.chair, run_id=drawn.run_id, manifest_sha256="0" * 64, on=PAY_DAY)
    assert refusal.value.code == "other_manifest"
    for _ in range(2):
        payments.approve_run(actor=here.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    second = builders.officer("commune_chair", here.area, name="chủ tịch khác")
    with pytest.raises(AlreadyDone):
        payments.approve_run(actor=second, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    assert Transfer.objects.count() == 1


def test_authorising_is_by_hash_once_and_by_a_fourth_person(here: Office) -> None:
    drawn = locked(here)
    with pytest.raises(Refusal) as refusal:
        authorised(here, drawn)
    assert refusal.value.code == "state"
    payments.approve_run(actor=here.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    with pytest.raises(Refusal) as refusal:
        payments.release_run(actor=here.accountant, run_id=drawn.run_id, on=PAY_DAY)
    assert refusal.value.code == "state"
    with pytest.raises(Refusal) as refusal:
        payments.authorise_run(actor=here.holder, run_id=drawn.run_id, manifest_sha256="0" * 64, on=PAY_DAY)
    assert refusal.value.code == "other_manifest"
    for own, code in ((here.maker, "maker_is_checker"), (here.chair, "checker_is_payer")):
        both = type(own)(**{**vars(here.holder), "user_id": own.user_id})
        with pytest.raises(Refusal) as refusal:
            payments.authorise_run(actor=both, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
        assert refusal.value.code == code
    assert [authorised(here, drawn).state for _ in range(2)] == ["authorised"] * 2
    second = builders.officer("commune_account_holder", here.area, name="chủ tài khoản khác")
    with pytest.raises(AlreadyDone):
        payments.authorise_run(actor=second, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    itself = type(here.holder)(**{**vars(here.accountant), "user_id": here.holder.user_id})
    with pytest.raises(Refusal) as refusal:
        payments.release_run(actor=itself, run_id=drawn.run_id, on=PAY_DAY)
    assert refusal.value.code == "authoriser_is_payer"
    with pytest.raises(IntegrityError), transaction.atomic():
        payments.PayrollRun.objects.filter(pk=drawn.run_id).update(
            state="released", released_by_id=here.holder.user_id, released_at="2026-11-10T00:00Z"
        )


def test_another_commune_and_another_role_are_refused(here: Office) -> None:
    there = office(1)
    drawn = locked(here)
    for actor, code in ((there.chair, "outside_scope"), (here.accountant, "not_permitted")):
        with pytest.raises(Refusal) as refusal:
            payments.approve_run(actor=actor, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
        assert refusal.value.code == code
    with acting_as(there.chair):
        assert not payments.PayrollRun.objects.exists()
        assert not payments.PayrollLine.objects.exists()
        assert not payments.LinePart.objects.exists()
    with acting_as(here.chair):
        assert payments.PayrollLine.objects.count() == 5


def test_no_file_is_read_for_whoever_may_not_hand_it_in(here: Office) -> None:
    drawn = locked(here)
    with pytest.raises(Refusal) as refusal:
        payments.import_returns(actor=here.chair, run_id=drawn.run_id, content=b"?", name="x.xlsx", on=PAY_DAY)
    assert refusal.value.code == "not_permitted"


def test_a_cancelled_run_gives_everything_back(here: Office) -> None:
    drawn = locked(here)
    payments.approve_run(actor=here.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)
    payments.cancel_run(actor=here.maker, run_id=drawn.run_id, because="Sai danh sách", on=PAY_DAY)
    assert balance() == {}
    again = locked(here)
    assert again.run_id != drawn.run_id
    assert again.total_vnd == drawn.total_vnd
    assert payments.verify_money(date(2026, 11, 26)).findings == ()


def test_a_released_run_cannot_be_cancelled(here: Office) -> None:
    with pytest.raises(Refusal) as refusal:
        payments.cancel_run(actor=here.maker, run_id=released(here).pk, because="x", on=PAY_DAY)
    assert refusal.value.code == "already_released"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE payments_line SET amount_vnd = amount_vnd + 1",
        "UPDATE payments_line SET full_name = 'Khác'",
        "UPDATE payments_line SET state = 'paid' WHERE state = 'queued'",
        "DELETE FROM payments_line",
        "DELETE FROM payments_part",
        "UPDATE payments_part SET amount_vnd = 1",
        "UPDATE payments_share SET total_vnd = 1",
        "UPDATE payments_run SET manifest_sha256 = repeat('0', 64)",
        "UPDATE payments_run SET state = 'settled'",
        "UPDATE payments_run SET state = 'draft'",
        "UPDATE payments_run SET month = '2026-12-01'",
        "INSERT INTO payments_share (run_id, commune_id, line_count, total_vnd)"
        " SELECT run_id, (SELECT max(id) FROM areas_unit), 1, 1 FROM payments_share LIMIT 1",
        "INSERT INTO payments_part (line_id, list_month, for_month, category, kind, amount_vnd, award_id)"
        " SELECT line_id, list_month, '2020-01-01', 'x', 'arrears', 1, award_id FROM payments_part LIMIT 1",
    ],
)
def test_the_database_refuses_to_change_what_was_locked(here: Office, statement: str) -> None:
    locked(here)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_run_that_does_not_add_up_cannot_be_locked(here: Office) -> None:
    run = payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY)
    person = builders.person(here.area, name="Không Quyết Định")
    payments.PayrollLine.objects.create(
        run=run, key="K", month=run.month, number=0, person=person, commune=here.area, programme="p", amount_vnd=5,
        full_name="x", born="1950", channel="post_office",
    )  # fmt: skip
    with pytest.raises(DatabaseError, match="sum of its parts"), transaction.atomic():
        payments.PayrollRun.objects.filter(pk=run.pk).update(
            state="locked", locked_at="2026-11-01T00:00Z", manifest_sha256="0" * 64
        )


def test_two_live_lines_for_a_person_are_refused_by_the_database(here: Office) -> None:
    drawn = locked(here)
    line = lines(drawn.run_id)[0]
    there = office(1)
    run = payments.open_run(actor=there.maker, month=NOVEMBER, area=there.area, pay_on=PAY_DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        payments.PayrollLine.objects.create(
            run=run, key="K", month=line.month, number=0, person_id=line.person_id, commune=there.area,
            programme=line.programme, amount_vnd=5, full_name="x", born="1950", channel="post_office",
        )  # fmt: skip
