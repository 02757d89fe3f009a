"""What handing a run over costs, by the contracts of its pay day: kept, and posted on the budget line of fees."""

from __future__ import annotations

from datetime import date

from django.db import connection

from ansinh.funds.public import FEE_CONTENT, TransferCode, commit_budget, post_transfers, spend_commitments
from ansinh.payments.fees_table import BUDGET_BEARS, CHARGE
from ansinh.payments.models import PayrollRun


def charge_fees(run: PayrollRun, on: date) -> int:
    """The fees of a run that is being handed over, one row a commune and contract; returns how many.

    Within the transaction of releasing. Lines without a contract on the pay day cost nothing. What the budget bears is
    drawn from lines for fees alone, never from what people are paid from; what is missing there is counted and holds
    nobody's money back.
    """
    of_run, year = {"run": run.pk}, run.month.year
    with connection.cursor() as cursor:
        cursor.execute(CHARGE, of_run | {"on": run.pay_on})
        made = int(cursor.rowcount)
    if made:
        key = f"{FEE_CONTENT}/{run.pk}"
        posted = post_transfers(
            code=TransferCode.FEE_CHARGED, on=on, key=f"{key}/charge", moves=BUDGET_BEARS, parameters=of_run, year=year
        )
        if posted.transfers:
            commit_budget(
                approved=f"{key}/charge", owner=key, year=year, on=on, moves=BUDGET_BEARS, parameters=of_run,
                may_lack=True,
            )  # fmt: skip
            spend_commitments(owner=key, on=on)
    return made
