"""A sample of the last month that was paid, with some answers: made up, and the same for the same sample."""

from __future__ import annotations

from datetime import date, timedelta

from ansinh.access.public import SYSTEM, acting_as
from ansinh.flows.cast import province_cast
from ansinh.kernel.money import format_dong
from ansinh.payments.public import PayrollRun, RunState, sampling

ASKED = 60
"""Of how many lines something was told; the others wait for whoever tries the screens."""
SAMPLED_ON = 16
"""Day of the month on which the sample is drawn: some days after the pay day."""
ASKED_AFTER = timedelta(days=3)
REMARK = "Lời kể giả lập để tập làm"
# One line after the other in the order of the sample, over and over: most are well, as they should be.
_TOLD = (
    ("phone", "whole", "self", 5), ("visit", "whole", "self", 4), ("phone", "whole", "family", 4),
    ("phone", "unreached", "", None), ("visit", "whole", "self", 5), ("phone", "whole", "authorised", 3),
    ("phone", "whole", "self", 4), ("visit", "whole", "self", 5), ("phone", "whole", "self", 4),
    ("visit", "whole", "self", 3),
)  # fmt: skip
_RARE = {9: ("visit", "part", "self", 2), 17: ("visit", "none", "", 1), 43: ("phone", "wrong_person", "other", 2)}


def sample_what_was_paid(on: date) -> int:
    """Draw the province's sample of the latest settled run and record answers; returns how many. 0 when it is there."""
    officer = province_cast(on).preparer
    with acting_as(SYSTEM):
        run = PayrollRun.objects.filter(state=RunState.SETTLED, kind="monthly").order_by("-month", "pk").first()
    if run is None:
        return 0
    drawn = sampling.draw_sample(actor=officer, run_id=run.pk, area_id=run.area_id, on=on)
    if drawn.repeated:
        return 0
    with acting_as(SYSTEM):
        lines = list(
            sampling.SampledLine.objects.filter(sample_id=drawn.sample_id).select_related("line").order_by("pk")[:ASKED]
        )
    asked_on = on + ASKED_AFTER
    for place, sampled in enumerate(lines):
        how, told, collected, satisfaction = _RARE.get(place, _TOLD[place % len(_TOLD)])
        part = sampled.line.amount_vnd // 2 if told == "part" else None
        remark = (
            f"{REMARK}: nhận {format_dong(part)} đồng" if part else REMARK if told in ("none", "wrong_person") else ""
        )
        said = sampling.Said(how, asked_on, told, part, collected, satisfaction=satisfaction, remark=remark)
        sampling.record_contact(actor=officer, sampled_id=sampled.pk, said=said, on=asked_on)
    return len(lines)
