"""The month, stage by stage: lists in, facts, determination, proposals, decisions, payroll, answers matched.

Each stage finds what it has done before: run again after a stop, the same call takes the work up where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.flows.cast import Cast
from ansinh.flows.month_files import take_in_lists
from ansinh.flows.month_payment import Answer, draw_lists, send_lists, take_answers
from ansinh.flows.reactions import react
from ansinh.flows.reported_stage import reported_stage
from ansinh.flows.summary import Summary
from ansinh.kernel import progress
from ansinh.kernel.period import Month
from ansinh.oversight.queries_late_news import months_in_question

STAGES = {
    "intake": "Nạp danh sách",
    "determine": "Xác định",
    "propose": "Đề nghị",
    "decide": "Quyết định",
    "pay": "Chi trả",
    "settle": "Kết quả",
}
Report = Callable[[str, Summary], None]


@dataclass(frozen=True)
class Cycle:
    """One month of the province as it was (``communes`` empty) or of some communes, on a day, by these people.

    ``clock`` tells the moment of which the registry is asked when a stage begins: files of the same month are known
    by then. ``inbox`` is a folder of the communes' files that is not the inbox; ``answer`` is given a released run of
    which no answer was put down, and returns the files that the payers sent back. ``taking_over``: the first month here
    of people who were decided on and paid elsewhere until now.
    """

    month: Month
    on: date
    cast: Cast
    clock: Callable[[], datetime]
    communes: Sequence[areas.Unit] = ()
    inbox: Path | None = None
    answer: Answer | None = None
    taking_over: bool = False

    @property
    def area_ids(self) -> list[int] | None:
        """The units meant, with what they were before and what they are today; None: all.

        A month before July 2025 is Yên Bái's alone: old Lào Cai (code 10) decided and paid its own, whoever is in
        charge of its records today. Awards and proposals carry the commune of today, so that is meant too.
        """
        if not self.communes and self.month.first >= areas.TWO_LEVELS_FROM:
            return None
        chosen = self.communes or [areas.province(self.month.first)]
        return sorted(areas.with_successors(sorted(areas.with_parts_and_predecessors([unit.pk for unit in chosen]))))

    @property
    def work(self) -> str:
        """The name under which progress is reported."""
        return work_name(self.month, [c.code for c in self.communes])


def work_name(month: Month, codes: Sequence[str]) -> str:
    """Name of a month's work in kernel.progress: month:2026-11:all, or the communes' codes."""
    return f"month:{month}:{'+'.join(sorted(codes)) or 'all'}"


def run_month(cycle: Cycle, *, stages: Sequence[str] = tuple(STAGES), report: Report | None = None) -> Summary:
    """Run stages of a month in order and return the summary. Raises what a stage refuses; what was done stays."""
    summary = Summary()
    progress.plan(cycle.work, dict.fromkeys(STAGES, 0))
    for stage in stages:
        with reported_stage(cycle.work, stage):
            figures = _RUN[stage](cycle)
        summary.take(figures)
        progress.report(cycle.work, stage, state=progress.State.DONE, done=1, total=1, figures=figures)
        if report:
            report(stage, summary)
    return summary


def _intake(cycle: Cycle) -> dict[str, int]:
    return take_in_lists(cycle.inbox, cycle.month, cycle.communes, on=cycle.on, by=cycle.cast.preparer)


def _determine(cycle: Cycle) -> dict[str, int]:
    run = determination.determine_month(
        month=cycle.month, known_at=cycle.clock(), area_ids=cycle.area_ids, actor=cycle.cast.preparer
    )
    return {"people": run.people, "eligible": run.eligible, "undetermined": run.undetermined}


def _propose(cycle: Cycle) -> dict[str, int]:
    if casework.later_month_decided(cycle.month, cycle.area_ids):
        return {
            "proposed": 0
        }  # a month that has passed: what is new about it is proposed, reaching back, in the current one
    run = determination.latest_run(cycle.month, area_ids=cycle.area_ids)
    asked = {month: one.people for month, one in months_in_question(cycle.area_ids).items() if month < cycle.month}
    live = casework.propose_changes(
        run=run, area_ids=cycle.area_ids, actor=cycle.cast.preparer, taking_over=cycle.taking_over, past=asked
    )
    return {"proposed": live}


def _decide(cycle: Cycle) -> dict[str, int]:
    waiting = casework.to_submit(cycle.month, cycle.area_ids)
    if waiting:
        casework.submit_proposals(ids=waiting, by=cycle.cast.preparer, at=cycle.clock())
    clear = casework.clear_cases(cycle.month, cycle.area_ids, not_prepared_by=cycle.cast.decider)
    if clear:
        casework.decide_proposals(ids=clear, by=cycle.cast.decider, on=cycle.on)
    return {"decided": len(clear), "doubtful": casework.doubtful_cases(cycle.month, cycle.area_ids)}


def _pay(cycle: Cycle) -> dict[str, int]:
    return draw_lists(cycle.month, cycle.communes, on=cycle.on, cast=cycle.cast)


def _settle(cycle: Cycle) -> dict[str, int]:
    runs = send_lists(cycle.month, cycle.communes, on=cycle.on, cast=cycle.cast)
    ends = take_answers(runs, cycle.answer, on=cycle.on, cast=cycle.cast)
    react()
    return ends


_RUN: dict[str, Callable[[Cycle], dict[str, int]]] = {
    "intake": _intake,
    "determine": _determine,
    "propose": _propose,
    "decide": _decide,
    "pay": _pay,
    "settle": _settle,
}
