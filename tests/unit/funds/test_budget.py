"""Budget lines: entered by one, approved by another, drawn in a declared order, and never below nothing."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from ansinh.access.public import Actor, acting_as
from ansinh.areas.public import Unit, province
from ansinh.funds import public as funds
from ansinh.funds.models import Holding
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.kernel.models import AuditEntry
from ansinh.payments import public as payments
from tests import builders
from tests.unit.payments.payroll import NOVEMBER, PAY_DAY, Office, authorised, award, locked, office, released

pytestmark = pytest.mark.django_db
ON = date(2026, 11, 10)
NEED = 1_080_000


@pytest.fixture
def here() -> Office:
    """A commune with two people who get 540.000 đồng each."""
    made = office()
    for name in ("Giàng A Páo", "Lò Thị Hoa"):
        award(made, builders.person(made.area, name=name))
    return made


def accountant(area: Unit) -> Actor:
    return builders.officer("province_accountant", area, "ke-toan-tinh")


def leader(area: Unit) -> Actor:
    return builders.officer("province_leader", area, "lanh-dao-tinh")


class Money:
    """The people of the province who give estimates."""

    def __init__(self) -> None:
        self.whole = province(date(2026, 1, 1))
        self.accountant, self.leader = accountant(self.whole), leader(self.whole)
        self.number = 0

    def give(self, amount: int, area: Unit | None = None, **more: Any) -> funds.Estimate:
        self.number += 1
        kind = more.pop("kind", "given" if amount > 0 else "adjusted")
        one = funds.Amount(
            more.get("source", "provincial"), more.get("content", "social_allowance"), amount, chapter="423"
        )
        entered = funds.enter_estimate(
            actor=self.accountant, area_id=(area or self.whole).pk, year=2026, kind=kind, number=f"{self.number}/QĐ",
            decided_on=date(2026, 1, 5), amounts=[one],
        )  # fmt: skip
        return funds.approve_estimate(actor=self.leader, estimate_id=entered.pk, on=ON)

    def check(self, on: bool = True) -> None:
        funds.set_budget_check(actor=self.leader, year=2026, checked=on, because="thử")


@pytest.fixture
def money(here: Office) -> Money:
    return Money()


def sums() -> dict[str, int]:
    return {str(kind): amount for kind, amount in funds.trial_balance().items() if amount}


def approve(at: Office, drawn: payments.Locked) -> payments.PayrollRun:
    return payments.approve_run(actor=at.chair, run_id=drawn.run_id, manifest_sha256=drawn.manifest_sha256, on=PAY_DAY)


def clean() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    findings, checked = funds.verify_funds()
    assert findings == []
    assert payments.verify_money(date(2026, 11, 11)).findings == ()
    return checked >= 7


def test_an_estimate_counts_once_another_person_has_approved_it(money: Money) -> None:
    one = funds.Amount("central", "all", 5_000_000, chapter="423")
    entered = funds.enter_estimate(
        actor=money.accountant, area_id=money.whole.pk, year=2026, kind="given", number="1/QĐ-UBND",
        decided_on=date(2026, 1, 5), amounts=[one],
    )  # fmt: skip
    assert sums() == {}
    with pytest.raises(Refusal, match="không có quyền"):
        funds.approve_estimate(actor=money.accountant, estimate_id=entered.pk, on=ON)
    funds.approve_estimate(actor=money.leader, estimate_id=entered.pk, on=ON)
    assert sums() == {"estimate": -5_000_000, "allotted": 5_000_000}
    assert funds.approve_estimate(actor=money.leader, estimate_id=entered.pk, on=ON).state == "approved"
    with pytest.raises(AlreadyDone):
        funds.approve_estimate(
            actor=builders.officer("province_leader", money.whole, "khac"), estimate_id=entered.pk, on=ON
        )
    assert set(AuditEntry.objects.values_list("action", flat=True)) >= {"estimate.enter", "estimate.approve"}
    assert clean()


def test_a_list_reserves_then_spends_and_what_came_back_is_restored(here: Office, money: Money) -> None:
    money.give(700_000, source="central")
    money.give(800_000)
    drawn = locked(here)
    approve(here, drawn)
    assert sums() == {
        "estimate": -1_500_000, "allotted": 420_000, "commitment": NEED, "budget_line": -NEED, "payable": NEED
    }  # fmt: skip
    assert clean()
    authorised(here, drawn)
    payments.release_run(actor=here.accountant, run_id=drawn.run_id, on=PAY_DAY)
    assert sums() == {"estimate": -1_500_000, "allotted": 420_000, "in_transit": NEED}
    by_source = {row.line.source: row.spent_vnd for row in funds.line_figures(2026)}
    assert by_source == {"central": 700_000, "provincial": 380_000}
    assert clean()


def test_what_is_returned_goes_back_to_the_line_drawn_last(here: Office, money: Money) -> None:
    money.give(700_000, source="central")
    money.give(800_000)
    run = released(here)
    for _ in range(2):
        funds.restore_budget(
            owner=f"run/{run.pk}", on=ON, parameters={"area": here.area.pk},
            returned="SELECT %(area)s::bigint AS area_id, 'social_allowance' AS programme, 540000 AS amount_vnd, "
            "1080000 AS paid_vnd",
        )  # fmt: skip
    by_source = {row.line.source: (row.spent_vnd, row.left_vnd) for row in funds.line_figures(2026)}
    assert by_source == {"central": (540_000, 160_000), "provincial": (0, 800_000)}


def test_what_is_held_back_after_approval_is_restored_when_the_list_is_closed(here: Office, money: Money) -> None:
    money.give(2_000_000)
    drawn = locked(here)
    approve(here, drawn)
    first = payments.PayrollLine.objects.filter(run_id=drawn.run_id).order_by("key")[0]
    payments.hold_line(actor=here.chair, line_id=first.pk, because="chờ xác minh", on=PAY_DAY)
    authorised(here, drawn)
    payments.release_run(actor=here.accountant, run_id=drawn.run_id, on=PAY_DAY)
    payments.settle_run(actor=here.accountant, run_id=drawn.run_id, on=ON)
    left = NEED - first.amount_vnd
    assert sums() == {"estimate": -2_000_000, "allotted": 2_000_000 - left, "in_transit": left}
    assert clean()


def test_a_cancelled_list_frees_its_reservation(here: Office, money: Money) -> None:
    money.give(2_000_000)
    drawn = locked(here)
    approve(here, drawn)
    payments.cancel_run(actor=here.maker, run_id=drawn.run_id, because="lập nhầm", on=PAY_DAY)
    assert sums() == {"estimate": -2_000_000, "allotted": 2_000_000}
    assert funds.void_commitments(owner=f"run/{drawn.run_id}", on=PAY_DAY) == 0
    assert clean()


def test_without_the_check_what_is_missing_is_counted(here: Office, money: Money) -> None:
    money.give(1_000_000)
    drawn = locked(here)
    approve(here, drawn)
    assert funds.uncovered_vnd(2026) == 80_000
    with acting_as(here.maker):
        assert funds.uncovered_vnd(2026, here.maker.area_ids) == 80_000, "what the province's line pays for is not seen"
    assert funds.uncovered_vnd(2026, []) == 0
    authorised(here, drawn)
    payments.release_run(actor=here.accountant, run_id=drawn.run_id, on=PAY_DAY)
    assert sums() == {"estimate": -1_000_000, "budget_line": -80_000, "in_transit": NEED}
    assert clean()


def test_with_the_check_a_list_is_refused_as_a_whole(here: Office, money: Money) -> None:
    money.give(NEED - 1)
    money.check()
    drawn = locked(here)
    with pytest.raises(Refusal, match="còn thiếu 1 đồng") as refused:
        approve(here, drawn)
    assert refused.value.code == "over_budget"
    assert sums() == {"estimate": 1 - NEED, "allotted": NEED - 1}
    money.give(1, kind="added")
    assert approve(here, drawn).state == "approved"
    assert sums()["commitment"] == NEED
    assert clean()


def test_the_communes_own_line_is_drawn_before_the_provinces(here: Office, money: Money) -> None:
    money.give(5_000_000)
    money.give(300_000, area=here.area)
    approve(here, locked(here))
    reserved = {row.line.area_id: row.reserved_vnd for row in funds.line_figures(2026)}
    assert reserved == {money.whole.pk: NEED - 300_000, here.area.pk: 300_000}
    with acting_as(here.accountant):
        assert [row.line.area_id for row in funds.line_figures(2026)] == [here.area.pk]


def test_a_line_of_every_programme_comes_after_that_of_the_programme(here: Office, money: Money) -> None:
    money.give(5_000_000, content="all")
    money.give(80_000)
    money.give(9_000_000, content="training")
    approve(here, locked(here))
    assert {row.line.content: row.reserved_vnd for row in funds.line_figures(2026)} == {
        "all": 1_000_000, "social_allowance": 80_000, "training": 0
    }  # fmt: skip


def test_nothing_is_cut_that_is_reserved(here: Office, money: Money) -> None:
    money.give(NEED)
    approve(here, locked(here))
    with pytest.raises(Refusal, match="chỉ còn 0 đồng"):
        money.give(-1)
    row = funds.line_figures(2026)[0]
    assert (row.given_vnd, row.adjusted_vnd, row.reserved_vnd, row.left_vnd) == (NEED, 0, NEED, 0)


@pytest.mark.parametrize(
    ("change", "code"),
    [({"amount_vnd": 0}, "bad_amount"), ({"amount_vnd": -5}, "bad_amount"), ({"chapter": "42"}, "bad_codes"),
     ({"item": "71x0"}, "bad_codes"), ({"source": "loan"}, "bad_amount"), ({"content": "beer"}, "bad_amount")],
)  # fmt: skip
def test_what_is_no_estimate_is_refused(money: Money, change: dict[str, Any], code: str) -> None:
    values = {"source": "central", "content": "all", "amount_vnd": 10, "chapter": "423"} | change
    with pytest.raises(Refusal) as refused:
        funds.enter_estimate(
            actor=money.accountant, area_id=money.whole.pk, year=2026, kind="given", number="1", decided_on=ON,
            amounts=[funds.Amount(**values)],
        )  # fmt: skip
    assert refused.value.code == code


ROLES = [None, "ansinh_app", "ansinh_wide"]


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(
    "act",
    ["UPDATE funds_budget_line SET year = 2027", "DELETE FROM funds_budget_line",
     "UPDATE funds_estimate SET number = 'x'",
     "UPDATE funds_estimate SET state = 'entered', approved_by_id = NULL, approved_at = NULL",
     "DELETE FROM funds_estimate_row", "UPDATE funds_estimate_row SET amount_vnd = 9", "TRUNCATE funds_budget_check",
     "INSERT INTO funds_estimate_row (estimate_id, line_id, amount_vnd) SELECT id, (SELECT min(id) + 1 FROM "
     "funds_budget_line), 7 FROM funds_estimate ORDER BY id LIMIT 1"],
)  # fmt: skip
def test_nobody_rewrites_an_approved_estimate(money: Money, here: Office, role: str | None, act: str) -> None:
    money.give(1_000, area=here.area)
    money.give(2_000, area=here.area, content="all")
    _refused_as(role, here, act)


@pytest.mark.parametrize("role", ["ansinh_app", "ansinh_wide"])
@pytest.mark.parametrize(
    "act",
    ["UPDATE funds_holding SET amount_vnd = 1000000", "DELETE FROM funds_holding",
     "INSERT INTO funds_holding SELECT id, 5 FROM funds_account", "UPDATE funds_transfer SET of_id = NULL"],
)  # fmt: skip
def test_the_application_cannot_write_balances(money: Money, here: Office, role: str, act: str) -> None:
    money.give(1_000, area=here.area)
    _refused_as(role, here, act)


def _refused_as(role: str | None, here: Office, act: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SELECT set_config('ansinh.areas', %s, true)", [f"{{{here.area.pk}}}"])
        if role:
            cursor.execute(f"SET LOCAL ROLE {role}")
        with pytest.raises(DatabaseError), transaction.atomic():
            cursor.execute(act)
        cursor.execute("RESET ROLE")


def _raw(code: str, pairs: list[tuple[int, int]], **fields: Any) -> funds.Transfer:
    """A transfer written past all operations: (account, amount) pairs."""
    made = funds.Transfer.objects.create(
        code=code, on=ON, area_id=fields.pop("area"), key=fields.pop("key", "thô"), **fields
    )
    funds.Entry.objects.bulk_create(funds.Entry(transfer=made, account_id=a, amount_vnd=n) for a, n in pairs)
    return made


def _accounts(here: Office, money: Money) -> dict[str, int]:
    money.give(2_000_000, area=here.area)
    approve(here, locked(here))
    return dict(funds.Account.objects.values_list("kind", "id"))


def test_raw_sql_takes_no_line_below_nothing(money: Money, here: Office) -> None:
    account = _accounts(here, money)
    for kind in ("allotted", "commitment"):
        with pytest.raises(IntegrityError, match="holding_not_below_zero"), transaction.atomic():
            _raw("estimate_cut", [(account[kind], -2_000_001), (account["payable"], 2_000_001)], area=here.area.pk)
    assert Holding.objects.get(account=account["commitment"]).amount_vnd == NEED


def test_raw_sql_ends_a_reservation_once_and_whole(money: Money, here: Office) -> None:
    account = _accounts(here, money)
    pending = funds.Transfer.objects.get(code="budget_committed")

    def end(amount: int, code: str = "commitment_spent", **fields: Any) -> None:
        target = account["budget_line" if code == "commitment_spent" else "allotted"]
        with transaction.atomic(), connection.cursor() as cursor:
            pairs = [(account["commitment"], -amount), (target, amount)]
            _raw(code, pairs, area=here.area.pk, **fields)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match="does not take back"):
        end(NEED - 1, key="ít hơn", of=pending)
    with pytest.raises(IntegrityError, match="transfer_of_another"):
        end(NEED, key="không của ai")
    with pytest.raises(DatabaseError, match="ends no pending"):
        end(NEED, key="của khác", of=funds.Transfer.objects.get(code="payroll_approved"))
    end(NEED, key="đúng", of=pending)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")
    with pytest.raises(IntegrityError):
        end(NEED, key="lần nữa", of=pending, code="commitment_voided")


def test_raw_sql_approves_nothing_without_cover_in_a_checked_year(money: Money, here: Office) -> None:
    account = _accounts(here, money)
    money.check()
    pairs = [(account["budget_line"], -5), (account["payable"], 5)]

    def approve_without() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            _raw("payroll_approved", pairs, area=here.area.pk)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(DatabaseError, match="of the budget reserved"):
        approve_without()


def test_an_account_of_a_line_names_its_line(here: Office) -> None:
    with pytest.raises(IntegrityError, match="account_of_a_line"), transaction.atomic():
        funds.Account.objects.create(kind="allotted", area=here.area, programme="all")


def test_the_check_is_switched_by_the_province_only_and_says_why(money: Money, here: Office) -> None:
    for actor in (here.chair, money.accountant):
        with pytest.raises(Refusal):
            funds.set_budget_check(actor=actor, year=2026, checked=True, because="thử")
    with pytest.raises(Refusal, match="lý do"):
        funds.set_budget_check(actor=money.leader, year=2026, checked=True, because=" ")
    money.check()
    assert funds.year_is_checked(2026)
    assert not funds.year_is_checked(2025)
    money.check(on=False)
    assert not funds.year_is_checked(2026)


def test_months_of_another_year_draw_on_that_years_lines(here: Office, money: Money) -> None:
    money.give(5_000_000)
    assert NOVEMBER.year == 2026
    run = released(here)
    assert set(funds.Transfer.objects.filter(key__startswith=f"run/{run.pk}/").values_list("year", flat=True)) == {2026}
