"""Where each step of a month stands, told from what is there: one row a situation."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from ansinh.casework.public import Group
from ansinh.determination.public import Run
from ansinh.kernel.models import Progress
from ansinh.oversight.month_work import Determined, ListFile, MonthWork, RunMoney
from ansinh.payments.public import PayrollRun
from ansinh.staff.month_steps import CODES, STOPPED, MonthState, state_of_month

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
NOTHING = MonthWork(
    files=[], determined=Determined(None, None, 0, 0, 0), groups=[], runs=[], reports=[], unlisted=0
)  # fmt: skip


def run(pk: int = 7, *, known_at: datetime = NOW - timedelta(hours=3), areas: list[int] | None = None) -> Determined:
    made = Run(pk=pk, known_at=known_at, made_at=known_at, area_ids=areas, people=50)
    return Determined(made, made, 20, 1, 0)


def listed(accepted: int, waiting: int = 0, unclear: int = 0, *, taken: datetime | None = None) -> ListFile:
    return ListFile(1, "thang 11.xlsx", accepted, accepted, waiting, unclear, taken)


def group(state: str, count: int = 3, **more: Any) -> Group:
    fields = {"kind": "start", "doubtful": False, "own": False, "fresh": True, "change_vnd": 0, "run_id": 7}
    return Group(**({"state": state, "count": count} | fields | more))


def money(state: str, **ends: tuple[int, int]) -> RunMoney:
    return RunMoney(PayrollRun(pk=5, state=state, month=date(2026, 11, 1)), 10, 8_100_000, ends, 0, 0)


def told(step: str, state: str, *, ago: timedelta = timedelta(0), message: str = "") -> Progress:
    return Progress(work="month:2026-11:04252", step=step, state=state, updated_at=NOW - ago, message=message)


def seen(work: MonthWork) -> MonthState:
    return state_of_month(work, province=False, now=NOW)


DETERMINED = replace(NOTHING, files=[listed(5)], determined=run())
PROPOSED = replace(DETERMINED, groups=[group("open")])
DECIDED = replace(DETERMINED, groups=[group("decided")])
ENDED = {"paid": (9, 7_290_000), "returned": (1, 810_000)}
SETTLED = money("settled", **ENDED)

SITUATIONS = {
    # what is there: intake, determine, propose, decide, pay, settle, and the one to go on with
    "nothing yet": (NOTHING, "next waiting waiting waiting waiting waiting", "intake"),
    "rows to look through": (
        replace(NOTHING, files=[listed(3, 2)]), "partly waiting waiting waiting waiting waiting", "intake"),
    "only unclear rows are left": (
        replace(NOTHING, files=[listed(3, 2, 2)]), "partly next waiting waiting waiting waiting", "determine"),
    "taken in": (replace(NOTHING, files=[listed(5)]), "done next waiting waiting waiting waiting", "determine"),
    "looked for files, there were none": (
        replace(NOTHING, reports=[told("intake", "done")]), "done next waiting waiting waiting waiting", "determine"),
    "determined": (DETERMINED, "done done next waiting waiting waiting", "propose"),
    "determined without any list": (
        replace(NOTHING, determined=run()), "skipped done next waiting waiting waiting", "propose"),
    "a list accepted since": (
        replace(PROPOSED, files=[listed(5, taken=NOW)]), "done partly done waiting waiting waiting", "determine"),
    "law published since": (replace(PROPOSED, other_law=True), "done partly done waiting waiting waiting", "determine"),
    "law published once the list is drawn": (
        replace(DECIDED, runs=[money("locked")], other_law=True), "done done done done partly waiting", "pay"),
    "some communes of the province": (
        replace(NOTHING, determined=Determined(None, None, 0, 0, 4)),
        "skipped partly waiting waiting waiting waiting", "determine"),
    "proposed": (PROPOSED, "done done done next waiting waiting", "decide"),
    "proposed, nothing changes": (
        replace(DETERMINED, reports=[told("propose", "done")]), "done done done done next waiting", "pay"),
    "determined again since": (
        replace(PROPOSED, determined=run(8)), "done done partly waiting waiting waiting", "propose"),
    "submitted": (replace(DETERMINED, groups=[group("submitted")]), "done done done partly waiting waiting", "decide"),
    "only doubtful ones are left": (
        replace(DETERMINED, groups=[group("decided"), group("submitted", doubtful=True)]),
        "done done done partly next waiting", "pay"),
    "sent back to whoever prepared it": (
        replace(DETERMINED, groups=[group("decided"), group("returned", 1)]), "done done done partly next waiting",
        "pay"),
    "left from the month before": (
        replace(DETERMINED, groups=[group("submitted", fresh=False)]), "done done next waiting waiting waiting",
        "propose"),
    "decided": (DECIDED, "done done done done next waiting", "pay"),
    "opened": (replace(DECIDED, runs=[money("draft")]), "done done done done partly waiting", "pay"),
    "locked": (replace(DECIDED, runs=[money("locked")]), "done done done done partly waiting", "pay"),
    "approved": (replace(DECIDED, runs=[money("approved")]), "done done done done done next", "settle"),
    "released": (
        replace(DECIDED, runs=[money("released", sent=(10, 8_100_000))]), "done done done done done partly", "settle"),
    "a commune without a list": (
        replace(DECIDED, runs=[SETTLED], unlisted=1), "done done done done partly partly", "settle"),
    "settled": (replace(DECIDED, runs=[SETTLED]), "done done done done done done", ""),
    "settled, decisions left": (
        replace(DECIDED, groups=[group("decided"), group("submitted", doubtful=True)], runs=[SETTLED]),
        "done done done partly done done", ""),
    "paid without a determination": (
        replace(NOTHING, runs=[SETTLED]), "skipped skipped skipped skipped done done", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", SITUATIONS)
def test_states_follow_from_what_is_there(name: str) -> None:
    work, states, current = SITUATIONS[name]
    steps = seen(work).steps
    assert " ".join(step.state for step in steps) == states
    assert [step.code for step in steps if step.current] == ([current] if current else [])


def test_a_settled_month_adds_up_or_says_that_it_does_not() -> None:
    whole = seen(replace(DECIDED, runs=[SETTLED]))
    assert (whole.listed_vnd, whole.ended_vnd, whole.balances, whole.complete) == (8_100_000, 8_100_000, True, True)
    assert ("Khoản chưa nhận, chuyển kỳ sau", 1, False) in (whole.summary or [])
    short = seen(replace(DECIDED, runs=[money("settled", paid=(9, 7_290_000))]))
    assert (short.balances, short.summary is not None) == (False, True)
    assert seen(replace(DECIDED, runs=[money("released", **ENDED)])).summary is None


@pytest.mark.parametrize(
    ("report", "state", "message"),
    [
        (told("decide", "queued"), "queued", ""),
        (told("decide", "running", ago=timedelta(minutes=5)), "running", ""),
        (told("decide", "running", ago=timedelta(hours=2)), "failed", STOPPED),
        (told("decide", "failed", message="Không được."), "failed", "Không được."),
        (told("decide", "done", message="Đã trình 3 đề nghị."), "next", "Đã trình 3 đề nghị."),
    ],
)
def test_long_work_is_seen_while_it_lasts(report: Progress, state: str, message: str) -> None:
    whole = seen(replace(PROPOSED, reports=[report]))
    step = whole.steps[CODES.index("decide")]
    assert (step.state, step.message) == (state, message)
    assert whole.busy == (state in ("queued", "running"))


def test_a_failure_that_was_made_good_is_no_longer_told() -> None:
    step = seen(replace(DECIDED, reports=[told("decide", "failed", message="Không được.")])).steps[3]
    assert (step.state, step.message) == ("done", "")


def test_a_determination_that_failed_after_the_one_there_is_is_told() -> None:
    step = seen(replace(DETERMINED, reports=[told("determine", "failed", message="Không được.")])).steps[1]
    assert (step.state, step.message) == ("failed", "Không được.")
