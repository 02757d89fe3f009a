"""Correcting a payment that was recorded as received and was not: by another person than who recorded it, with why."""

from __future__ import annotations

import hashlib
from datetime import date

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.reports import Outcome, Report, ReturnFile
from ansinh.payments.models import PayrollLine, ReturnImport, ReturnRow
from ansinh.payments.operations.book_reports import book_reports
from ansinh.payments.policies import check_scope
from ansinh.payments.states import LineState
from ansinh.payments.taken import run_of_line


def correct_result(*, actor: Actor, line_id: int, because: str, on: date) -> None:
    """The line was not received after all: its money is held again, and the next list carries it over.

    Only what a list or a scan said is corrected so; what a bank booked comes back by a booking. Asked again it changes
    nothing. Raises Refusal for who recorded the payment, without a reason, and for a line that is not paid.
    """
    text = " ".join(because.split())
    if not 5 <= len(text) <= 200:
        raise Refusal("Hãy ghi lý do điều chỉnh (từ 5 đến 200 ký tự).", code="reason_missing")
    with acting_as(SYSTEM):
        run = run_of_line(line_id)
        check_scope(actor, Permission.APPROVE_PAYROLL, run.area_id)
        line = PayrollLine.objects.select_for_update().get(pk=line_id)
        told = ReturnRow.objects.select_related("file").filter(line=line, status=ReturnRow.Status.MATCHED)
        if line.state == LineState.RETURNED and told.filter(file__kind=ReturnImport.Kind.CORRECTION).exists():
            return
        paid = told.filter(outcome=Outcome.PAID).first()
        if line.state != LineState.PAID or paid is None:
            raise Refusal("Chỉ điều chỉnh được khoản đang ghi là đã nhận.", code="state", line=line_id)
        if paid.reference or paid.file.kind in (ReturnImport.Kind.CAMT053, ReturnImport.Kind.GATEWAY):
            raise Refusal("Khoản này ngân hàng đã chi: phải chờ bút toán trả lại.", code="booked_by_bank", line=line_id)
        if paid.file.imported_by_id == actor.user_id:
            raise Refusal("Người ghi đã nhận không được tự điều chỉnh.", code="maker_is_checker", line=line_id)
        digest = hashlib.sha256(f"{line.key} {text}".encode()).hexdigest()
        made = ReturnImport.objects.create(
            run=run, kind=ReturnImport.Kind.CORRECTION, sha256=digest, name="điều chỉnh kết quả",
            imported_by_id=actor.user_id,
        )  # fmt: skip
        report = Report("điều chỉnh", line.key, Outcome.RETURNED, line.amount_vnd, text)
        book_reports(run=run, file_id=made.pk, parsed=ReturnFile(kind="correction", reports=(report,)), on=on)
        audit.record(
            actor=actor,
            action="payroll.correct",
            object_kind="payroll_line",
            object_id=line.pk,
            area_id=line.commune_id,
            details={"run": run.pk, "import": made.pk},
        )
        crash_here("payroll.correct:before_commit")
