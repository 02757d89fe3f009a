"""Approving a payroll run by its hash: the money becomes payable."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.public import TransferCode, commit_budget, post_transfers
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments.manifest import manifest_of
from ansinh.payments.models import PayrollRun
from ansinh.payments.offices import keep_office
from ansinh.payments.operations.moves_table import WHOLE_RUN
from ansinh.payments.policies import check_not_maker, check_scope
from ansinh.payments.providers import keep_provider
from ansinh.payments.states import RunState
from ansinh.payments.taken import taken_run


def approve_run(*, actor: Actor, run_id: int, manifest_sha256: str, on: date) -> PayrollRun:
    """Approve what the hash names. The same person asking again gets the same answer; another one AlreadyDone.

    Raises Refusal when the hash is not the run's, when the lines no longer give it, for the maker, and where the year's
    budget is checked and does not suffice.
    """
    with acting_as(SYSTEM):
        run = taken_run(run_id)
        check_scope(actor, Permission.APPROVE_PAYROLL, run.area_id)
        check_not_maker(actor, run)
        _check_manifest(run, manifest_sha256)
        if run.state in (RunState.APPROVED, RunState.AUTHORISED, RunState.RELEASED, RunState.SETTLED):
            return _approved_before(actor, run)
        if run.state != RunState.LOCKED:
            raise Refusal(
                "Kỳ chi trả đang ở trạng thái “%(get_state_display)s”, không duyệt được.",
                code="state",
                get_state_display=run.get_state_display(),
            )
        if manifest_of(run.pk) != run.manifest_sha256:
            raise Refusal("Nội dung danh sách không còn khớp mã xác nhận: không duyệt.", code="tampered", run=run_id)
        _post(run, on)
        crash_here("payroll.approve:posted")
        PayrollRun.objects.filter(pk=run.pk).update(
            state=RunState.APPROVED, approved_by_id=actor.user_id, approved_at=Now()
        )
        keep_office(run)  # set since the list was locked
        keep_provider(run)
        audit.record(
            actor=actor,
            action="payroll.approve",
            object_kind="payroll_run",
            object_id=run.pk,
            area_id=run.area_id,
            details={"manifest": manifest_sha256},
        )
        run.refresh_from_db()
        crash_here("payroll.approve:before_commit")
    crash_here("payroll.approve:after_commit")
    return run


def _post(run: PayrollRun, on: date) -> None:
    """What the list holds becomes payable, and as much of the year's budget is reserved for it."""
    key, year, of_run = f"run/{run.pk}/approve", run.month.year, {"run": run.pk}
    post_transfers(code=TransferCode.PAYROLL_APPROVED, on=on, key=key, moves=WHOLE_RUN, parameters=of_run, year=year)
    commit_budget(approved=key, owner=f"run/{run.pk}", year=year, on=on, moves=WHOLE_RUN, parameters=of_run)


def _check_manifest(run: PayrollRun, manifest_sha256: str) -> None:
    if run.manifest_sha256 != manifest_sha256:
        raise Refusal(
            "Danh sách đã khác với bản anh/chị xem: hãy xem lại rồi duyệt theo mã xác nhận mới.",
            code="other_manifest",
            run=run.pk,
        )


def _approved_before(actor: Actor, run: PayrollRun) -> PayrollRun:
    if run.approved_by_id == actor.user_id:
        return run
    name = run.approved_by.display_name if run.approved_by else "người khác"
    raise AlreadyDone("Kỳ chi trả này đã được %(name)s duyệt.", code="already_approved", run=run.pk, name=name)
