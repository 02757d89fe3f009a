"""Six stages of a month add up to 0, every difference under its own name, with its rows, within one's areas."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from ansinh.access.public import acting_as
from ansinh.areas.public import province
from ansinh.funds import public as funds
from ansinh.kernel.period import Month
from ansinh.oversight import reconciliation as books
from ansinh.oversight.reconciliation_workbook import reconciliation_workbook
from ansinh.payments import public as payments
from ansinh.staff.money_flow import flow_of
from ansinh.staff.sankey_picture import HEIGHT, TOP, draw_sankey
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
    released,
    retract,
)

EACH = 540_000
MONTH = NOVEMBER.first


@pytest.fixture
def here(db: None) -> Office:
    """Four people at the post office."""
    made = office()
    for letter in "ABCD":
        award(made, builders.person(made.area, name=f"Lò Thị {letter}"))
    return made


def budget(amount: int) -> None:
    whole = province(date(2026, 1, 1))
    entered = funds.enter_estimate(
        actor=builders.officer("province_accountant", whole), area_id=whole.pk, year=2026, kind="given", number="1",
        decided_on=date(2026, 1, 5), amounts=[funds.Amount("central", "all", amount, chapter="423")],
    )  # fmt: skip
    funds.approve_estimate(actor=builders.officer("province_leader", whole), estimate_id=entered.pk, on=PAY_DAY)


def figures(areas: list[int] | None = None) -> dict[str, int]:
    found = books.figures_of(books.count_month(MONTH, areas))
    assert books.residue(found) == 0
    return {code: amount for code, amount in found.items() if amount}


def test_a_month_before_its_list(here: Office) -> None:
    assert figures() == {"decision": 4 * EACH, "due": 4 * EACH, "not_listed": 4 * EACH}


def test_a_locked_list_waits_for_its_budget(here: Office) -> None:
    locked(here)
    assert figures() == {
        "unapproved": 4 * EACH, "decision": 4 * EACH, "due": 4 * EACH, "current": 4 * EACH, "payroll": 4 * EACH,
        "locked": 4 * EACH,
    }  # fmt: skip


_PLAIN = """
SELECT l.commune_id, p.kind, sum(p.amount_vnd)::bigint
FROM payments_part AS p JOIN payments_line AS l ON l.id = p.line_id
WHERE l.month = %s AND l.state <> 'cancelled' GROUP BY 1, 2 ORDER BY 1, 2
"""


def test_what_the_lists_hold_is_the_sum_of_their_parts_at_every_step(here: Office) -> None:
    """Kept with a list from its locking on: locked, cancelled, drawn anew and beside another's."""

    def same() -> list[tuple[int, str, int]]:
        with connection.cursor() as cursor:
            cursor.execute(_PLAIN, [MONTH])
            plain = cursor.fetchall()
        assert sorted(books.count_month(MONTH, None).parts) == plain
        return plain

    first = locked(here).run_id
    assert same() == [(here.area.pk, "current", 4 * EACH)]
    payments.cancel_run(actor=here.maker, run_id=first, because="Lập lại", on=PAY_DAY)
    assert same() == []
    locked(here)
    assert same() == [(here.area.pk, "current", 4 * EACH)]
    there = office(1)
    award(there, builders.person(there.area, name="Lò Thị Kia"))
    released(there)
    assert len(same()) == 2


