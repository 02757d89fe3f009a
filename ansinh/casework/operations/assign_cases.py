"""Taking cases over, or giving them to a colleague."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from ansinh.access.public import Actor, Permission, User, actor_of
from ansinh.casework.case_policies import check_may_own, locked_cases
from ansinh.casework.models import Case, CaseBatch, CaseStep
from ansinh.casework.operations.step_case import histories_of
from ansinh.casework.operations.write_batch import Came, tried, write_batch
from ansinh.kernel.errors import Refusal

TAKE, ASSIGN = "take", "assign"


@transaction.atomic
def assign_cases(*, actor: Actor, case_ids: Collection[int], owner_id: int, on: date) -> CaseBatch:
    """Make somebody the owner of several cases. Raises Refusal unless that person is there to work on cases."""
    user = User.objects.filter(pk=owner_id, is_active=True).first()
    owner = actor_of(user, on) if user else None
    if owner is None or not (owner.may(Permission.PREPARE_PROPOSALS) or owner.may(Permission.DECIDE)):
        raise Refusal("Không có người này, hoặc người này không giải quyết hồ sơ.", code="unknown_user")
    cases, came = locked_cases(case_ids), Came()
    histories = histories_of([case.pk for case in cases])

    def check(case: Case) -> None:
        check_may_own(case, actor)
        check_may_own(case, owner)
        if case.owner_id == owner_id:
            raise Refusal("Đã do %(owner)s thụ lý.", code="same_owner", owner=owner.display_name)
        if on < histories[case.pk][-1].on:
            raise Refusal("Ngày này trước việc gần nhất của hồ sơ.", code="out_of_order")

    act = TAKE if owner_id == actor.user_id else ASSIGN
    passed = tried(cases, check, came)
    steps = CaseStep.objects.bulk_create(
        CaseStep(
            case=case,
            act=act,
            before=case.state,
            after=case.state,
            on=on,
            by_id=actor.user_id,
            said=owner.display_name,
            was={"owner_id": case.owner_id},
        )
        for case in passed
    )
    Case.objects.filter(pk__in=[case.pk for case in passed]).update(owner_id=owner_id)
    came.done = {step.case_id: step for step in steps}
    return write_batch(came, actor=actor, act=act, on=on)
