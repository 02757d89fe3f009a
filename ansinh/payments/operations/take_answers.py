"""Taking what a provider said of a batch of payments: orders, lines and ledger move in one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.payments.formats.reports import Outcome, Report, ReturnFile
from ansinh.payments.gateway.client import Told
from ansinh.payments.models import PayrollRun, ReturnImport
from ansinh.payments.operations.book_reports import book_reports
from ansinh.payments.operations.orders_table import ASKED, CREATE_TOLD, ENDED, JUDGE, SILENT, TAKE
from ansinh.payments.states import OrderState
from ansinh.payments.taken import taken_run


def take_answers(*, run_id: int, lines: Sequence[int], told: Sequence[Told], asked: bool, on: date) -> None:
    """Record an answer about ``lines``. What it does not mention stays unknown; what ended moves the money.

    A provider's word carries no booking of a bank: the statement that follows confirms it or contradicts it.
    """
    with acting_as(SYSTEM), connection.cursor() as cursor:
        run = taken_run(run_id)
        cursor.execute(CREATE_TOLD)
        with cursor.copy("COPY payments_told FROM STDIN") as copy:
            for one in told:
                copy.write_row(astuple(one))
        cursor.execute(JUDGE, {"run": run_id, "asked": list(lines)})
        cursor.execute(TAKE)
        cursor.execute(SILENT, [list(lines)])
        if asked:
            cursor.execute(ASKED, [list(lines)])
        cursor.execute(ENDED)
        reports = [
            Report(f"mã {key}", key, Outcome.PAID if state == OrderState.EXECUTED else Outcome.RETURNED, vnd, reason)
            for key, vnd, state, reason in cursor.fetchall()
        ]
        cursor.execute("DROP TABLE payments_told, payments_judged")
        if reports:
            _book(run, reports, on)
        crash_here("gateway.take:before_commit")
    crash_here("gateway.take:after_commit")


def _book(run: PayrollRun, reports: Sequence[Report], on: date) -> None:
    said = json.dumps([astuple(report) for report in reports], ensure_ascii=False)
    digest = hashlib.sha256(said.encode()).hexdigest()
    made = ReturnImport.objects.create(run=run, kind=ReturnImport.Kind.GATEWAY, sha256=digest, name="cổng thanh toán")
    book_reports(run=run, file_id=made.pk, parsed=ReturnFile(kind="gateway", reports=tuple(reports)), on=on)
    audit.record(
        actor=SYSTEM,
        action="payroll.gateway",
        object_kind="payroll_run",
        object_id=run.pk,
        area_id=run.area_id,
        details={"import": made.pk, "payments": len(reports)},
    )
