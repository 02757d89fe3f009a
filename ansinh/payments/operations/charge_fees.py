"""What handing money over costs, by the contracts of a run's pay day: kept, and posted on the budget line of fees."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import connection

from ansinh.funds.public import (
    FEE_CONTENT,
    TransferCode,
    commit_budget,
    post_transfers,
    restore_beyond,
    spend_commitments,
)
from ansinh.payments.fees_table import BUDGET_BEARS, CHARGE, CHARGE_RECEIVED, NEEDED_AFTER_FILE
from ansinh.payments.models import PayrollRun


def charge_fees(run: PayrollRun, on: date) -> int:
    """The fees of a run that is being handed over, one row a commune and contract; returns how many.

    Within the transaction of releasing. Lines without a contract on the pay day cost nothing. What the budget bears is
    drawn from lines for fees alone, never from what people are paid from; what is missing there is counted and holds
    nobody's money back.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHARGE, {"run": run.pk, "on": run.pay_on})
        made = int(cursor.rowcount)
    if made:
        _owe(run, None, f"{FEE_CONTENT}/{run.pk}", on)
    return made


def charge_received(run: PayrollRun, file_id: int, on: date) -> int:
    """The fees of lines that a file says were received, where the contract charges those; less of what came back.

    Within the transaction of booking, after the lines moved. Returns how many rows there were.
    """
    with connection.cursor() as cursor:
        cursor.execute(CHARGE_RECEIVED, {"file": file_id})
        made = int(cursor.rowcount)
    if made:
        key = f"{FEE_CONTENT}/{run.pk}/f{file_id}"
        _owe(run, file_id, key, on)
        back = {"run": run.pk, "file": file_id, "sign": -1}
        posted = post_transfers(
            code=TransferCode.FEE_TAKEN_BACK, on=on, key=f"{key}/back", moves=BUDGET_BEARS, parameters=back,
            year=run.month.year,
        )  # fmt: skip
        if posted.transfers:
            restore_beyond(
                content=FEE_CONTENT, year=run.month.year, on=on, key=key, needed=NEEDED_AFTER_FILE, parameters=back
            )
    return made


def _owe(run: PayrollRun, file_id: int | None, key: str, on: date) -> None:
    """What became owed is posted, and drawn as far as lines for fees have it."""
    owed: dict[str, Any] = {"run": run.pk, "file": file_id, "sign": 1}
    year = run.month.year
    posted = post_transfers(
        code=TransferCode.FEE_CHARGED, on=on, key=f"{key}/charge", moves=BUDGET_BEARS, parameters=owed, year=year
    )
    if posted.transfers:
        commit_budget(
            approved=f"{key}/charge", owner=key, year=year, on=on, moves=BUDGET_BEARS, parameters=owed, may_lack=True
        )
        spend_commitments(owner=key, on=on)
