"""Reading what a payer sent back and matching it, line by line, in one transaction."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.public import TransferCode, post_transfers, restore_budget
from ansinh.kernel import audit
from ansinh.kernel.crash import crash_here
from ansinh.kernel.errors import Refusal
from ansinh.payments.formats.read_apart import read_apart
from ansinh.payments.formats.reports import ReturnFile
from ansinh.payments.group_names import message_id, read_group_id, run_code
from ansinh.payments.models import PayrollRun, ReturnImport
from ansinh.payments.operations.matching_table import COUNTS, CREATE_REPORT, EXPAND_GROUP, MATCH, UPDATE_LINES
from ansinh.payments.operations.moves_table import CAME_BACK, MATCHED, NOT_GIVEN_BACK
from ansinh.payments.policies import check_scope
from ansinh.payments.states import LineState, RunState


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


def import_returns(*, actor: Actor, run_id: int, content: bytes, name: str, on: date) -> Imported:
    """Match a returned file (post office XLSX, camt.053, pain.002) with the lines of a run.

    Rows that do not fit (unknown code, another run's line, another amount, booked twice, paid after it was returned)
    are listed as problems and change nothing. The same file read again changes nothing. Raises Refusal for a file that
    cannot be read, is of another run, or when the run was not handed over yet.
    """
    _check_may_hand_in(actor, run_id)
    parsed = read_apart(content, name)
    crash_here("payroll.import:read")
    digest = hashlib.sha256(content).hexdigest()
    with acting_as(SYSTEM), connection.cursor() as cursor:
        run = PayrollRun.objects.select_for_update().get(pk=run_id)
        if run.state not in (RunState.RELEASED, RunState.SETTLED):
            raise Refusal("Kỳ chi trả chưa chuyển đơn vị chi trả nên chưa có kết quả.", code="state", run=run_id)
        if parsed.run_code and parsed.run_code != run_code(run):
            raise Refusal(
                f"Tệp {name} là danh sách của kỳ {parsed.run_code}, không phải kỳ {run_code(run)}.",
                code="other_run",
                file=name,
                run=run_id,
            )
        known = ReturnImport.objects.filter(run=run, sha256=digest).first()
        if known is not None:
            return _summary(cursor, known.pk, repeated=True)
        made = ReturnImport.objects.create(
            run=run, kind=parsed.kind, sha256=digest, name=name[-200:], imported_by_id=actor.user_id
        )
        _load(cursor, run, parsed)
        cursor.execute(MATCH, {"file": made.pk, "run": run.pk})
        cursor.execute("DROP TABLE payments_report")
        crash_here("payroll.import:matched")
        _carry_out(cursor, run, made.pk, on)
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


def _check_may_hand_in(actor: Actor, run_id: int) -> None:
    """Refuse whoever may not hand in this run's files, before a byte of the file is read."""
    with acting_as(SYSTEM):
        area_id = PayrollRun.objects.values_list("area_id", flat=True).get(pk=run_id)
        check_scope(actor, Permission.RECORD_RETURNS, area_id)


def _load(cursor: Any, run: PayrollRun, parsed: ReturnFile) -> None:
    rows: list[tuple[object, ...]] = [
        (i, r.place, r.key, str(r.outcome), r.amount_vnd, r.reason, r.reference, "", "")
        for i, r in enumerate(parsed.reports)
    ]
    rows += [
        (len(rows) + i, p.place, p.value, "", None, "", "", p.code, p.message) for i, p in enumerate(parsed.problems)
    ]
    cursor.execute(CREATE_REPORT)
    with cursor.copy("COPY payments_report FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    for i, group in enumerate(parsed.groups, len(rows)):
        place: dict[str, Any] = {
            "place_no": i,
            "place": group.place,
            "outcome": str(group.outcome),
            "reason": group.reason,
            "run": run.pk,
            "group": group.group_id,
            **read_group_id(cursor, run, group.group_id),
        }
        if group.message_id != message_id(run):
            message = "Trả lời này không phải cho tệp của kỳ chi trả này."
            values = [i, group.place, group.message_id, "other_run", message]
            cursor.execute("INSERT INTO payments_report VALUES (%s, %s, %s, '', NULL, '', '', %s, %s)", values)
            continue
        cursor.execute(EXPAND_GROUP, place)
    cursor.execute("ANALYZE payments_report")


def _carry_out(cursor: Any, run: PayrollRun, file_id: int, on: date) -> None:
    """Lines move to what was reported, the money with them; first the payments, then what came back from them."""
    waiting = [str(LineState.SENT), str(LineState.UNKNOWN)]
    _post(TransferCode.PAYMENT_MADE, file_id, "paid", waiting, on)
    cursor.execute(UPDATE_LINES, {"file": file_id, "outcome": "paid"})
    _post(TransferCode.PAYMENT_RETURNED, file_id, "returned", waiting, on)
    _post(TransferCode.RETURNED_AFTER_PAYMENT, file_id, "returned", [str(LineState.PAID)], on)
    cursor.execute(UPDATE_LINES, {"file": file_id, "outcome": "returned"})
    crash_here("payroll.import:posted")
    if run.state == RunState.SETTLED:
        post_transfers(
            code=TransferCode.RETURNED_TO_BUDGET,
            on=on,
            key=f"import/{file_id}/budget",
            moves=NOT_GIVEN_BACK,
            parameters={"run": run.pk},
            year=run.month.year,
        )
        restore_budget(owner=f"run/{run.pk}", on=on, returned=CAME_BACK, parameters={"run": run.pk})


def _post(code: TransferCode, file_id: int, outcome: str, states: list[str], on: date) -> None:
    post_transfers(
        code=code,
        on=on,
        key=f"import/{file_id}/{code}",
        moves=MATCHED,
        parameters={"file": file_id, "outcome": outcome, "states": states},
    )


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
