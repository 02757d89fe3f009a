"""One act on several cases at once; each keeps its checks, and those that may not are told why."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from ansinh.access.public import Actor, Permission
from ansinh.casework.case_policies import check_case_act, locked_cases, own_household
from ansinh.casework.case_states import CaseAct
from ansinh.casework.models import Case, CaseBatch
from ansinh.casework.operations.step_case import check_day, check_said, histories_of, write_steps
from ansinh.casework.operations.write_batch import Came, tried, write_batch
from ansinh.kernel.errors import Refusal

SENT_ON = ("check", "supplied", "present", "post", "close_posting", "forward", "convene", "accept")
"""Acts that lead on and are the same for all: what is told of one person alone is done to one case alone."""


@transaction.atomic
def step_cases(*, actor: Actor, case_ids: Collection[int], act: str, on: date, said: str = "") -> CaseBatch:
    """Lead several cases on. Raises Refusal for another act, for none chosen, and when a text is missing for all."""
    if act not in SENT_ON:
        raise Refusal("Việc này làm ở từng hồ sơ.", code="unknown_act", act=act)
    cases, came = locked_cases(case_ids), Came()
    histories = histories_of([case.pk for case in cases])
    own = set(own_household(actor.user_id, on))
    acts: dict[int, CaseAct] = {}

    def check(case: Case) -> None:
        found = acts[case.pk] = check_case_act(case, act, actor)
        if found.permission is Permission.DECIDE and case.person_id in own:
            raise Refusal("Người thuộc hộ gia đình của chính bạn.", code="own_household")
        check_said(found, said)
        check_day(case, found, histories.get(case.pk, []), on)

    passed = tried(cases, check, came)
    if passed:
        changes = [(case, acts[case.pk], {}) for case in passed]
        steps = write_steps(changes, histories, actor=actor, on=on, said=said)
        came.done = {step.case_id: step for step in steps}
    return write_batch(came, actor=actor, act=act, on=on)
