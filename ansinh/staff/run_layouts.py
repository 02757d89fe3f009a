"""The payers' own files of a run: which may be written for it, and which may be read for it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from django.utils import timezone

from ansinh.payments import public as payments
from ansinh.payments.public import file_layouts


@dataclass(frozen=True)
class RunLayouts:
    """Layouts to send, those of the run's pay day; and of answers, those since then."""

    out: list[file_layouts.Layout]
    back: list[file_layouts.Layout]


def layouts_of(run: payments.PayrollRun, used: Collection[str]) -> RunLayouts:
    """The layouts that hold for a run, by payer; of those to send only such as somebody of the run is paid through.

    ``used``: the ways by which the run's lines are paid.
    """
    sent, answered = file_layouts.layouts_on_and_since(run.area_id, run.pay_on, timezone.localdate())
    out = [one.layout for one in sent if one.layout.direction == "out"]
    back = [one.layout for one in answered if one.layout.direction == "in"]
    return RunLayouts([one for one in out if set(one.channels) & set(used)], back)
