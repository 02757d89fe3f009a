"""Holding a single line back before its run goes to the payer, and lifting that again."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.public import TransferCode, post_transfers
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import LineHold, PayrollLine, PayrollRun
from ansinh.payments.operations.moves_table import ONE_LINE
from ansinh.payments.operations.post_recoveries import OF_LINE, post_undone
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.states import LineState, RunState
from ansinh.payments.taken import run_of_line

SIGNERS = (
    Permission.PREPARE_PAYROLL,
    Permission.APPROVE_PAYROLL,
    Permission.AUTHORISE_PAYROLL,
    Permission.RELEASE_PAYROLL,
)
_BEFORE_RELEASE = (RunState.LOCKED, RunState.APPROVED, RunState.AUTHORISED)
_POSTED = (RunState.APPROVED, RunState.AUTHORISED)


def hold_line(*, actor: Actor, line_id: int, because: str, on: date) -> LineHold:
    """Keep a line out of what is sent; what was made payable for it is taken back. Held already: says so, unchanged.

    Whoever signs the run may do it. Raises Refusal without a reason, and once the run went to the payer.
    """
    text = _reason(because)
    with acting_as(SYSTEM):
        run = run_of_line(line_id)
        _check_signer(actor, run)
        line = PayrollLine.objects.select_for_update().get(pk=line_id)
        if line.state == LineState.HELD:
            return LineHold.objects.get(line=line)
        if run.state not in _BEFORE_RELEASE or line.state != LineState.QUEUED:
            raise Refusal("Chỉ giữ lại được khoản của kỳ đã chốt, chưa chuyển chi.", code="state", run=run.pk)
        if run.state in _POSTED:
            post_transfers(
                code=TransferCode.PAYROLL_WITHDRAWN,
                on=on,
                key=f"run/{run.pk}/hold/{line.pk}",
                moves=ONE_LINE,
                parameters={"line": line.pk},
                year=run.month.year,
            )
        post_undone(key=f"run/{run.pk}/hold/{line.pk}", lines=OF_LINE, parameters={"line": line.pk}, on=on)
        made = LineHold.objects.create(line=line, because=text, held_by_id=responsible(actor))
        PayrollLine.objects.filter(pk=line.pk).update(state=LineState.HELD, reason=text[:200])
        audit.record(
            actor=actor,
            action="payroll.hold",
            object_kind="payroll_line",
            object_id=line.pk,
            area_id=line.commune_id,
            details={"run": run.pk},
        )
        crash_here("payroll.hold:before_commit")
    return made


def lift_hold(*, actor: Actor, line_id: int, because: str) -> LineHold:
    """Let the line's months be drawn again: by the next monthly run, or by a supplementary one. Raises Refusal."""
    text = _reason(because)
    with acting_as(SYSTEM):
        held = (
            LineHold.objects.select_for_update(of=("self",)).select_related("line__run").filter(line_id=line_id).first()
        )
        if held is None:
            raise Refusal("Khoản này không bị giữ lại.", code="not_held", line=line_id)
        _check_signer(actor, held.line.run)
        if held.lifted_at is not None:
            return held
        LineHold.objects.filter(pk=held.pk).update(lifted_by_id=actor.user_id, lifted_at=Now(), lifted_because=text)
        audit.record(
            actor=actor,
            action="payroll.lift_hold",
            object_kind="payroll_line",
            object_id=line_id,
            area_id=held.line.commune_id,
            details={"run": held.line.run_id},
        )
        held.refresh_from_db()
    return held


def _reason(because: str) -> str:
    text = " ".join(because.split())
    if not 0 < len(text) <= 500:
        raise Refusal("Hãy ghi lý do (tối đa 500 ký tự).", code="reason_missing")
    return text


def _check_signer(actor: Actor, run: PayrollRun) -> None:
    held = next((permission for permission in SIGNERS if actor.may(permission)), Permission.PREPARE_PAYROLL)
    check_scope(actor, held, run.area_id)
