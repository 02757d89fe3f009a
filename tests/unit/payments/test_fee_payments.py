"""Fees of what was received, and paying what is owed: once, by three people, within the budget, never beyond it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, connection, transaction

from ansinh.access.public import Actor, acting_as
from ansinh.funds import public as funds
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.payments.public import fees
from tests import builders
from tests.unit.funds.test_budget import Money
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, lines, locked, office, office_of_three, released
from tests.unit.payments.test_fees import contract

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    return office_of_three()


@pytest.fixture
def administrator(here: Office) -> Actor:
    return builders.officer("administrator", here.area, "quan-tri-xa")


def scan(at: Office, run: payments.PayrollRun, key: str, outcome: str) -> None:
    """One line's result, handed in."""
    because = "" if outcome == "paid" else "Vắng mặt"
    payments.scan_return(actor=at.accountant, run_id=run.pk, code=key, outcome=outcome, reason=because)
    payments.hand_in_scans(actor=at.accountant, run_id=run.pk, rest_paid=[], on=PAY_DAY)


def balance_of(*kinds: str) -> list[int]:
    """What stands on accounts of these kinds, in đồng."""
    held = funds.trial_balance()
    return [held.get(funds.AccountKind(kind), 0) for kind in kinds]


def owed_now() -> int:
    return sum(balance_of("fee", "fee_claim"))


