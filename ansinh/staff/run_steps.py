"""The steps of a payroll run as a line of stations: who did each, when, and which comes next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from ansinh.access.public import Permission
from ansinh.payments.public import PayrollRun

PAYROLL = (
    Permission.PREPARE_PAYROLL,
    Permission.APPROVE_PAYROLL,
    Permission.AUTHORISE_PAYROLL,
    Permission.RELEASE_PAYROLL,
    Permission.RECORD_RETURNS,
)
"""The rights of those who take a step of a run."""
ORDER = ("draft", "locked", "approved", "authorised", "released", "settled")
LABELS = {
    "draft": "Mở kỳ",
    "locked": "Chốt danh sách",
    "approved": "Duyệt",
    "authorised": "Chuẩn chi",
    "released": "Chuyển chi",
    "settled": "Đối chiếu xong",
}


@dataclass(frozen=True)
class Step:
    """A station: ``state`` is done, next or waiting."""

    label: str
    state: str
    who: str
    at: datetime | None


def steps_of(run: PayrollRun) -> list[Step]:
    """The stations of a run; a cancelled one keeps what was done, one of before authorising lacks that."""
    order = tuple(code for code in ORDER if code != "authorised" or not run.by_three)
    reached = order.index(run.state) if run.state in order else -1
    who = {
        "draft": (run.made_by.display_name, run.made_at),
        "locked": (run.made_by.display_name if run.locked_at else "", run.locked_at),
        "approved": (run.approved_by.display_name if run.approved_by else "", run.approved_at),
        "authorised": (run.authorised_by.display_name if run.authorised_by else "", run.authorised_at),
        "released": (run.released_by.display_name if run.released_by else "", run.released_at),
        "settled": ("", run.settled_at),
    }
    return [
        Step(LABELS[code], "done" if i <= reached else "next" if i == reached + 1 and reached >= 0 else "", *who[code])
        for i, code in enumerate(order)
    ]
