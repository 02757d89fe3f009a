"""May this person do this to this request? ``check_…`` raises a Refusal that says why not."""

from __future__ import annotations

from django.db.models import Q

from ansinh.access.public import Act, Actor, Permission, check_open, check_permission
from ansinh.kernel.errors import Refusal
from ansinh.registry.models import ChangeRequest, Touch
from ansinh.registry.requests.kind import Approval
from ansinh.registry.requests.kinds import REQUEST_KINDS
from ansinh.registry.states import ACTS, LIVE, State


def reaches(actor: Actor, area_id: int | None) -> bool:
    """Whether a commune lies in the actor's areas."""
    return actor.wide or area_id in actor.area_ids


def may(act: Act[State], request: ChangeRequest, actor: Actor) -> bool:
    """Whether the table of states, the areas and the second pair of eyes allow it; conflicts are another matter."""
    if request.state not in act.sources or not act.open_to(actor):
        return False
    if not reaches(actor, _side(act, request)) or _foreign_draft(request, actor):
        return False
    return act.name not in ("approve", "refuse") or actor.user_id != request.made_by_id


def _side(act: Act[State], request: ChangeRequest) -> int | None:
    """The commune whose act it is: who receives people takes them up or not, and gives them back."""
    receives = REQUEST_KINDS[request.kind].approval is Approval.RECEIVER
    return request.to_area_id if receives and act.name in ("approve", "refuse", "undo") else request.area_id


def _foreign_draft(request: ChangeRequest, actor: Actor) -> bool:
    """A draft is only its maker's."""
    return request.state == State.DRAFT and request.made_by_id != actor.user_id


def locked(request_id: int, act_name: str, actor: Actor) -> ChangeRequest:
    """The request, locked until the transaction ends. Raises Refusal unless this person may do this to it now."""
    act = ACTS[act_name]
    request = ChangeRequest.objects.filter(pk=request_id).select_for_update(of=("self",)).first()
    if request is None or _foreign_draft(request, actor):
        raise Refusal("Không có tin này trong địa bàn của bạn.", code="unknown_request")
    check_open(actor, act)
    if not reaches(actor, _side(act, request)):
        who = "Xã nhận" if _side(act, request) == request.to_area_id else "Xã đã báo tin"
        raise Refusal("%(who)s mới làm được việc này.", code="other_commune", act=act_name, who=who)
    if request.state not in act.sources:
        state = State(request.state).label.lower()
        raise Refusal(
            "Không thể %(act)s: tin đang ở trạng thái “%(state)s”.",
            code="wrong_state",
            act=act.label.lower(),
            state=state,
        )
    if act_name in ("approve", "refuse") and actor.user_id == request.made_by_id:
        raise Refusal("Bạn là người báo tin này; phải do người khác duyệt.", code="maker_is_checker")
    return request


def check_may_record(actor: Actor, area_id: int) -> None:
    """Raise unless this person may bring news about people of this commune."""
    check_permission(actor, Permission.RECORD_NEWS)
    if not reaches(actor, area_id):
        raise Refusal("Người này ở ngoài địa bàn của bạn.", code="outside_scope")


def in_the_way(request: ChangeRequest) -> list[ChangeRequest]:
    """Live requests about a fact that this one is about too, on the same days; the oldest first."""
    same = Q()
    for touch in request.touches.all():
        same |= Q(subject=touch.subject, subject_id=touch.subject_id, fact=touch.fact, days__overlap=touch.days)
    if not same:
        return []
    ids = Touch.objects.filter(same, request__state__in=LIVE).exclude(request_id=request.pk).values("request_id")
    return list(ChangeRequest.objects.filter(pk__in=ids).order_by("opened_at", "pk"))


def older_in_the_way(request: ChangeRequest) -> list[ChangeRequest]:
    """Those that have to be decided first."""
    mine = (request.opened_at, request.pk)
    return [other for other in in_the_way(request) if (other.opened_at, other.pk) < mine]