def test_what_is_received_is_charged_and_taken_back(here: Office, administrator: Actor) -> None:
    """Handing over costs nothing; each line that is received does; one that turns out not received is taken back."""
    contract(administrator, here, per_line_vnd=2_000, per_million_vnd=10_000, due="received")
    money = Money()
    money.give(9_000_000, here.area, content="all")
    money.give(22_000, here.area, content="payment_fee")
    money.check()
    drawn = payments.PayrollRun.objects.get(pk=locked(here).run_id)
    assert fees.fees_of_run(drawn).fee_vnd == 3 * 2_000 + 29_700, "as if all of it were received"
    run = released(here)
    assert (fees.fees_of_run(run).fee_vnd, owed_now()) == (0, 0)
    one, two, three = lines(run.pk)
    costs = {line.key: 2_000 + line.amount_vnd // 100 for line in (one, two, three)}
    scan(here, run, one.key, "paid")
    scan(here, run, two.key, "paid")
    scan(here, run, three.key, "returned")
    assert fees.fees_of_run(run).fee_vnd == owed_now() == costs[one.key] + costs[two.key]
    assert payments.verify_money(PAY_DAY).findings == ()
    payments.correct_result(actor=here.chair, line_id=one.pk, because="Người nhà báo chưa nhận", on=PAY_DAY)
    assert fees.fees_of_run(run).fee_vnd == owed_now() == costs[two.key]
    month = fees.fees_of_month(NOVEMBER.first, None)
    assert (month.budget_vnd, month.ledger_vnd, month.drawn_vnd) == (costs[two.key],) * 3
    (row,) = fees.fees_by_month(NOVEMBER.first, NOVEMBER.first)
    assert (row.lines, row.lines_vnd, row.fee_vnd) == (1, two.amount_vnd, costs[two.key])
    left = {figure.line.content: figure.left_vnd for figure in funds.line_figures(2026)}
    assert left["payment_fee"] == 22_000 - costs[two.key], "the budget of what is not owed any more is back"
    assert payments.verify_money(PAY_DAY).findings == ()


@dataclass(frozen=True)
class Third:
    """An office in which fees are owed by a contract, and one who can pay them who has signed nothing yet."""

    office: Office
    contract: fees.FeeContract
    run: payments.PayrollRun
    money: Money


@pytest.fixture
def owing(here: Office, administrator: Actor) -> Third:
    """Three lines received, 2.000 đồng each; the budget has lines for what is paid to people and 4.000 for fees."""
    made = contract(administrator, here, per_line_vnd=2_000, due="received")
    money = Money()
    money.give(9_000_000, here.area, content="all")
    money.give(4_000, here.area, content="payment_fee")
    run = released(here)
    for line in lines(run.pk):
        scan(here, run, line.key, "paid")
    return Third(here, made, run, money)


def draw(at: Third, until: Month = NOVEMBER) -> fees.FeePayment:
    return fees.draw_fee_payment(actor=at.office.maker, contract_id=at.contract.pk, since=Month(2026, 1), until=until)


def told(wanted: str, act: Callable[[], object]) -> None:
    with pytest.raises((Refusal, AlreadyDone)) as refused, transaction.atomic():
        act()
    assert refused.value.code == wanted


def test_fees_are_paid_once_by_three_people(owing: Third) -> None:
    here = owing.office
    told("not_permitted", lambda: fees.draw_fee_payment(
        actor=here.chair, contract_id=owing.contract.pk, since=NOVEMBER, until=NOVEMBER))  # fmt: skip
    told("nothing_owed", lambda: draw(owing, Month(2026, 10)))
    told("bad_months", lambda: draw(owing, Month(2027, 1)))
    paper = draw(owing)
    assert (paper.gross_vnd, paper.set_off_vnd, paper.state) == (6_000, 0, "drawn")
    told("nothing_owed", lambda: draw(owing))
    told("state", lambda: fees.record_fee_payment(
        actor=here.holder, payment_id=paper.pk, document="UNC 1", on=PAY_DAY))  # fmt: skip
    told("not_permitted", lambda: fees.approve_fee_payment(actor=here.maker, payment_id=paper.pk, on=PAY_DAY))
    fees.approve_fee_payment(actor=here.chair, payment_id=paper.pk, on=PAY_DAY)
    fees.approve_fee_payment(actor=here.chair, payment_id=paper.pk, on=PAY_DAY)
    assert balance_of("fee", "fee_due", "fee_paid") == [0, 6_000, 0]
    told("bad_name", lambda: fees.record_fee_payment(actor=here.holder, payment_id=paper.pk, document=" ", on=PAY_DAY))
    fees.record_fee_payment(actor=here.holder, payment_id=paper.pk, document="UNC 12", on=PAY_DAY)
    fees.record_fee_payment(actor=here.holder, payment_id=paper.pk, document="UNC 12", on=PAY_DAY)
    assert balance_of("fee", "fee_due", "fee_paid") == [0, 0, 6_000]
    assert funds.uncovered_vnd(2026) == 0, "what fees lacked, 2.000, is no list's"
    told("state", lambda: fees.cancel_fee_payment(
        actor=here.maker, payment_id=paper.pk, because="Lập nhầm tháng", on=PAY_DAY))  # fmt: skip
    assert fees.fees_of_month(NOVEMBER.first, None).paid_vnd == 6_000
    (owed,) = fees.owed_fees()
    assert (owed.charged_vnd, owed.paid_vnd, owed.open_vnd) == (6_000, 6_000, 0)
    assert payments.verify_money(PAY_DAY).findings == ()


def test_who_drew_or_approved_does_not_go_on(owing: Third) -> None:
    """Whatever roles somebody holds: a paper bears three names."""
    here, paper = owing.office, draw(owing)

    def as_who(signed: Actor, by: Actor) -> Actor:
        return replace(by, user_id=signed.user_id)

    told("maker_is_checker", lambda: fees.approve_fee_payment(
        actor=as_who(here.maker, here.chair), payment_id=paper.pk, on=PAY_DAY))  # fmt: skip
    fees.approve_fee_payment(actor=here.chair, payment_id=paper.pk, on=PAY_DAY)
    for signed in (here.maker, here.chair):
        told("checker_is_payer", lambda signed=signed: fees.record_fee_payment(  # type: ignore[misc]
            actor=as_who(signed, here.holder), payment_id=paper.pk, document="UNC 1", on=PAY_DAY))  # fmt: skip
    told("reason_missing", lambda: fees.cancel_fee_payment(
        actor=here.maker, payment_id=paper.pk, because="", on=PAY_DAY))  # fmt: skip
    fees.cancel_fee_payment(actor=here.maker, payment_id=paper.pk, because="Sai tháng, lập lại", on=PAY_DAY)
    assert balance_of("fee", "fee_due", "fee_paid") == [6_000, 0, 0]
    assert in_full(owing).net_vnd == 6_000
    assert payments.verify_money(PAY_DAY).findings == ()


def test_beyond_the_budget_for_fees_nothing_is_approved(owing: Third) -> None:
    """4.000 were drawn when they were charged; the other 2.000 have to be there when they are paid."""
    here, money, paper = owing.office, owing.money, draw(owing)
    money.check()
    told("over_budget", lambda: fees.approve_fee_payment(actor=here.chair, payment_id=paper.pk, on=PAY_DAY))
    money.give(3_000, here.area, content="payment_fee")
    fees.approve_fee_payment(actor=here.chair, payment_id=paper.pk, on=PAY_DAY)
    figures = {one.line.content: one for one in funds.line_figures(2026)}
    assert (figures["payment_fee"].reserved_vnd, figures["payment_fee"].left_vnd) == (2_000, 1_000)
    fees.cancel_fee_payment(actor=here.maker, payment_id=paper.pk, because="Sai tháng, lập lại", on=PAY_DAY)
    assert {one.line.content: one.left_vnd for one in funds.line_figures(2026)}["payment_fee"] == 3_000
    paid = in_full(owing)
    assert paid.net_vnd == 6_000
    figures = {one.line.content: one for one in funds.line_figures(2026)}
    assert (figures["payment_fee"].spent_vnd, figures["payment_fee"].left_vnd) == (6_000, 1_000)
    assert figures["all"].spent_vnd == sum(line.amount_vnd for line in lines(owing.run.pk))
    assert payments.verify_money(PAY_DAY).findings == ()


def test_what_lists_lack_is_not_hidden_by_what_fees_were_given(owing: Third) -> None:
    """Of two lists of 2.970.000 the budget lacks part of the second; fees move meanwhile."""
    here, money = owing.office, owing.money
    december = released(here, Month(2026, 12))
    listed = sum(line.amount_vnd for run in (owing.run, december) for line in lines(run.pk))
    assert funds.uncovered_vnd(2026) == max(0, listed - 9_000_000)
    money.give(1_000_000, here.area, content="payment_fee")
    before = funds.uncovered_vnd(2026)
    paper = draw(owing)
    fees.approve_fee_payment(actor=here.chair, payment_id=paper.pk, on=PAY_DAY)
    fees.cancel_fee_payment(actor=here.maker, payment_id=paper.pk, because="Sai tháng, lập lại", on=PAY_DAY)
    in_full(owing)
    assert funds.uncovered_vnd(2026) == before


def test_an_invoice_is_kept_sealed_with_its_paper_and_taken_back_with_a_reason(owing: Third) -> None:
    here, paper, content = owing.office, draw(owing), b"%PDF-1.7 hoa don"

    def keep(by: Actor = here.maker, what: bytes = content) -> fees.FeeInvoice:
        return fees.keep_fee_invoice(actor=by, payment_id=paper.pk, name="HĐ tháng 11.PDF", content=what)

    kept = keep()
    assert (kept.name, kept.type, kept.area_id) == ("HĐ tháng 11.pdf", "pdf", here.area.pk)
    with default_storage.open(kept.stored) as sealed:
        assert content not in sealed.read()
    assert fees.invoice_content(kept) == content
    told("attached_already", keep)
    told("not_permitted", lambda: keep(here.chair))
    told("unknown_type", lambda: keep(what=b"<html>"))
    told("outside_scope", lambda: keep(office_elsewhere().maker))
    told("bad_name", lambda: fees.take_back_fee_invoice(actor=here.maker, invoice_id=kept.pk, because=" "))
    fees.take_back_fee_invoice(actor=here.maker, invoice_id=kept.pk, because="Nhầm tháng")
    told("taken_back", lambda: fees.take_back_fee_invoice(actor=here.maker, invoice_id=kept.pk, because="Nhầm tháng"))
    assert [one.because for one in fees.invoices_of([paper])[paper.pk]] == ["Nhầm tháng"]
    keep()
    with acting_as(office_elsewhere().maker):
        assert not fees.FeeInvoice.objects.exists()
    fees.cancel_fee_payment(actor=here.maker, payment_id=paper.pk, because="Sai tháng, lập lại", on=PAY_DAY)
    told("state", lambda: keep(what=b"%PDF-1.7 khac"))
    for wrong in (
        "DELETE FROM payments_fee_invoice", "UPDATE payments_fee_invoice SET size = 1",
        "UPDATE payments_fee_invoice SET taken_back_at = now()", "UPDATE payments_fee_invoice SET key = 'lo'",
    ):  # fmt: skip
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)


