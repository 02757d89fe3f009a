"""The payroll run that an address is about."""

from __future__ import annotations

from django.http import Http404

from ansinh.oversight import payrolls
from ansinh.payments import public as payments


def opened_run(pk: int) -> payments.PayrollRun:
    """The run, if it is in sight; not found otherwise."""
    found = payrolls.run(pk)
    if found is None:
        raise Http404("Không có kỳ chi trả này trong địa bàn của bạn.")
    return found
