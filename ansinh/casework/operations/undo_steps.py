"""Taking back what was just done to a case: a dated act of its own in the history, with the reason."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from ansinh.access.public import Actor
from ansinh.casework.case_policies import check_may_undo, locked_cases
from ansinh.casework.case_states import CLOSED, LIVE_CASES, CaseState
from ansinh.casework.models import Case, CaseBatch, CaseStep, DocumentCase, Proposal
from ansinh.casework.operations.step_case import CLOCK, LONGEST, histories_of, set_clock
from ansinh.casework.operations.submit_proposals import recall_proposals
from ansinh.casework.operations.write_batch import Came, tried, write_batch
from ansinh.casework.states import State
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

SUBMITS = ("submit", "take_up")
_KEPT = ("owner", "suggested", "prepared_by", "because", "to_area")


@transaction.atomic
def undo_step(*, actor: Actor, case_id: int, step_id: int, because: str, on: date, at: datetime) -> Case:
    """Take one step back. Raises Refusal when it may not be (``check_may_undo``) or a document was issued since."""
    (case,), came = locked_cases([case_id]), Came()
    _undo([case], {case_id: step_id}, came, actor=actor, because=because, on=on, at=at)
    if case_id in came.refused:
        raise Refusal(came.refused[case_id], code="no_undo")
    audit.record(
        actor=actor, action="case.undo", object_kind="case", object_id=case_id, area_id=case.area_id,
        details={"step": step_id},
    )  # fmt: skip
    return case


@transaction.atomic
def undo_batch(*, actor: Actor, batch_id: int, because: str, on: date, at: datetime) -> CaseBatch:
    """Take back what a batch did, as far as it may be; what may not is told case by case."""
    batch = CaseBatch.objects.filter(pk=batch_id, by_id=actor.user_id).first()
    if batch is None or CaseBatch.objects.filter(undoes=batch).exists():
        raise Refusal("Không có việc này, hoặc đã lấy lại rồi.", code="unknown_batch")
    steps = dict(batch.lines.filter(step__isnull=False).values_list("case_id", "step_id"))
    cases, came = locked_cases(steps), Came()
    _undo(cases, steps, came, actor=actor, because=because, on=on, at=at)
    return write_batch(came, actor=actor, act="undo", on=on, undoes=batch)


def _undo(
    cases: Sequence[Case], wanted: dict[int, int], came: Came, *, actor: Actor, because: str, on: date, at: datetime
) -> None:
    because = because.strip()[:LONGEST]
    if not because:
        raise Refusal("Hãy ghi lý do lấy lại.", code="text_missing")
    steps = {step.pk: step for step in CaseStep.objects.filter(pk__in=wanted.values(), case__in=cases)}
    last = _last_steps([case.pk for case in cases])
    issued = _issued_since(wanted.values())
    gone = {case_id: steps[pk] for case_id, pk in wanted.items() if pk in steps}
    live = _live_alike([case for case in cases if not case.live])

    def check(case: Case) -> None:
        step = gone.get(case.pk)
        if step is None or step.case_id != case.pk:
            raise Refusal("Hồ sơ không có việc này.", code="unknown_step")
        check_may_undo(step, last.get(case.pk), actor, at)
        if step.pk in issued:
            raise Refusal("Sau việc này đã phát hành văn bản của hồ sơ.", code="issued_since")
        if on < step.on:
            raise Refusal("Ngày này trước việc gần nhất của hồ sơ.", code="out_of_order")
        if case.pk in live:
            raise Refusal("Người này đã có hồ sơ cùng loại khác.", code="one_live")

    passed = tried(cases, check, came)
    _recall([case for case in passed if gone[case.pk].act in SUBMITS], actor)
    undone = CaseStep.objects.bulk_create(
        CaseStep(
            case=case,
            act="undo",
            before=case.state,
            after=gone[case.pk].before,
            on=on,
            by_id=actor.user_id,
            said=because,
            undoes=gone[case.pk],
        )
        for case in passed
    )
    _restore(passed, gone)
    came.done = {step.case_id: step for step in undone}


def _restore(cases: Sequence[Case], gone: dict[int, CaseStep]) -> None:
    """What the steps had changed is as it was; the clock runs as if they had not been done."""
    histories = histories_of([case.pk for case in cases])
    for case in cases:
        step = gone[case.pk]
        case.state = step.before
        case.closed_on = case.closed_on if CaseState(case.state) in CLOSED else None
        values: dict[str, Any] = step.was or {}
        for name, value in values.items():
            setattr(case, name, value)
        set_clock(case, histories[case.pk])
    if cases:
        Case.objects.bulk_update(cases, [*CLOCK, *_KEPT])


def _recall(cases: Sequence[Case], actor: Actor) -> None:
    """Proposals that a submission submitted go back to the desk."""
    for case in cases:
        own = Proposal.objects.filter(case=case, state=State.SUBMITTED, prepared_by_id=actor.user_id)
        if ids := list(own.values_list("pk", flat=True)):
            recall_proposals(ids=ids, by=actor, case_id=case.pk)


def _last_steps(case_ids: Collection[int]) -> dict[int, CaseStep]:
    """The last step of each case that was not taken back."""
    found = CaseStep.objects.filter(case_id__in=case_ids, undoes=None, undone=None)
    return {step.case_id: step for step in found.order_by("case_id", "-id").distinct("case_id")}


def _issued_since(step_ids: Collection[int]) -> set[int]:
    """Those of some steps after which a document of the case was issued."""
    later = DocumentCase.objects.filter(case__steps__in=list(step_ids), document__issued_at__gt=F("case__steps__at"))
    return set(later.values_list("case__steps", flat=True))


def _live_alike(closed: Sequence[Case]) -> set[int]:
    """Closed cases that cannot be live again: the person has another of the kind."""
    found = Case.objects.filter(person_id__in=[case.person_id for case in closed], state__in=LIVE_CASES)
    alike = set(found.values_list("person_id", "kind", "programme"))
    return {case.pk for case in closed if (case.person_id, case.kind, case.programme) in alike}
