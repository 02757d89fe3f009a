"""The payers' own files of a run: which may be written for it, and which may be read for it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from ansinh.payments import public as payments
from ansinh.payments.public import file_layouts


@dataclass(frozen=True)
class RunLayouts:
    """Layouts to send, those of the run's pay day; and of answers, those since then."""

    out: list[file_layouts.Layout]
    back: list[file_layouts.Layout]


def layouts_of(run: payments.PayrollRun) -> RunLayouts:
    """The layouts that hold for a run, by payer; of those to send only such as somebody of the run is paid through."""
    out = [one.layout for one in file_layouts.layouts_for(run.area_id, run.pay_on) if one.layout.direction == "out"]
    back = file_layouts.layouts_for(run.area_id, run.pay_on, timezone.localdate())
    used = file_layouts.channels_of_run(run.pk)
    return RunLayouts(
        [one for one in out if set(one.channels) & used], [one.layout for one in back if one.layout.direction == "in"]
    )
