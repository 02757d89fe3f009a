"""Ticking off the papers of a case as they come."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.case_policies import check_may_receive, kind_of
from ansinh.casework.models import Case
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def take_papers(*, actor: Actor, case_id: int, codes: Collection[str], on: date) -> int:
    """Those named are there (since today, unless they were before), the others are not. Returns how many are there."""
    case = Case.objects.filter(pk=case_id).select_for_update(of=("self",)).first()
    if case is None:
        raise Refusal("Không có hồ sơ này trong địa bàn của bạn.", code="unknown_case")
    check_may_receive(actor, case.area_id, kind_of(case))
    if not case.live:
        raise Refusal("Hồ sơ đã giải quyết xong.", code="wrong_state")
    case.papers.exclude(code__in=codes).update(given_on=None, taken_by=None)
    case.papers.filter(code__in=codes, given_on=None).update(given_on=on, taken_by_id=actor.user_id)
    there = case.papers.filter(given_on__isnull=False).count()
    audit.record(
        actor=actor, action="case.papers", object_kind="case", object_id=case.pk, area_id=case.area_id,
        details={"there": there},
    )  # fmt: skip
    return there
