"""Matching what payers reported with the lines of a run, and moving the money with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from ansinh.funds.public import TransferCode, post_transfers, restore_budget
from ansinh.kernel.crash import crash_here
from ansinh.payments.formats.reports import ReturnFile
from ansinh.payments.group_names import message_id, read_group_id
from ansinh.payments.models import PayrollRun
from ansinh.payments.operations.charge_fees import charge_received
from ansinh.payments.operations.matching_table import CREATE_REPORT, EXPAND_GROUP, MATCH, UPDATE_LINES
from ansinh.payments.operations.moves_table import CAME_BACK, MATCHED, NOT_GIVEN_BACK
from ansinh.payments.operations.post_recoveries import OF_FILE, post_undone
from ansinh.payments.states import LineState, RunState


def book_reports(*, run: PayrollRun, file_id: int, parsed: ReturnFile, on: date) -> None:
    """Match the reports of a kept file and carry out what fits. The run is locked; the caller's role sees all of it."""
    with connection.cursor() as cursor:
        _load(cursor, run, parsed)
        cursor.execute(MATCH, {"file": file_id, "run": run.pk})
        cursor.execute("DROP TABLE payments_report")
        crash_here("payroll.import:matched")
        _carry_out(cursor, run, file_id, on)


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
    charge_received(run, file_id, on)
    post_undone(key=f"import/{file_id}", lines=OF_FILE, parameters={"file": file_id}, on=on)
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
