"""The stages of a month as steps: where each stands, what it did, which comes next, and how to start it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import transaction
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from ansinh.access.public import Actor, Permission
from ansinh.areas.public import Unit
from ansinh.casework.public import queries as casework
from ansinh.flows.monthly_cycle import STAGES, work_name
from ansinh.flows.summary import LABELS, Summary
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight.queries import by_month

TASK = "month.run_stage"
"""The job that runs one stage: month "2026-11", codes of communes (empty: the province), stage, user_id."""

ALONE = ("intake", "determine", "propose")
"""The stages that one person may start; deciding, approving and paying out are acts of others on their own pages."""

_DESK = (Permission.PREPARE_PROPOSALS, Permission.DECIDE)
_RUNS = (Permission.VIEW_FIGURES,)
WHERE: dict[str, tuple[str, tuple[Permission, ...]]] = {
    "intake": ("/nap-danh-sach/", (Permission.IMPORT_LISTS,)),
    "propose": ("/de-nghi/?trang-thai=open", _DESK),
    "decide": ("/de-nghi/?trang-thai=submitted", _DESK),
    "pay": ("/chi-tra/", _RUNS),
    "settle": ("/chi-tra/", _RUNS),
}


def _page_of(code: str, actor: Actor) -> str:
    """Where a stage's own page is; empty for those whom it is not for."""
    address, permissions = WHERE.get(code, ("", ()))
    return address if any(actor.may(p) for p in permissions) else ""


@dataclass(frozen=True)
class Step:
    """A stage: ``state`` is waiting, next, skipped, running, done or failed; figures as (label, number, is money)."""

    code: str
    label: str
    state: str
    done: int
    total: int
    message: str
    figures: list[tuple[str, int, bool]]
    url: str


@dataclass(frozen=True)
class MonthState:
    """All steps; the closing summary when every stage is done. ``whole``: these are the province's own."""

    steps: list[Step]
    summary: list[tuple[str, int, bool]] | None
    balances: bool
    listed_vnd: int
    running: bool
    next_stage: str
    whole: bool
    proposals: dict[str, int]
    listed: int
    paid: int

    @property
    def startable(self) -> bool:
        """Whether the next stage is one to start from here."""
        return self.next_stage in ALONE and not self.running

    @property
    def next_step(self) -> Step | None:
        """The stage that comes next; none when the month is closed."""
        return next((step for step in self.steps if step.code == self.next_stage), None)


def _shown(figures: dict[str, Any]) -> list[tuple[str, int, bool]]:
    return [(LABELS[name], int(value), name.endswith("_vnd")) for name, value in figures.items() if name in LABELS]


def _next(known: dict[str, progress.Progress]) -> str:
    """The stage after the last one that was done; a stage left out before that stays left out."""
    codes = list(STAGES)
    done = [i for i, code in enumerate(codes) if code in known and known[code].state == "done"]
    following = codes[max(done) + 1 :] if done else codes
    return following[0] if following else ""


def _after(code: str, reached: str) -> bool:
    codes = list(STAGES)
    return bool(reached) and codes.index(code) > codes.index(reached)


def state_of_month(month: Month, commune: Unit | None, actor: Actor) -> MonthState:
    """Where a month stands for a commune, or for the province.

    A commune whose month was run with the province's sees that it was, without the province's figures.
    """
    rows = progress.of(work_name(month, [commune.code] if commune else []))
    whole = commune is None
    if not rows and commune is not None:
        rows = progress.of(work_name(month, []))
        whole = bool(rows)
    open_figures = actor.wide or not whole
    known = {row.step: row for row in rows}
    reached = _next(known)
    steps = []
    for code, label in STAGES.items():
        row = known.get(code)
        state = row.state if row else "waiting"
        if state == "waiting":
            state = "next" if code == reached else "skipped" if not _after(code, reached) else state
        figures = _shown(row.figures) if row and open_figures else []
        numbers = (row.done, row.total, row.message) if row else (0, 0, "")
        steps.append(Step(code, label, state, *numbers, figures, _page_of(code, actor)))
    summary = Summary()
    for row in rows:
        summary.take(row.figures)
    areas = [commune.pk] if commune else None
    money = by_month(month, area_ids=areas, months=1)
    finished = bool(rows) and known.get("settle") is not None and known["settle"].state == "done"
    return MonthState(
        steps=steps,
        summary=_shown(summary.figures()) if finished and open_figures else None,
        balances=summary.balances,
        listed_vnd=summary.listed_vnd,
        running=any(row.state == "running" for row in rows),
        next_stage=reached,
        whole=whole,
        proposals=casework.month_count(month.first, areas),
        listed=sum(figure.listed_vnd for figure in money),
        paid=sum(figure.paid_vnd for figure in money),
    )


def may_start() -> bool:
    """Whether a worker knows the job that runs a stage."""
    return TASK in app.tasks


def start_stage(month: Month, commune: Unit | None, stage: str, actor: Actor) -> str:
    """Queue a stage once; returns its label. Raises Refusal for an unknown stage and when it is queued already."""
    if stage not in ALONE or not may_start():
        raise Refusal("Không có bước này.", code="unknown_stage", stage=stage)
    codes = [commune.code] if commune else []
    task = app.configure_task(TASK, queueing_lock=f"{work_name(month, codes)}:{stage}")
    try:
        with transaction.atomic():  # a refused row must not spoil the request's transaction
            task.defer(month=str(month), codes=codes, stage=stage, user_id=actor.user_id)
    except AlreadyEnqueued:
        raise Refusal("Bước này đang chờ chạy.", code="already_queued", stage=stage) from None
    return STAGES[stage]
