"""Until when: the due day of every step of a file.

The day on which a term begins is not counted, the count begins the day after (BLDS 2015 Đ147.1). A step begins when the
one before is done; as long as that is open, its due day stands in.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ansinh.legislation.deadlines.deadlines_table import DEADLINES, KINDS, Deadline, Step
from ansinh.legislation.deadlines.working_days import WorkingCalendar
from ansinh.legislation.errors import LawError, RuleSetError
from ansinh.legislation.timing import Procedure, procedure_of_track


@dataclass(frozen=True, slots=True)
class Due:
    """``begins_on``: the day from which the term runs (not counted); ``due_on``: its last day.

    Both are None where they cannot be told: the step, or one before it that is still open, has no term.
    """

    step: Step
    begins_on: date | None
    due_on: date | None
    done_on: date | None

    @property
    def late(self) -> bool | None:
        """Whether the step was done after its due day; None while it is open or has no due day."""
        return None if self.due_on is None or self.done_on is None else self.done_on > self.due_on


def deadline_of(kind: str, *, received_on: date, as_of: date | None = None) -> Deadline:
    """The steps of a file received on a day and not decided by ``as_of`` (None: the day of receipt).

    Raises RuleSetError for an unknown kind, LawError where the procedure has no such file, and as procedure_of_track.
    """
    rows = [deadline for deadline in DEADLINES if deadline.kind == kind]
    if not rows:
        raise RuleSetError(f"no kind of file is called {kind!r}")
    procedure: Procedure = procedure_of_track(rows[0].track, decided_on=as_of or received_on, received_on=received_on)
    for deadline in rows:
        if deadline.procedure == procedure.code:
            return deadline
    raise LawError(f"{KINDS[kind]}: không có trong {procedure.label_vi}, hoặc chưa đọc được văn bản.")


def due_dates(
    start: date,
    steps: Sequence[Step],
    calendar: WorkingCalendar,
    *,
    done: Mapping[str, date] | None = None,
    cases: Collection[str] = (),
    case_began: Mapping[str, date] | None = None,
    stopped: Collection[date] = (),
) -> tuple[Due, ...]:
    """Due days of the steps of a file that came in on ``start``.

    ``done``: code of a step to the day on which it was finished. ``cases``: what happened ("complaint"), so that the
    steps of that case are taken; ``case_began``: the day from which such a step runs, when it is not the step before.
    ``stopped``: days on which terms stand still, because the citizen has to bring something.
    Raises LawError outside the calendar or when a step is done before the file came in.
    """
    finished, began = done or {}, case_began or {}
    found: list[Due] = []
    begins: date | None = start
    for step in steps:
        if step.only_if and step.only_if not in cases:
            continue
        done_on = finished.get(step.code)
        if done_on is not None and done_on < start:
            raise LawError(f"{step.text_vi}: ngày {done_on:%d/%m/%Y} trước ngày nhận hồ sơ {start:%d/%m/%Y}.")
        runs_from = began.get(step.only_if, begins) if step.only_if else begins
        due_on = _due(runs_from, step, calendar, stopped)
        found.append(Due(step, runs_from if step.days is not None else None, due_on, done_on))
        begins = done_on or due_on
    return tuple(found)


def total_working_days(deadline: Deadline, cases: Collection[str] = ()) -> int | None:
    """The working days of all steps together; None when one has no term, counts other days, or nothing is known."""
    steps = [step for step in deadline.steps if not step.only_if or step.only_if in cases]
    if not steps or any(step.days is None or step.unit != "working" for step in steps):
        return None
    return sum(step.days or 0 for step in steps)


def _due(begins: date | None, step: Step, calendar: WorkingCalendar, stopped: Collection[date]) -> date | None:
    if begins is None or step.days is None:
        return None
    if not stopped:
        return begins + timedelta(days=step.days) if step.unit == "calendar" else calendar.after(begins, step.days)
    day, left = begins, step.days
    while left:
        day += timedelta(days=1)
        counts = step.unit == "calendar" or calendar.is_working(day)
        left -= counts and day not in stopped
    return day
