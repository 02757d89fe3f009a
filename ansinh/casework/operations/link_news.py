"""Joining to a case the change request that records what it asks for."""

from __future__ import annotations

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.case_policies import check_may_receive, kind_of
from ansinh.casework.case_states import CaseState
from ansinh.casework.models import Case
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import ChangeRequest, RequestState

_BEFORE_DECIDING = (CaseState.RECEIVED, CaseState.RETURNED, CaseState.CITIZEN, CaseState.COUNCIL, CaseState.POSTED)
USABLE = (RequestState.OPEN, RequestState.APPROVED, RequestState.APPLIED)


def takes_news(case: Case) -> bool:
    """Whether a case stands where a change request can still be joined to it."""
    return case.state in _BEFORE_DECIDING


@transaction.atomic
def link_news(*, actor: Actor, case_id: int, request_id: int) -> Case:
    """Join a change request about the same person, of a kind that the case ends in."""
    case = Case.objects.filter(pk=case_id).select_for_update(of=("self",)).first()
    request = ChangeRequest.objects.filter(pk=request_id).first()
    if case is None or request is None:
        raise Refusal("Không có hồ sơ hoặc tin này trong địa bàn của bạn.", code="unknown_case")
    kind = kind_of(case)
    check_may_receive(actor, case.area_id, kind)
    if not takes_news(case):
        raise Refusal("Hồ sơ không còn ở bước gắn tin.", code="wrong_state")
    if request.person_id != case.person_id or request.kind not in kind.news or request.state not in USABLE:
        raise Refusal("Tin này không phải của việc này, hoặc chưa gửi.", code="other_news")
    case.request = request
    case.save(update_fields=["request"])
    audit.record(
        actor=actor, action="case.link_news", object_kind="case", object_id=case.pk, area_id=case.area_id,
        details={"request": request.pk},
    )  # fmt: skip
    return case
