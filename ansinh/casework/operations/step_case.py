"""One act on a case: its state, its clock, a line in its history. The other operations on cases end in this one."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.case_policies import locked_case, procedure_of_case
from ansinh.casework.case_states import CLOSED, CaseAct, CaseState
from ansinh.casework.cases.clock import Done, calendar, clock_of
from ansinh.casework.models import Case, CaseStep
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

LONGEST = 2_000
PLAIN = frozenset(
    {
        "ask", "supplied", "withdraw", "recall", "check", "present", "send_back", "post", "complain", "conclude",
        "close_posting", "forward", "send_down", "convene", "refer", "board", "accept", "return",
    }
)  # fmt: skip
"""Acts that do nothing but lead from one state to the next."""


@transaction.atomic
def step_case(*, actor: Actor, case_id: int, act: str, on: date, said: str = "") -> Case:
    """Do an act that changes nothing else. Raises Refusal when the table, the roles or the posting do not allow it."""
    if act not in PLAIN:
        raise Refusal("Không có việc này.", code="unknown_act", act=act)
    case, found = locked_case(case_id, act, actor, on)
    _check_posted(case, found, on)
    return write_step(case, found, actor=actor, on=on, said=said)


def write_step(case: Case, act: CaseAct, *, actor: Actor, on: date, said: str = "", **changes: Any) -> Case:
    """Write the act down, lead the case to its next state and set its clock anew. Called within a transaction."""
    said = said.strip()[:LONGEST]
    if act.says and not said:
        raise Refusal(f"Hãy ghi: {act.says.lower()}.", code="text_missing", act=act.name)
    history = history_of(case)
    if on < (history[-1].on if history else case.received_on):
        raise Refusal("Ngày này trước việc gần nhất của hồ sơ.", code="out_of_order")
    CaseStep.objects.create(
        case=case, act=act.name, before=case.state, after=act.target, on=on, by_id=actor.user_id, said=said
    )
    case.state = act.target
    case.closed_on = on if CaseState(case.state) in CLOSED else None
    for name, value in changes.items():
        setattr(case, name, value)
    set_clock(case, [*history, Done(act.name, on)])
    case.escalated = 0
    case.save()
    audit.record(
        actor=actor, action=f"case.{act.name}", object_kind="case", object_id=case.pk, area_id=case.area_id,
        details={"kind": case.kind, "state": str(case.state)},
    )  # fmt: skip
    return case


def history_of(case: Case) -> list[Done]:
    """The acts done to a case, in order."""
    return [Done(act, on) for act, on in case.steps.order_by("id").values_list("act", "on")]


def set_clock(case: Case, history: list[Done]) -> None:
    """The due days of a case after what was done to it; a closed case keeps the one it was judged by."""
    clock = clock_of(procedure_of_case(case), case.received_on, history)
    case.paused_on = clock.paused_on if case.closed_on is None else None
    case.due_on = clock.due_on if case.closed_on is None or clock.due_on else case.due_on
    case.step_due_on = clock.step_due_on if case.closed_on is None else None


def _check_posted(case: Case, act: CaseAct, on: date) -> None:
    """The posting has to have lasted its days before it is over (NĐ 20/2021 Đ8.1.b)."""
    days = max((step.posting_days for step in procedure_of_case(case).steps), default=0)
    if act.name != "close_posting" or not days:
        return
    posted = case.steps.filter(act="post").order_by("-id").values_list("on", flat=True).first()
    if posted is not None and on < (until := calendar().after(posted, days)):
        raise Refusal(
            f"Niêm yết từ {posted:%d/%m/%Y} phải đủ {days} ngày làm việc, đến hết ngày {until:%d/%m/%Y}.",
            code="posting_not_over",
        )