def test_every_stage_to_the_treasury(here: Office, tmp_path: Path) -> None:
    budget(3 * EACH)
    run = released(here)
    award(here, builders.person(here.area, name="Lò Thị E"))
    found = lines(run.pk)
    outcome = {line.key: ("Đã nhận", "") for line in found[:2]} | {found[2].key: ("Chưa nhận", "Vắng mặt")}
    content = fake_payers.post_office(payments.list_workbook(run, here.area), outcome, tmp_path)
    payments.import_returns(actor=here.accountant, run_id=run.pk, content=content, name="x.xlsx", on=PAY_DAY)
    assert figures() == {
        "budget": 3 * EACH, "uncovered": EACH, "decision": 5 * EACH, "due": 5 * EACH, "current": 4 * EACH,
        "not_listed": EACH, "payroll": 4 * EACH, "file": 4 * EACH, "sent": EACH, "returned": EACH,
        "statement": 2 * EACH, "treasury": 2 * EACH, "in_transit": EACH, "held": EACH,
    }  # fmt: skip
    payments.settle_run(actor=here.accountant, run_id=run.pk, on=PAY_DAY)
    after = figures()
    assert (after["unknown"], after["back"], after.get("held"), after["in_transit"]) == (EACH, EACH, None, EACH)
    assert funds.uncovered_vnd(2026) == 0
    assert [row.left_vnd for row in funds.line_figures(2026)] == [0]
    steps = books.steps_of(books.figures_of(books.count_month(MONTH, None)))
    assert [step.code for step in steps if not step.difference] == list(books.STAGES)
    signed = [step.amount_vnd for step in steps if step.difference]
    assert steps[0].amount_vnd + sum(signed) == 2 * EACH


def test_a_decision_replaced_by_another_is_only_a_difference_of_amounts(here: Office) -> None:
    who = builders.person(here.area, name="Lò Thị F")
    old = award(here, who)
    gone = award(here, builders.person(here.area, name="Lò Thị G"))
    locked(here)
    retract(here, old)
    retract(here, gone)
    award(here, who, amount=700_000)
    found = figures()
    assert (found["other_amount"], found["no_longer"], found.get("not_listed")) == (160_000, -EACH, None)


def test_the_rows_behind_a_difference_stay_inside(here: Office) -> None:
    there = office(1)
    award(there, builders.person(there.area, name="Lò Thị Ngoài"))
    award(there, builders.person(there.area, name="Lò Thị Kia"))
    with acting_as(here.accountant):
        rows = books.rows_behind("not_listed", MONTH, sorted(here.accountant.area_ids))
    assert {(row.commune, row.amount_vnd) for row in rows} == {(here.area.name, EACH)}
    assert len(rows) == 4
    with acting_as(here.accountant):
        assert len(books.rows_behind("not_listed", MONTH, None)) == 4
    run = released(there)
    with acting_as(here.accountant):
        assert books.rows_behind("sent", MONTH, None) == []
    with acting_as(there.accountant):
        assert [row.run_id for row in books.rows_behind("sent", MONTH, None)] == [run.pk] * 2
    assert figures(sorted(there.accountant.area_ids))["file"] == 2 * EACH
    assert figures()["decision"] == 6 * EACH
    split = books.count_month(MONTH, None).by_commune()
    assert {area: books.figures_of(own)["decision"] for area, own in split.items()} == {
        here.area.pk: 4 * EACH, there.area.pk: 2 * EACH
    }  # fmt: skip


def test_the_workbook_and_the_picture_show_the_same(here: Office) -> None:
    budget(3 * EACH)
    released(here)
    counted = books.count_month(MONTH, None)
    found = books.figures_of(counted)
    content = reconciliation_workbook(MONTH, "toàn tỉnh", books.steps_of(found), found, [("Xã thử", found)])
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Đối chiếu"]
    written = {row[0].value: (row[1].value, row[2].value) for row in sheet.iter_rows(min_row=4)}
    assert written["Danh sách chi trả"][0] == 4 * EACH
    assert written["    Đã duyệt nhưng không có dự toán"][1] == EACH
    assert written["Còn lại không giải thích được"][0] == 0
    flow = flow_of(counted)
    assert {node.label: node.amount_vnd for node in flow.nodes if node.x == 0} == {
        "Ngân sách trung ương": 3 * EACH, "Chưa có dự toán": EACH
    }  # fmt: skip
    assert {node.amount_vnd for node in flow.nodes if node.last} == {4 * EACH}


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3), st.integers(0, 10**12)), max_size=12))
def test_nothing_is_drawn_outside_the_frame(pairs: list[tuple[int, int, int]]) -> None:
    flows: dict[tuple[tuple[int, str], tuple[int, str]], int] = {}
    for source, target, amount in pairs:
        key = ((0, str(source)), (1, str(target)))
        flows[key] = flows.get(key, 0) + amount
    labels = {(column, str(number)): "x" for column in (0, 1) for number in range(4)}
    words = {amount: str(amount) for amount in flows.values()}
    drawn = draw_sankey(("a", "b"), labels, dict.fromkeys(labels, "plain"), flows, words)
    assert all(node.y >= TOP and node.y + node.height <= TOP + HEIGHT + 8 for node in drawn.nodes)
    assert len(drawn.ribbons) == sum(1 for amount in flows.values() if amount)


