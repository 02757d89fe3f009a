"""Cancelling a run before it goes to the payer: its lines lapse, what was made payable is taken back."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.public import TransferCode, post_transfers, void_commitments
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import PayrollLine, PayrollRun
from ansinh.payments.operations.moves_table import WHOLE_RUN
from ansinh.payments.operations.post_recoveries import OF_RUN, post_undone
from ansinh.payments.policies import check_scope
from ansinh.payments.states import LineState, RunState
from ansinh.payments.taken import taken_run


def cancel_run(*, actor: Actor, run_id: int, because: str, on: date) -> PayrollRun:
    """Cancel a run that was not sent. Raises Refusal once instructions were sent: money may be paid already."""
    if not because.strip():
        raise Refusal("Phải ghi lý do hủy kỳ chi trả.", code="reason_missing")
    with acting_as(SYSTEM):
        run = taken_run(run_id)
        check_scope(actor, Permission.PREPARE_PAYROLL, run.area_id)
        if run.state == RunState.CANCELLED:
            return run
        if run.state in (RunState.RELEASED, RunState.SETTLED):
            raise Refusal("Kỳ chi trả đã chuyển đơn vị chi trả, không hủy được.", code="already_released", run=run_id)
        if run.state in (RunState.APPROVED, RunState.AUTHORISED):
            post_transfers(
                code=TransferCode.PAYROLL_WITHDRAWN,
                on=on,
                key=f"run/{run.pk}/withdraw",
                moves=WHOLE_RUN,
                parameters={"run": run.pk},
                year=run.month.year,
            )
            void_commitments(owner=f"run/{run.pk}", on=on)
        if run.locked_at is not None:
            post_undone(key=f"run/{run.pk}/cancel", lines=OF_RUN, parameters={"run": run.pk}, on=on)
        lines = PayrollLine.objects.filter(run=run, state=LineState.QUEUED).update(state=LineState.CANCELLED)
        PayrollRun.objects.filter(pk=run.pk).update(
            state=RunState.CANCELLED, cancelled_at=Now(), cancelled_because=because.strip()
        )
        audit.record(
            actor=actor,
            action="payroll.cancel",
            object_kind="payroll_run",
            object_id=run.pk,
            area_id=run.area_id,
            details={"lines": lines},
        )
        crash_here("payroll.cancel:before_commit")
        run.refresh_from_db()
    return run
