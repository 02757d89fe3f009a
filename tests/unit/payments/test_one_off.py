"""Runs of what is given once: each award paid at most once, by four people, with file, returns and the law again."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from pypdf import PdfReader

from ansinh.casework import public as casework
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry.public import Person
from tests import builders, fake_payers
from tests.unit.payments.payroll import (
    NOVEMBER,
    PAY_DAY,
    Office,
    authorised,
    award,
    decision,
    died,
    lines,
    office,
    parts,
)

pytestmark = pytest.mark.django_db
PAYEE = "Lò Văn Con"


@pytest.fixture
def here() -> Office:
    return office()


def given(at: Office, who: Person, *, amount: int = 10_800_000, kind: str = "funeral", payee: str = PAYEE,
          on: date = date(2026, 10, 9)) -> casework.OneOffAward:  # fmt: skip
    """An award of the commune, with the file that it ended."""
    count = casework.Case.objects.count() + 1
    signed = decision(at)
    case = casework.Case.objects.create(
        person=who, area=at.area, register=at.area, kind="funeral", programme="social_allowance", year=2026,
        number=count,
        procedure="nd335_2026", flow="nd335", starter="burier", state="decided", decision=signed,
        received_on=date(2026, 10, 10), due_on=date(2026, 10, 15), due_by_law=True, applicant={"name": PAYEE},
        closed_on=date(2026, 10, 14), decided_by_id=at.chair.user_id, received_by_id=at.maker.user_id,
        prepared_by_id=at.maker.user_id,
        asked={"payee": payee, "cause": "ordinary", "monthly_benefit": "none", "child_of_single_parent": "no"},
    )  # fmt: skip
    return casework.OneOffAward.objects.create(
        case=case, decision=signed, person=who, area=at.area, kind=kind, title="allowance_recipient", happened_on=on,
        amount_vnd=amount, citation="", payee=payee,
    )  # fmt: skip


@pytest.fixture
def dead(here: Office) -> Person:
    """Received a disability allowance; died on 9 October 2026."""
    who = builders.person(here.area, name="Giàng Thị Mỷ")
    award(here, who, first="2026-07-01", end="2026-11-01")
    builders.fact(
        builders.registry.PaymentChannel, person=who, kind="bank", bank="Agribank", account="8888", recipient_name="",
        valid=builders.period("2026-01-01"),
    )  # fmt: skip
    died(who, date(2026, 10, 9))
    return who


def drawn(at: Office, month: Month = NOVEMBER, **more: str) -> payments.Locked:
    run = payments.open_next_run(
        actor=at.maker, month=month, area=at.area, pay_on=month.first.replace(day=10), kind="one_off", **more
    )
    return payments.lock_run(actor=at.maker, run_id=run.pk)


def released(at: Office, month: Month = NOVEMBER) -> payments.PayrollRun:
    locked = drawn(at, month)
    payments.approve_run(actor=at.chair, run_id=locked.run_id, manifest_sha256=locked.manifest_sha256, on=PAY_DAY)
    authorised(at, locked)
    return payments.release_run(actor=at.accountant, run_id=locked.run_id, on=PAY_DAY)


def sound(*, but: tuple[str, ...] = ()) -> None:
    assert [f for f in payments.verify_money(date(2026, 11, 11)).findings if f.code not in but] == []


def test_who_buries_is_paid_in_cash_by_four_people(here: Office, dead: Person, tmp_path: Path) -> None:
    given(here, dead)
    run = released(here)
    (line,) = lines(run.pk)
    assert (line.programme, line.channel, line.account, line.payee) == ("one_off", "post_office", "", PAYEE)
    assert parts(run.pk) == [("2026-11", "funeral", "one_off", 10_800_000)]
    with pytest.raises(Refusal) as refusal:
        drawn(here)
    assert refusal.value.code == "nothing_to_pay"
    (tmp_path / "ds.xlsx").write_bytes(payments.list_workbook(run, here.area))
    texts = {
        cell for row in openpyxl.load_workbook(tmp_path / "ds.xlsx").active.iter_rows(values_only=True) for cell in row
    }
    decided = f"{line.one_off.decision.symbol}, {line.one_off.decision.decided_on:%d/%m/%Y}"
    assert f"QĐ {decided}" in texts
    paper = " ".join(PdfReader(io.BytesIO(payments.signed_list(run, here.area))).pages[0].extract_text().split())
    wanted, unwanted = ("Quyết định số, ngày", "10.800.000", line.one_off.decision.symbol), ("Hệ số", "Truy lĩnh")
    assert [word for word in wanted if word not in paper] + [word for word in unwanted if word in paper] == []
    assert {PAYEE, "DANH SÁCH CHI TRẢ TRỢ CẤP, HỖ TRỢ MỘT LẦN", "Hỗ trợ chi phí mai táng"} <= texts
    sound()


def test_what_came_back_is_paid_by_the_next_run_and_the_month_is_not_touched(
    here: Office, dead: Person, tmp_path: Path
) -> None:
    alive = builders.person(here.area, name="Lò Thị Hoa")
    award(here, alive, first="2026-11-01")
    given(here, dead)
    first = released(here)
    (line,) = lines(first.pk)
    sheet = payments.list_workbook(first, here.area)
    back = fake_payers.post_office(sheet, {line.key: ("Chưa nhận", payments.REASONS[0])}, tmp_path)
    payments.import_returns(actor=here.accountant, run_id=first.pk, content=back, name="bd.xlsx", on=PAY_DAY)
    payments.settle_run(actor=here.accountant, run_id=first.pk, on=PAY_DAY)
    monthly = payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY)
    assert payments.lock_run(actor=here.maker, run_id=monthly.pk).total_vnd == 540_000 + 4 * 540_000
    again = drawn(here, Month(2026, 12))
    assert again.total_vnd == 10_800_000
    assert payments.Overpayment.objects.count() == 0
    sound()


def test_no_award_is_paid_twice_whatever_is_tried(here: Office, dead: Person) -> None:
    given(here, dead)
    run = released(here)
    (line,) = lines(run.pk)
    other = payments.open_next_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY, kind="one_off")
    copy = payments.PayrollLine.objects.get(pk=line.pk)
    copy.pk, copy.key, copy.run_id, copy.number, copy.again, copy.state = None, "AS-copy", other.pk, 9, True, "queued"
    with pytest.raises(IntegrityError, match="payroll_line_one_off_once"), transaction.atomic():
        copy.save()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE payments_line SET one_off_id = NULL, programme = 'x' WHERE id = %s", [line.pk])
    copy.one_off_id, copy.programme, copy.payee = None, "one_off", ""
    with pytest.raises(IntegrityError, match="payroll_line_of_one_off"), transaction.atomic():
        copy.save()


def test_a_line_of_another_amount_than_awarded_is_named(here: Office, dead: Person) -> None:
    given(here, dead, amount=5_000_000)
    locked = drawn(here)
    (line,) = lines(locked.run_id)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE payments_line DISABLE TRIGGER USER")
        cursor.execute("UPDATE payments_line SET amount_vnd = 6000000 WHERE id = %s", [line.pk])
    assert {"I2b", "I5", "I11b"} <= {finding.code for finding in payments.verify_money(PAY_DAY).findings}


def test_the_law_and_the_list_are_worked_out_anew(here: Office, dead: Person) -> None:
    """An award of another amount than the law's is named; one of the law's is not."""
    given(here, dead, amount=10_800_000)
    right = drawn(here)
    told = payments.verify_payroll(payments.PayrollRun.objects.get(pk=right.run_id))
    assert (told.parts, told.differences) == (1, ())
    other = builders.person(here.area, name="Lò Văn Hai")
    award(here, other, first="2026-07-01", end="2026-11-01")
    died(other, date(2026, 10, 12))
    given(here, other, amount=9_000_000, on=date(2026, 10, 12))
    wrong = drawn(here)
    (found,) = payments.verify_payroll(payments.PayrollRun.objects.get(pk=wrong.run_id)).wrong
    assert (found.person_id, found.was_vnd, found.would_be_vnd, found.why) == (other.pk, 9_000_000, 10_800_000, "law")


def test_a_run_for_one_way_of_being_paid_leaves_the_others(here: Office, dead: Person) -> None:
    by_bank, in_cash = (builders.person(here.area, name=name) for name in ("Vàng A Ngân", "Vàng A Tiền"))
    builders.fact(
        builders.registry.PaymentChannel, person=by_bank, kind="bank", bank="Agribank", account="99", recipient_name="",
        valid=builders.period("2026-01-01"),
    )  # fmt: skip
    for who in (by_bank, in_cash):
        award(here, who, first="2026-11-01")
        given(here, who, kind="rice", amount=675_000, payee="", on=date(2026, 11, 2))
    given(here, dead)
    assert {line.person_id for line in lines(drawn(here, channel="bank").run_id)} == {by_bank.pk}
    assert {line.person_id for line in lines(drawn(here, channel="post_office").run_id)} == {in_cash.pk, dead.pk}
    run = payments.open_next_run(
        actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY, kind="supplementary", channel="bank"
    )
    locked = payments.lock_run(actor=here.maker, run_id=run.pk)
    assert {line.person_id for line in lines(locked.run_id)} == {
        by_bank.pk,
        dead.pk,
    }  # whose months until death are arrears
    assert [
        d for d in payments.verify_payroll(payments.PayrollRun.objects.get(pk=run.pk)).differences if d.why != "law"
    ] == []
    with pytest.raises(Refusal):
        payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY, channel="bank")
    with pytest.raises(Refusal) as refusal:
        payments.open_run(actor=here.maker, month=NOVEMBER, area=here.area, pay_on=PAY_DAY, number=1)
    assert refusal.value.code == "other_kind"
    stranger = replace(here.maker, area_ids=frozenset())
    with pytest.raises(Refusal):
        payments.open_next_run(actor=stranger, month=NOVEMBER, area=here.area, pay_on=PAY_DAY, kind="one_off")
