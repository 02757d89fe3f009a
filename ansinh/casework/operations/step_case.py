"""One act on a case: its state, its clock, a line in its history. The other operations on cases end in this one."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.case_policies import kind_of, locked_case, procedure_of_case
from ansinh.casework.case_states import CLOSED, LASTING, CaseAct, CaseState
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


Change = tuple[Case, CaseAct, Mapping[str, Any]]
"""A case, the act, and what it changes besides the state."""
CLOCK = ("state", "closed_on", "due_on", "step_due_on", "paused_on", "escalated")


@transaction.atomic
def step_case(*, actor: Actor, case_id: int, act: str, on: date, said: str = "") -> Case:
    """Do an act that changes nothing else. Raises Refusal when the table, the roles or the posting do not allow it."""
    if act not in PLAIN:
        raise Refusal("Không có việc này.", code="unknown_act", act=act)
    case, found = locked_case(case_id, act, actor, on)
    return write_step(case, found, actor=actor, on=on, said=said)


def write_step(case: Case, act: CaseAct, *, actor: Actor, on: date, said: str = "", **changes: Any) -> Case:
    """Write the act down, lead the case to its next state and set its clock anew. Called within a transaction."""
    history = history_of(case)
    check_said(act, said)
    check_suggested(case, act)
    check_day(case, act, history, on)
    write_steps([(case, act, changes)], {case.pk: history}, actor=actor, on=on, said=said)
    audit.record(
        actor=actor, action=f"case.{act.name}", object_kind="case", object_id=case.pk, area_id=case.area_id,
        details={"kind": case.kind, "state": str(case.state)},
    )  # fmt: skip
    return case


def write_steps(
    changes: Sequence[Change], histories: Mapping[int, list[Done]], *, actor: Actor, on: date, said: str = ""
) -> list[CaseStep]:
    """Write acts that were checked, of as many cases at once as there are."""
    steps = []
    for case, act, more in changes:
        was = {name: getattr(case, name) for name in more} if more and act.name not in LASTING else None
        steps.append(
            CaseStep(
                case=case,
                act=act.name,
                before=case.state,
                after=act.target,
                on=on,
                by_id=actor.user_id,
                said=said.strip()[:LONGEST],
                was=was,
            )
        )
        case.state = act.target
        case.closed_on = on if CaseState(case.state) in CLOSED else None
        for name, value in more.items():
            setattr(case, name, value)
        set_clock(case, [*histories.get(case.pk, []), Done(act.name, on)])
        case.escalated = 0
    if len(changes) == 1:
        changes[0][0].save()
    else:
        fields = sorted({*CLOCK, *(name.removesuffix("_id") for _, _, more in changes for name in more)})
        Case.objects.bulk_update([case for case, _, _ in changes], fields)
    return CaseStep.objects.bulk_create(steps)


def check_said(act: CaseAct, said: str) -> None:
    """Raise when the act needs a text and there is none."""
    if act.says and not said.strip():
        raise Refusal("Hãy ghi: %(says)s.", code="text_missing", field="said", act=act.name, says=act.says.lower())


def check_suggested(case: Case, act: CaseAct) -> None:
    """Raise where what is to be granted was not suggested; a written answer is decided whatever it says."""
    if act.name == "decide" and case.suggested == Case.Suggested.REFUSE and not kind_of(case).answers:
        raise Refusal(
            "Công chức đề xuất không giải quyết; hãy trả lời bằng văn bản hoặc trả lại.", code="not_suggested"
        )


def check_day(case: Case, act: CaseAct, history: Sequence[Done], on: date) -> None:
    """Raise when something was done after the day, or the posting has not lasted its days (NĐ 20/2021 Đ8.1.b)."""
    if on < (history[-1].on if history else case.received_on):
        raise Refusal("Ngày này trước việc gần nhất của hồ sơ.", code="out_of_order")
    until = posted_until(case, history) if act.name == "close_posting" else None
    if until is not None and on < until:
        raise Refusal(
            "Niêm yết phải đủ thời gian, đến hết ngày %(until)s.", code="posting_not_over", until=f"{until:%d/%m/%Y}"
        )


def posted_until(case: Case, history: Sequence[Done]) -> date | None:
    """The last day of the working days that a case is posted (NĐ 20/2021 Đ8.1.b); None where it is not, or unbound."""
    days = max((step.posting_days for step in procedure_of_case(case).steps), default=0)
    posted = next((done.on for done in reversed(history) if done.act == "post"), None)
    return calendar().after(posted, days) if days and posted is not None else None


def history_of(case: Case) -> list[Done]:
    """The acts done to a case and not taken back, in order."""
    return histories_of([case.pk]).get(case.pk, [])


def histories_of(case_ids: Collection[int]) -> dict[int, list[Done]]:
    """The same of several cases."""
    found: dict[int, list[Done]] = {}
    steps = CaseStep.objects.filter(case_id__in=case_ids, undoes=None, undone=None).order_by("id")
    for case_id, act, on in steps.values_list("case_id", "act", "on"):
        found.setdefault(case_id, []).append(Done(act, on))
    return found


def set_clock(case: Case, history: list[Done]) -> None:
    """The due days of a case after what was done to it; a closed case keeps the one it was judged by."""
    clock = clock_of(procedure_of_case(case), case.received_on, history)
    case.paused_on = clock.paused_on if case.closed_on is None else None
    case.due_on = clock.due_on if case.closed_on is None or clock.due_on else case.due_on
    case.step_due_on = clock.step_due_on if case.closed_on is None else None
