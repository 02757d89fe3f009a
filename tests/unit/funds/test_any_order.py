"""Any sequence of giving, reserving, spending, voiding, returning, closing and opening keeps every sum."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ansinh.areas.public import province
from ansinh.funds import public as funds
from ansinh.kernel.errors import Refusal
from tests import builders

MONTHS = [date(2026, month, 1) for month in (1, 2, 3)]
ONCE = settings(max_examples=12, stateful_step_count=15, deadline=None, phases=[Phase.generate])
AMOUNTS = st.integers(1, 1_000)
MOVES = (
    "SELECT %(area)s::bigint AS area_id, %(programme)s::text AS programme, %(amount)s::bigint AS amount_vnd, "
    "NULL::bigint AS line_id"
)


class Budget(RuleBasedStateMachine):
    """The ledger beside a model of three numbers: what is free, what is reserved, what was drawn past the lines."""

    def __init__(self) -> None:
        super().__init__()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        self.here = builders.commune(0)
        self.whole = province(date(2026, 1, 1))
        self.enters = builders.officer("province_accountant", self.whole, "nhap")
        self.approves = builders.officer("province_leader", self.whole, "duyet")
        self.free = self.reserved = self.spent = self.given = 0
        self.lists: dict[int, tuple[int, str]] = {}
        self.number, self.checked = 0, False
        self.closed: dict[date, int] = {}

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undone.__exit__(None, None, None)

    def _next(self) -> int:
        self.number += 1
        return self.number

    def _try(self, month: date, work: Any) -> bool:
        """Do it in a savepoint; a refusal has to be one that the model expects."""
        refused = ""
        try:
            with transaction.atomic():
                work()
        except Refusal as refusal:
            refused = refusal.code
        assert refused in ("", "period_closed", "over_budget")
        assert refused != "" or month not in self.closed
        assert refused != "period_closed" or month in self.closed
        return not refused

    @rule(amount=AMOUNTS, source=st.sampled_from(["central", "provincial"]), month=st.sampled_from(MONTHS))
    def give(self, amount: int, source: str, month: date) -> None:
        number = self._next()
        entered = funds.enter_estimate(
            actor=self.enters, area_id=self.whole.pk, year=2026, kind="added", number=str(number), decided_on=month,
            amounts=[funds.Amount(source, "all", amount, chapter="423")],
        )  # fmt: skip
        if self._try(month, lambda: funds.approve_estimate(actor=self.approves, estimate_id=entered.pk, on=month)):
            self.free += amount
            self.given += amount

    @rule(amount=AMOUNTS, month=st.sampled_from(MONTHS))
    def approve(self, amount: int, month: date) -> None:
        number = self._next()
        parameters = {"area": self.here.pk, "programme": "social_allowance", "amount": amount}

        def work() -> None:
            funds.post_transfers(
                code=funds.TransferCode.PAYROLL_APPROVED, on=month, key=f"l{number}/approve", moves=MOVES,
                parameters=parameters,
            )  # fmt: skip
            funds.commit_budget(
                approved=f"l{number}/approve", owner=f"l{number}", year=2026, on=month, moves=MOVES,
                parameters=parameters,
            )  # fmt: skip

        enough = amount <= self.free or not self.checked
        done = self._try(month, work)
        assert done == (enough and month not in self.closed)
        if done:
            covered = min(amount, self.free)
            self.free -= covered
            self.reserved += covered
            self.lists[number] = (covered, "reserved")

    @precondition(lambda self: any(state == "reserved" for _, state in self.lists.values()))
    @rule(data=st.data(), spend=st.booleans(), month=st.sampled_from(MONTHS))
    def end(self, data: Any, spend: bool, month: date) -> None:
        number = data.draw(st.sampled_from([n for n, (_, state) in self.lists.items() if state == "reserved"]))
        covered = self.lists[number][0]
        work = funds.spend_commitments if spend else funds.void_commitments
        if covered == 0:
            assert work(owner=f"l{number}", on=month) == 0
        elif not self._try(month, lambda: work(owner=f"l{number}", on=month)):
            return
        for again in (funds.spend_commitments, funds.void_commitments):
            assert again(owner=f"l{number}", on=month) == 0
        self.reserved -= covered
        self.spent += covered if spend else 0
        self.free += 0 if spend else covered
        self.lists[number] = (covered, "spent" if spend else "voided")

    @rule(month=st.sampled_from(MONTHS))
    def close(self, month: date) -> None:
        if month not in self.closed:
            made = funds.close_period(
                actor=self.enters, area_id=self.whole.pk, first=month, months=1, on=date(2026, 12, 1)
            )
            self.closed[month] = made.pk

    @rule(month=st.sampled_from(MONTHS))
    def reopen(self, month: date) -> None:
        if month in self.closed:
            funds.reopen_period(actor=self.approves, closing_id=self.closed.pop(month), because="thử")

    @rule(checked=st.booleans())
    def switch(self, checked: bool) -> None:
        funds.set_budget_check(actor=self.approves, year=2026, checked=checked, because="thử")
        self.checked = checked

    @invariant()
    def sums_hold(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("SET CONSTRAINTS ALL DEFERRED")
        sums = funds.trial_balance()
        assert sum(sums.values()) == 0
        assert (sums[funds.AccountKind.ALLOTTED], sums[funds.AccountKind.COMMITMENT]) == (self.free, self.reserved)
        assert self.free + self.reserved + self.spent == self.given == -sums[funds.AccountKind.ESTIMATE]
        rows = funds.added_up(funds.line_figures(2026))
        assert (rows["left_vnd"], rows["reserved_vnd"], rows["spent_vnd"]) == (self.free, self.reserved, self.spent)
        assert funds.verify_funds()[0] == []


@pytest.mark.django_db
def test_any_order_keeps_every_sum() -> None:
    run_state_machine_as_test(Budget, settings=ONCE)
