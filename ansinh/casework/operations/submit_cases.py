"""Putting several cases before whoever decides, where the law has a ground for each."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.case_doubts import BY_LAW
from ansinh.casework.case_policies import check_case_act, kind_of, locked_cases
from ansinh.casework.models import Case, CaseBatch
from ansinh.casework.operations.submit_case import submit_case
from ansinh.casework.operations.write_batch import Came, each_alone, write_batch
from ansinh.kernel.errors import Refusal


@transaction.atomic
def submit_cases(*, actor: Actor, case_ids: Collection[int], on: date, at: datetime) -> CaseBatch:
    """Submit, suggesting to grant, case by case: the law is asked for each person; without ground it is refused."""
    came = Came()

    def submit(case: Case) -> None:
        check_case_act(case, "submit", actor)
        if kind_of(case).outcome not in BY_LAW:
            raise Refusal("Loại hồ sơ này trình từng hồ sơ.", code="one_by_one")
        submit_case(actor=actor, case_id=case.pk, suggested=Case.Suggested.GRANT, on=on, at=at)

    each_alone(locked_cases(case_ids), submit, came)
    return write_batch(came, actor=actor, act="submit", on=on, audited=True)