def office_elsewhere() -> Office:
    return office(1, pays=False)


def in_full(at: Third) -> fees.FeePayment:
    here, paper = at.office, draw(at)
    fees.approve_fee_payment(actor=here.chair, payment_id=paper.pk, on=PAY_DAY)
    return fees.record_fee_payment(actor=here.holder, payment_id=paper.pk, document=f"UNC {paper.pk}", on=PAY_DAY)


def test_what_came_back_after_it_was_paid_for_is_taken_off_the_next_paper(owing: Third) -> None:
    here = owing.office
    in_full(owing)
    first = lines(owing.run.pk)[0]
    payments.correct_result(actor=here.chair, line_id=first.pk, because="Người nhà báo chưa nhận", on=PAY_DAY)
    assert balance_of("fee", "fee_claim", "fee_paid") == [0, -2_000, 6_000]
    (owed,) = fees.owed_fees()
    assert owed.open_vnd == -2_000, "the provider owes it"
    told("nothing_owed", lambda: draw(owing))
    payments.settle_run(actor=here.accountant, run_id=owing.run.pk, on=PAY_DAY)
    december = released(here, Month(2026, 12))
    for line in lines(december.pk):
        scan(here, december, line.key, "paid")
    paper = draw(owing, Month(2026, 12))
    assert (paper.gross_vnd, paper.set_off_vnd, paper.net_vnd) == (6_000, 2_000, 4_000)
    fees.approve_fee_payment(actor=here.chair, payment_id=paper.pk, on=PAY_DAY)
    fees.record_fee_payment(actor=here.holder, payment_id=paper.pk, document="UNC 2", on=PAY_DAY)
    assert balance_of("fee", "fee_due", "fee_claim", "fee_paid") == [0, 0, 0, 10_000]
    assert payments.verify_money(PAY_DAY).findings == ()


