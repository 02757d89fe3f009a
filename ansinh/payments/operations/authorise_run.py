"""Authorising the payment of an approved run: the chief accountant or the holder of the account lets the money go."""

from __future__ import annotations

from datetime import date

from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import AlreadyDone, Refusal
from ansinh.payments.manifest import manifest_of
from ansinh.payments.models import PayrollRun
from ansinh.payments.policies import check_not_checker, check_not_maker, check_scope
from ansinh.payments.states import RunState
from ansinh.payments.taken import taken_run


def authorise_run(*, actor: Actor, run_id: int, manifest_sha256: str, on: date) -> PayrollRun:
    """Authorise what the hash names. The same person asking again gets the same answer; another one AlreadyDone.

    Raises Refusal before approval, when the hash is not the run's or the lines no longer give it, and for those who
    made or approved the run. ``on`` is the day that the audit names.
    """
    with acting_as(SYSTEM):
        run = taken_run(run_id)
        check_scope(actor, Permission.AUTHORISE_PAYROLL, run.area_id)
        check_not_maker(actor, run)
        check_not_checker(actor, run)
        if run.manifest_sha256 != manifest_sha256:
            raise Refusal("Danh sách đã khác với bản anh/chị xem: hãy xem lại.", code="other_manifest", run=run_id)
        if run.state in (RunState.AUTHORISED, RunState.RELEASED, RunState.SETTLED):
            return _authorised_before(actor, run)
        if run.state != RunState.APPROVED:
            raise Refusal("Chỉ chuẩn chi được kỳ chi trả đã duyệt.", code="state", run=run_id, state=run.state)
        if manifest_of(run.pk) != run.manifest_sha256:
            raise Refusal(
                "Nội dung danh sách không còn khớp mã xác nhận: không chuẩn chi.", code="tampered", run=run_id
            )
        PayrollRun.objects.filter(pk=run.pk).update(
            state=RunState.AUTHORISED, authorised_by_id=actor.user_id, authorised_at=Now()
        )
        audit.record(
            actor=actor,
            action="payroll.authorise",
            object_kind="payroll_run",
            object_id=run.pk,
            area_id=run.area_id,
            details={"manifest": manifest_sha256, "on": on.isoformat()},
        )
        run.refresh_from_db()
        crash_here("payroll.authorise:before_commit")
    crash_here("payroll.authorise:after_commit")
    return run


def _authorised_before(actor: Actor, run: PayrollRun) -> PayrollRun:
    if run.authorised_by_id == actor.user_id or run.authorised_by is None:
        return run
    raise AlreadyDone(
        "Kỳ chi trả này đã được %(authorised_by)s chuẩn chi.",
        code="already_authorised",
        run=run.pk,
        authorised_by=run.authorised_by.display_name,
    )
