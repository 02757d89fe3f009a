"""Closing a run's reconciliation: every line is paid, returned or unknown, and unpaid money goes back to the budget."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.public import TransferCode, post_transfers, restore_budget
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.kernel.outbox import publish
from ansinh.payments.models import PayrollLine, PayrollRun
from ansinh.payments.operations.moves_table import CAME_BACK, NOT_GIVEN_BACK
from ansinh.payments.policies import check_scope
from ansinh.payments.states import LineState, RunState
from ansinh.payments.taken import taken_run

_STATES = "SELECT state, count(*), coalesce(sum(amount_vnd), 0) FROM payments_line WHERE run_id = %s GROUP BY 1"


@dataclass(frozen=True, slots=True)
class Settled:
    """How a run ended, as (lines, đồng). What is unknown stays with the payer until a report or statement says more."""

    paid: tuple[int, int]
    returned: tuple[int, int]
    unknown: tuple[int, int]


def settle_run(*, actor: Actor, run_id: int, on: date) -> Settled:
    """Close a released run; on a settled one, say how it stands now. Unpaid lines are carried over by the next run."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        run = taken_run(run_id)
        check_scope(actor, Permission.RECORD_RETURNS, run.area_id)
        if run.state not in (RunState.RELEASED, RunState.SETTLED):
            raise Refusal("Kỳ chi trả chưa chuyển đơn vị chi trả, chưa đối chiếu được.", code="state", run=run_id)
        if run.state == RunState.RELEASED:
            PayrollLine.objects.filter(run=run, state=LineState.SENT).update(state=LineState.UNKNOWN)
            posted = post_transfers(
                code=TransferCode.RETURNED_TO_BUDGET,
                on=on,
                key=f"run/{run.pk}/budget",
                moves=NOT_GIVEN_BACK,
                parameters={"run": run.pk},
                year=run.month.year,
            )
            restore_budget(owner=f"run/{run.pk}", on=on, returned=CAME_BACK, parameters={"run": run.pk})
            crash_here("payroll.settle:posted")
            PayrollRun.objects.filter(pk=run.pk).update(state=RunState.SETTLED, settled_at=Now())
            if posted.moves:
                publish("payment.returned", {"run_id": run.pk, "lines": posted.moves, "amount_vnd": posted.amount_vnd})
            audit.record(
                actor=actor,
                action="payroll.settle",
                object_kind="payroll_run",
                object_id=run.pk,
                area_id=run.area_id,
                details={"returned": posted.moves},
            )
            crash_here("payroll.settle:before_commit")
        cursor.execute(_STATES, [run.pk])
        states = {state: (int(lines), int(amount)) for state, lines, amount in cursor.fetchall()}
    crash_here("payroll.settle:after_commit")
    return Settled(*(states.get(state, (0, 0)) for state in ("paid", "returned", "unknown")))
