"""Handing an authorised run to the payer: instructions are sent, the money is on its way."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.public import TransferCode, post_transfers, spend_commitments
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments.models import PayrollLine, PayrollRun
from ansinh.payments.offices import needed_office
from ansinh.payments.operations.charge_fees import charge_fees
from ansinh.payments.operations.moves_table import WHOLE_RUN
from ansinh.payments.policies import check_not_authoriser, check_not_checker, check_not_maker, check_scope
from ansinh.payments.states import CASH, LineState, RunState
from ansinh.payments.taken import taken_run


def release_run(*, actor: Actor, run_id: int, on: date) -> PayrollRun:
    """Send a run's instructions. Asked again by the same person it changes nothing; by another one: AlreadyDone.

    Raises Refusal for instructions to banks without a paying office whose account they could name.
    """
    with acting_as(SYSTEM):
        run = taken_run(run_id)
        check_scope(actor, Permission.RELEASE_PAYROLL, run.area_id)
        for check in (check_not_maker, check_not_checker, check_not_authoriser):
            check(actor, run)
        if run.state in (RunState.RELEASED, RunState.SETTLED):
            if run.released_by_id == actor.user_id:
                return run
            name = run.released_by.display_name if run.released_by else "người khác"
            raise AlreadyDone("Kỳ chi trả này đã được %(name)s chuyển.", code="already_released", run=run_id, name=name)
        if run.state != RunState.AUTHORISED:
            raise Refusal("Chỉ chuyển được kỳ chi trả đã chuẩn chi.", code="state", run=run_id, state=run.state)
        if PayrollLine.objects.filter(run=run).exclude(channel__in=CASH).exists():
            needed_office(run)
        sent = PayrollLine.objects.filter(run=run, state=LineState.QUEUED).update(state=LineState.SENT)
        _post(run, on)  # after the lines: whoever draws on the same budget waits for whoever has posted
        crash_here("payroll.release:posted")
        charge_fees(run, on)
        PayrollRun.objects.filter(pk=run.pk).update(
            state=RunState.RELEASED, released_by_id=actor.user_id, released_at=Now()
        )
        audit.record(
            actor=actor,
            action="payroll.release",
            object_kind="payroll_run",
            object_id=run.pk,
            area_id=run.area_id,
            details={"lines": sent},
        )
        crash_here("payroll.release:before_commit")
        run.refresh_from_db()
    crash_here("payroll.release:after_commit")
    return run


def _post(run: PayrollRun, on: date) -> None:
    """The money is on its way, and what was reserved for it is drawn from the budget."""
    post_transfers(
        code=TransferCode.PAYROLL_RELEASED,
        on=on,
        key=f"run/{run.pk}/release",
        moves=WHOLE_RUN,
        parameters={"run": run.pk},
        year=run.month.year,
    )
    spend_commitments(owner=f"run/{run.pk}", on=on)
