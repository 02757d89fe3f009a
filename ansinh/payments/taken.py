"""Taking what an operation works on: held until the end of the transaction; what is not there is refused in words."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

from ansinh.kernel.errors import Refusal
from ansinh.payments.models import PayrollLine, PayrollRun

M = TypeVar("M", bound=Model)


def taken(found: QuerySet[M], number: int, what: str) -> M:
    """The row of that number, held. ``what``: how a refusal calls it ("Đề nghị"). Raises Refusal."""
    row = found.select_for_update(of=("self",)).filter(pk=number).first()
    if row is None:
        raise Refusal("Không có %(what)s số %(number)s.", code="not_there", what=what, number=number)
    return row


def taken_run(run_id: int) -> PayrollRun:
    """A payroll run, held. Raises Refusal when there is none of that number."""
    run = PayrollRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise unknown_run(run_id)
    return run


def area_of_run(run_id: int) -> int:
    """The area of a payroll run, which is not held. Raises Refusal as ``taken_run``."""
    area_id = PayrollRun.objects.filter(pk=run_id).values_list("area_id", flat=True).first()
    if area_id is None:
        raise unknown_run(run_id)
    return area_id


def run_of_line(line_id: int) -> PayrollRun:
    """The run that a line belongs to, held. Raises Refusal when there is no such line."""
    run_id = PayrollLine.objects.filter(pk=line_id).values_list("run_id", flat=True).first()
    if run_id is None:
        raise Refusal("Không có khoản chi trả số %(line_id)s.", code="not_there", number=line_id, line_id=line_id)
    return taken_run(run_id)


def unknown_run(run_id: int) -> Refusal:
    """What is said of a run that is not there."""
    return Refusal("Không có kỳ chi trả số %(run_id)s.", code="unknown_run", run=run_id, run_id=run_id)