def test_the_database_refuses_what_no_paper_may_do(owing: Third) -> None:
    paper = draw(owing)
    other = contract(builders.officer("administrator", owing.office.area, "qt-2"), owing.office, channel="bank",
                     number="44/HĐ", per_line_vnd=1)  # fmt: skip
    maker = owing.office.maker.user_id
    for wrong in (
        f"UPDATE payments_fee_payment SET gross_vnd = 7000 WHERE id = {paper.pk}",
        f"DELETE FROM payments_fee_payment WHERE id = {paper.pk}",
        f"UPDATE payments_fee_payment SET state = 'paid', document = 'x' WHERE id = {paper.pk}",
        f"UPDATE payments_fee_payment SET state = 'approved', approved_by_id = {maker} WHERE id = {paper.pk}",
        f"UPDATE payments_fee_payment SET state = 'approved' WHERE id = {paper.pk}",
        "UPDATE payments_run_fee SET payment_id = NULL",
        "UPDATE payments_run_fee SET fee_vnd = 1",
        "INSERT INTO payments_fee_payment (contract_id, area_id, since, until, gross_vnd, set_off_vnd, state,"
        " made_by_id, document, because)"
        f" VALUES ({owing.contract.pk}, {owing.office.area.pk}, '2026-11-01', '2026-11-01', 5, 5,"
        f" 'drawn', {maker}, '', '')",
        "INSERT INTO payments_fee_payment (contract_id, area_id, since, until, gross_vnd, set_off_vnd, state,"
        " made_by_id, document, because)"
        f" VALUES ({owing.contract.pk}, {owing.office.area.pk}, '2026-11-01', '2027-01-01', 5, 0,"
        f" 'drawn', {maker}, '', '')",
        "WITH p AS (INSERT INTO payments_fee_payment (contract_id, area_id, since, until, gross_vnd, set_off_vnd,"
        " state, made_by_id, document, because)"
        f" VALUES ({other.pk}, {owing.office.area.pk}, '2026-11-01', '2026-11-01', 5, 0,"
        f" 'drawn', {maker}, '', '') RETURNING id) UPDATE payments_run_fee SET payment_id = (SELECT id FROM p)",
        "INSERT INTO payments_run_fee (run_id, commune_id, contract_id, line_count, lines_vnd, fee_vnd, payment_id)"
        f" SELECT run_id, commune_id, {other.pk}, 1, 1, 1, {paper.pk} FROM payments_run_fee LIMIT 1",
    ):
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wrong)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO payments_run_fee (run_id, commune_id, contract_id, line_count, lines_vnd, fee_vnd, file_id)"
            " SELECT run_id, commune_id, contract_id, 1, 1, 9, file_id FROM payments_run_fee WHERE file_id IS NOT NULL"
        )
    with connection.cursor() as cursor:  # what slips past is told of
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE payments_run_fee DISABLE TRIGGER USER")
        cursor.execute("UPDATE payments_run_fee SET fee_vnd = fee_vnd + 1 WHERE fee_vnd > 0")
    assert {"I13", "I13b", "I13c"} <= {one.code for one in payments.verify_money(PAY_DAY).findings}
