"""Reading what a payer sent back and matching it, line by line, in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.read_apart import read_apart
from ansinh.payments.formats.reports import ReturnFile
from ansinh.payments.group_names import run_code
from ansinh.payments.layouts.read import read_answer
from ansinh.payments.models import PayrollRun, ReturnImport
from ansinh.payments.operations.book_reports import book_reports
from ansinh.payments.operations.matching_table import COUNTS
from ansinh.payments.policies import check_scope
from ansinh.payments.queries_layouts import InForce, layout_named, layouts_for
from ansinh.payments.states import RunState
from ansinh.payments.taken import area_of_run, taken_run, unknown_run


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file told: lines newly paid and returned, what was known already, and rows that need a person's eye.

    ``repeated`` says that this very file was read before and nothing was done now.
    """

    import_id: int
    repeated: bool
    paid: int
    returned: int
    known: int
    pending: int
    problems: int


def import_returns(*, actor: Actor, run_id: int, content: bytes, name: str, on: date, layout: str = "") -> Imported:
    """Match a returned file (post office XLSX, camt.053, pain.002) with the lines of a run.

    ``layout``: code of the answer's layout that the file has, of those that hold in the run's area between its pay day
    and ``on``; then a heading, value or word that it does not know refuses the whole file. Rows that do not fit
    (unknown code, another run's line, another amount, booked twice, paid after it was returned) are listed as problems
    and change nothing. The same file read again changes nothing. Raises Refusal for a file that cannot be read, is of
    another run, or when the run was not handed over yet.
    """
    _check_may_hand_in(actor, run_id)
    chosen = _chosen_layout(run_id, layout, on) if layout else None
    parsed = read_answer(content, name, chosen.layout) if chosen else read_apart(content, name)
    crash_here("payroll.import:read")
    digest = hashlib.sha256(content).hexdigest()
    with acting_as(SYSTEM), connection.cursor() as cursor:
        run = taken_run(run_id)
        if run.state not in (RunState.RELEASED, RunState.SETTLED):
            raise Refusal("Kỳ chi trả chưa chuyển đơn vị chi trả nên chưa có kết quả.", code="state", run=run_id)
        _check_own(run, parsed, name)
        known = ReturnImport.objects.filter(run=run, sha256=digest).first()
        if known is not None:
            return _summary(cursor, known.pk, repeated=True)
        made = ReturnImport.objects.create(
            run=run, kind=parsed.kind, sha256=digest, name=name[-200:], imported_by_id=actor.user_id,
            layout=chosen.stamp if chosen else "",
        )  # fmt: skip
        book_reports(run=run, file_id=made.pk, parsed=parsed, on=on)
        audit.record(
            actor=actor,
            action="payroll.returns",
            object_kind="payroll_run",
            object_id=run.pk,
            area_id=run.area_id,
            details={"import": made.pk, "sha256": digest},
        )
        crash_here("payroll.import:before_commit")
        summary = _summary(cursor, made.pk, repeated=False)
    crash_here("payroll.import:after_commit")
    return summary


def _check_own(run: PayrollRun, parsed: ReturnFile, name: str) -> None:
    """Refuse the list of another run."""
    if parsed.run_code and parsed.run_code != run_code(run):
        raise Refusal(
            "Tệp %(name)s là danh sách của kỳ %(run_code)s, không phải kỳ %(run_code_2)s.",
            code="other_run",
            file=name,
            run=run.pk,
            name=name,
            run_code=parsed.run_code,
            run_code_2=run_code(run),
        )


def _chosen_layout(run_id: int, code: str, on: date) -> InForce:
    with acting_as(SYSTEM):
        run = PayrollRun.objects.filter(pk=run_id).first()
        if run is None:
            raise unknown_run(run_id)
        return layout_named(layouts_for(run.area_id, run.pay_on, on), code, "in")


def _check_may_hand_in(actor: Actor, run_id: int) -> None:
    """Refuse whoever may not hand in this run's files, before a byte of the file is read."""
    with acting_as(SYSTEM):
        check_scope(actor, Permission.RECORD_RETURNS, area_of_run(run_id))


def _summary(cursor: Any, import_id: int, *, repeated: bool) -> Imported:
    cursor.execute(COUNTS, [import_id])
    counts = {(status, outcome): int(n) for status, outcome, n in cursor.fetchall()}

    def of(*statuses: str) -> int:
        return sum(n for (status, _), n in counts.items() if status in statuses)

    return Imported(
        import_id=import_id,
        repeated=repeated,
        paid=counts.get(("matched", "paid"), 0),
        returned=counts.get(("matched", "returned"), 0),
        known=of("confirmed", "repeated"),
        pending=of("pending"),
        problems=of("problem"),
    )