def test_what_is_kept_back_held_or_waits_for_authorising_has_its_place(here: Office) -> None:
    """An instalment, a line held before approval and one after it, an authorised run: still nothing unexplained."""
    who = builders.person(here.area, name="Lò Thị Vượt")
    old = award(here, who, first="2026-10-01")
    locked(here, Month(2026, 10))
    retract(here, old)
    award(here, who, first="2026-11-01")
    run = locked(here)
    made = payments.propose_settlement(
        actor=here.maker, overpayment_id=payments.Overpayment.objects.get().pk, kind="recover", because="Chi trùng",
        share_percent=50,
    )  # fmt: skip
    payments.decide_settlement(actor=here.chair, settlement_id=made.pk, agreed=True, number="1", on=PAY_DAY)
    payments.cancel_run(actor=here.maker, run_id=run.run_id, because="Lập lại", on=PAY_DAY)
    again = locked(here)
    early, late = [line.pk for line in lines(again.run_id) if line.person_id != who.pk][:2]
    payments.hold_line(actor=here.maker, line_id=early, because="Chờ xác minh", on=PAY_DAY)
    payments.approve_run(actor=here.chair, run_id=again.run_id, manifest_sha256=again.manifest_sha256, on=PAY_DAY)
    payments.hold_line(actor=here.maker, line_id=late, because="Chờ xác minh", on=PAY_DAY)
    authorised(here, again)
    waiting = figures()
    assert (waiting["recovery"], waiting["kept_back"], waiting["uncovered"]) == (-EACH // 2, 2 * EACH, 3.5 * EACH)
    payments.release_run(actor=here.accountant, run_id=again.run_id, on=PAY_DAY)
    after = figures()
    assert (after["file"], after["kept_back"], after["sent"]) == (2.5 * EACH, 2 * EACH, 2.5 * EACH)
    counted = books.count_month(MONTH, None)
    assert "Giữ lại" in {node.label for node in flow_of(counted).nodes}
    steps = {step.code: step.amount_vnd for step in books.recovery_steps(counted)}
    assert (steps["after"], steps["before"] + sum(v for c, v in steps.items() if c not in ("before", "after"))) == (
        EACH // 2, EACH // 2,
    )  # fmt: skip


def test_what_nothing_fits_is_told_from_payers_files_and_from_bookings(here: Office) -> None:
    """A booking belongs to the month of the line that it may be about, else to the month in which it was booked."""
    run = released(here)
    strange = [fake_payers.Money("D", 70_000, "LA-KHONG-CO", ""), fake_payers.Money("C", 5_000, "", "Ai đó")]
    told = fake_payers.bank_statement(strange, account="3713.0.1000001", number="SK1")
    payments.import_statement(actor=here.accountant, content=told, name="sk.xml", on=PAY_DAY)
    found = books.count_month(MONTH, None).unmatched
    open_cases = payments.MatchCase.objects.filter(state="open")
    assert sorted(found) == sorted((case.kind, 1, case.amount_vnd) for case in open_cases)
    assert {case.entry.amount_vnd for case in open_cases if case.entry} == {70_000, 5_000}
    assert books.count_month(NOVEMBER.next().first, None).unmatched == []
    assert books.count_month(MONTH, [run.area_id + 1_000_000]).unmatched == []
