"""The month's list drawn, approved, authorised, sent, and what came back of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from django.conf import settings

from ansinh.areas import public as areas
from ansinh.flows.cast import Cast
from ansinh.kernel.period import Month
from ansinh.payments import public as payments

Answer = Callable[[int], Sequence[Path]]
"""Of a run, the files that its payers sent back."""


def areas_of(month: Month, communes: Sequence[areas.Unit]) -> Sequence[areas.Unit]:
    """The units whose lists are drawn: the communes named, or the province as it was in that month, as one."""
    return communes or [areas.province(month.first)]


def draw_lists(month: Month, communes: Sequence[areas.Unit], *, on: date, cast: Cast) -> dict[str, int]:
    """Open, lock and approve the month's list of each area; what is done already stays as it is."""
    lines = listed = 0
    for area in areas_of(month, communes):
        run = payments.open_run(actor=cast.preparer, month=month, area=area, pay_on=on)
        locked = payments.lock_run(actor=cast.preparer, run_id=run.pk)
        payments.approve_run(actor=cast.decider, run_id=run.pk, manifest_sha256=locked.manifest_sha256, on=on)
        lines, listed = lines + locked.lines, listed + locked.total_vnd
    return {"lines": lines, "listed_vnd": listed}


def send_lists(month: Month, communes: Sequence[areas.Unit], *, on: date, cast: Cast) -> list[int]:
    """Authorise the approved lists and release them to the payers; returns the runs."""
    runs = [payments.open_run(actor=cast.preparer, month=month, area=a, pay_on=on) for a in areas_of(month, communes)]
    for run in runs:
        payments.authorise_run(actor=cast.authoriser, run_id=run.pk, manifest_sha256=run.manifest_sha256, on=on)
        payments.release_run(actor=cast.payer, run_id=run.pk, on=on)
    return [run.pk for run in runs]


def take_answers(run_ids: Sequence[int], answer: Answer | None, *, on: date, cast: Cast) -> dict[str, int]:
    """Read the payers' files, match them, close the runs; returns how every line ended, in lines and đồng.

    What was put down for a run is sealed before it is read; of a run for which there is nothing ``answer`` is asked.
    """
    payments.answers.seal_answers(settings.RETURNS)
    for run_id in run_ids:
        waiting = list(payments.answers.waiting_answers(run_id))
        for one in waiting:
            payments.answers.receive_answer(actor=cast.payer, waiting=one, on=on)
        for path in answer(run_id) if answer and not waiting else ():
            payments.import_returns(actor=cast.payer, run_id=run_id, content=path.read_bytes(), name=path.name, on=on)
    ends = dict.fromkeys(("paid", "returned", "unknown", "paid_vnd", "returned_vnd", "unknown_vnd"), 0)
    for run_id in run_ids:
        settled = payments.settle_run(actor=cast.payer, run_id=run_id, on=on)
        for name in ("paid", "returned", "unknown"):
            lines, amount = getattr(settled, name)
            ends[name] += lines
            ends[f"{name}_vnd"] += amount
    payments.uncollected.find_uncollected(on=on, run_ids=run_ids)
    over = sum(payments.figures_of(run_id).overpaid[0] for run_id in run_ids)
    return {**ends, "overpayments": over}
