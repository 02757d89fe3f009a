"""``verify money`` finds what should never happen: each defect is planted with the guards switched off."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import connection

from ansinh.payments import public as payments
from tests import builders, fake_payers
from tests.unit.payments.payroll import Office, award, lines, office, released

pytestmark = [pytest.mark.django_db, pytest.mark.promise]
ON = date(2026, 11, 11)


@pytest.fixture
def paid() -> Office:
    """A run of three people with accounts: one paid, one returned, one not answered."""
    at = office()
    for number, name in enumerate(("Bàn Văn Nhất", "Đặng Thị Khé", "Lò Thị Hoa")):
        who = builders.person(at.area, name=name)
        builders.fact(
            builders.registry.PaymentChannel, person=who, kind="bank", bank="Agribank", account=f"88{number}",
            recipient_name="", valid=builders.period("2026-01-01"),
        )  # fmt: skip
        award(at, who)
    run = released(at)
    one, two, _ = lines(run.pk)
    content = fake_payers.statement([fake_payers.booked(one), fake_payers.booked(two, returned=True)])
    payments.import_returns(actor=at.accountant, run_id=run.pk, content=content, name="sk.xml", on=ON)
    return at


def plant(statement: str) -> None:
    """Run a statement as somebody who can do anything."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        tables = ("payments_run", "payments_line", "payments_part", "payments_share", "payments_return_row")
        totals = ("payments_total", "payments_result", "payments_change")
        for table in (*tables, *totals, "funds_entry", "funds_transfer", "casework_award"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        indexes = ("payroll_line_one_live", "payroll_line_first_of_month", "booking_matched_once")
        for index in (*indexes, "line_matched_once_an_outcome", "line_booked_once_an_outcome"):
            cursor.execute(f"DROP INDEX IF EXISTS {index}")
        checks = ("payroll_maker_is_not_checker", "payroll_maker_is_not_payer", "payroll_checker_is_not_payer")
        another = ("payroll_authorised_by_another", "payroll_authoriser_is_not_payer", "payroll_authorised_by_somebody")
        for check in (*checks, *another):
            cursor.execute(f"ALTER TABLE payments_run DROP CONSTRAINT {check}")
        cursor.execute(statement)


def found(on: date = ON) -> set[str]:
    return {finding.code for finding in payments.verify_money(on).findings}


def test_a_sound_month_has_nothing_wrong(paid: Office) -> None:
    verdict = payments.verify_money(ON)
    assert verdict.findings == ()
    assert (verdict.lines, verdict.total_vnd) == (3, 1_620_000)
    assert verdict.closing.startswith("0 sai lệch trên 1.620.000 đồng, 3 dòng")


DEFECTS = {
    "entry changed": (
        "I1",
        "UPDATE funds_entry SET amount_vnd = amount_vnd + 1 WHERE amount_vnd = -540000",
    ),
    "entry lost": ("I1", "DELETE FROM funds_entry WHERE id = (SELECT max(id) FROM funds_entry)"),
    "transfer without entries": (
        "I1",
        'INSERT INTO funds_transfer (code, "on", area_id, key, created_xid)'
        " SELECT 'payment_made', now(), area_id, 'x', 0 FROM funds_transfer LIMIT 1",
    ),
    "posted twice": (
        "I1b",
        'WITH t AS (INSERT INTO funds_transfer (code, "on", area_id, key, created_xid)'
        " SELECT code, \"on\", area_id, 'x', 0 FROM funds_transfer WHERE code = 'payroll_released' RETURNING id)"
        " INSERT INTO funds_entry (transfer_id, account_id, amount_vnd) SELECT t.id, e.account_id, e.amount_vnd FROM t,"
        " funds_entry e JOIN funds_transfer o ON o.id = e.transfer_id AND o.code = 'payroll_released'",
    ),
    "award for another month": ("I2", "UPDATE casework_award SET months = '[2026-12-01,)'"),
    "award retracted before": (
        "I2",
        "UPDATE casework_award SET recorded_at = '2019-01-01', retracted_at = '2020-01-01',"
        " retracted_by_id = decision_id",
    ),
    "more than awarded": ("I2", "UPDATE casework_award SET amount_vnd = 1"),
    "two live lines": (
        "I3",
        "INSERT INTO payments_line (run_id, key, month, number, person_id, commune_id, programme, amount_vnd, state,"
        " reason, full_name, born, id_number, village, channel, bank, account, recipient_name) SELECT run_id, 'x',"
        " month, number, person_id, commune_id, programme, amount_vnd, state, '', full_name, born, '', '', channel,"
        " bank, account, ''"
        " FROM payments_line WHERE state = 'sent'",
    ),
    "paid beyond what is owed": ("I3b", "UPDATE payments_part SET amount_vnd = amount_vnd * 2"),
    "a booking matched twice": (
        "I4",
        "INSERT INTO payments_return_row (file_id, line_id, place, key, outcome, amount_vnd, reason, reference, status,"
        " problem, message) SELECT file_id, line_id, place, key, outcome, amount_vnd, reason, reference, status, '', ''"
        " FROM payments_return_row WHERE outcome = 'paid'",
    ),
    "the list changed after approval": ("I5", "UPDATE payments_line SET bank = 'khác' WHERE state = 'sent'"),
    "the hash changed": ("I5", "UPDATE payments_run SET manifest_sha256 = repeat('0', 64)"),
    "share off by one": ("I11", "UPDATE payments_share SET total_vnd = total_vnd + 1"),
    "a line lost": (
        "I11",
        "WITH p AS (DELETE FROM payments_part p USING payments_line l WHERE l.id = p.line_id AND l.state = 'sent')"
        " DELETE FROM payments_line WHERE state = 'sent'",
    ),
    "a line raised": ("I11b", "UPDATE payments_line SET amount_vnd = amount_vnd + 1 WHERE state = 'sent'"),
    "paid without the ledger": ("I11c", "UPDATE payments_line SET state = 'paid' WHERE state = 'sent'"),
    "paid, the ledger says returned": ("I11d", "UPDATE payments_line SET state = 'paid' WHERE state = 'returned'"),
    "paid without a paper": ("I11e", "UPDATE payments_line SET state = 'paid' WHERE state = 'sent'"),
    "total off by one": ("I11f", "UPDATE payments_total SET total_vnd = total_vnd + 1"),
    "total of another category": ("I11f", "UPDATE payments_total SET category = 'disability'"),
    "total lost": ("I11f", "DELETE FROM payments_total"),
    "part of another kind": ("I11f", "UPDATE payments_part SET kind = 'arrears'"),
    "result off by one": ("I11g", "UPDATE payments_result SET total_vnd = total_vnd + 1 WHERE state = 'paid'"),
    "people off by one": ("I11g", "UPDATE payments_result SET line_count = line_count + 1 WHERE state = 'sent'"),
    "result lost": ("I11g", "DELETE FROM payments_result WHERE state = 'returned'"),
    "result of another month": ("I11g", "UPDATE payments_result SET month = '2026-10-01'"),
    "a line moved without its result": ("I11g", "UPDATE payments_line SET state = 'paid' WHERE state = 'sent'"),
    "difference off by one": ("I11h", "UPDATE payments_change SET difference_vnd = difference_vnd - 1"),
    "difference lost": ("I11h", "DELETE FROM payments_change"),
    "part of another list": ("I11i", "UPDATE payments_part SET list_month = '2026-10-01'"),
    "one person counted twice": (
        "I11k",
        "INSERT INTO payments_line (run_id, key, month, number, person_id, commune_id, programme, amount_vnd, state,"
        " reason, full_name, born, id_number, village, channel, bank, account, recipient_name) SELECT run_id, 'x',"
        " month, 1, person_id, commune_id, 'care_support', amount_vnd, state, '', full_name, born, '', '', channel,"
        " bank, account, '' FROM payments_line WHERE state = 'sent'",
    ),
    "maker is checker": ("I12", "UPDATE payments_run SET approved_by_id = made_by_id"),
    "checker is payer": ("I12", "UPDATE payments_run SET released_by_id = approved_by_id"),
    "checker authorises": ("I12", "UPDATE payments_run SET authorised_by_id = approved_by_id"),
    "authoriser is payer": ("I12", "UPDATE payments_run SET authorised_by_id = released_by_id"),
    "nobody authorised": ("I12", "UPDATE payments_run SET authorised_by_id = NULL"),
    "authoriser without the right": ("I12b", "DELETE FROM access_grant WHERE role = 'commune_account_holder'"),
    "payer without the right": ("I12b", "DELETE FROM access_grant WHERE role = 'commune_accountant'"),
    "approver without the right": ("I12b", "DELETE FROM access_grant WHERE role = 'commune_chair'"),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_planted_defect_is_found(paid: Office, defect: str) -> None:
    code, statement = DEFECTS[defect]
    plant(statement)
    assert code in found()


@pytest.mark.parametrize(("day", "late"), [(13, False), (15, False), (16, True)])
def test_no_answer_within_three_bank_days(paid: Office, day: int, late: bool) -> None:
    """Pay day is Tuesday the 10th: Wednesday to Friday are the three days; Monday the 16th is the fourth."""
    assert ("I4b" in found(date(2026, 11, day))) is late
