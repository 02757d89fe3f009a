"""Signing several cases that are clear; every other one has to be opened and looked at."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework.case_doubts import doubts_of
from ansinh.casework.case_policies import check_case_act, kind_of, locked_cases
from ansinh.casework.cases.kind import Outcome
from ansinh.casework.models import Case, CaseBatch
from ansinh.casework.operations.decide_case import decide_case, refuse_case
from ansinh.casework.operations.give_once import answer_once
from ansinh.casework.operations.propose_for_person import standing_for_kinds
from ansinh.casework.operations.write_batch import Came, each_alone, write_batch
from ansinh.kernel.errors import Refusal


@transaction.atomic
def decide_cases(*, actor: Actor, case_ids: Collection[int], on: date, at: datetime) -> CaseBatch:
    """Sign what was suggested, case by case under its own number: the law is asked again for each person.

    A case with any doubt is refused, with the doubt; so is one whose answer by law is not what was suggested.
    """
    cases, came = locked_cases(case_ids), Came()
    doubts = doubts_of(cases, on)

    def sign(case: Case) -> None:
        granted = case.suggested == Case.Suggested.GRANT
        check_case_act(case, "decide" if granted else "refuse", actor)
        if doubts[case.pk]:
            raise Refusal("Phải mở xem riêng: %(doubts)s.", code="doubtful", doubts="; ".join(doubts[case.pk]))
        if granted:
            decide_case(actor=actor, case_id=case.pk, on=on, at=at)
        else:
            _check_law_refuses(case, on, at)
            refuse_case(actor=actor, case_id=case.pk, on=on, because=case.because)

    each_alone(cases, sign, came)
    return write_batch(came, actor=actor, act="decide", on=on, audited=True)


def _check_law_refuses(case: Case, on: date, at: datetime) -> None:
    """Raise unless the law says no without doubt."""
    kind = kind_of(case)
    with acting_as(SYSTEM):
        if kind.outcome is Outcome.ONCE:
            answer = answer_once(case, at)["outcome"]
            says_no, cannot_tell = answer == "not_eligible", answer == "undetermined"
        else:
            stands = standing_for_kinds(case.person_id, on, at, kind.changes, look_ahead=kind.looks_ahead)
            rows = stands.changes.select("programme", "kind").rows()
            cannot_tell = stands.unclear
            says_no = not any(programme == case.programme and change in kind.changes for programme, change in rows)
    if cannot_tell:
        raise Refusal("Phải mở xem riêng: luật chưa kết luận được vì thiếu thông tin.", code="doubtful")
    if not says_no:
        raise Refusal("Phải mở xem riêng: theo luật thì có căn cứ giải quyết.", code="doubtful")
