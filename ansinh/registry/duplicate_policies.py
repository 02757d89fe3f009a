"""May this person decide this pair? ``check_…`` raises a Refusal that says why not; its twin answers yes or no."""

from __future__ import annotations

from ansinh.access.public import Act, Actor, Permission, check_open, check_permission
from ansinh.kernel.errors import Refusal
from ansinh.registry.duplicate_states import ACTS, PairState
from ansinh.registry.models import DuplicatePair, Merge


def sees_both(actor: Actor, *area_ids: int) -> bool:
    """Whether every commune is among the actor's."""
    return actor.wide or actor.area_ids.issuperset(area_ids)


def may_decide(actor: Actor, pair: DuplicatePair) -> bool:
    """Whether ``check_pair`` would let the actor decide, in whatever state."""
    return actor.may(Permission.MERGE_PEOPLE) and sees_both(actor, pair.first_area_id, pair.second_area_id)


def check_pair(name: str, pair_id: int, actor: Actor) -> tuple[DuplicatePair, Act[PairState]]:
    """Raise unless the actor may do the act to the pair. Locks it until the transaction ends."""
    act = ACTS.get(name)
    if act is None:
        raise Refusal("Không có việc này.", code="unknown_act", act=name)
    check_open(actor, act)
    pair = DuplicatePair.objects.filter(pk=pair_id).first()
    if pair is None:
        raise Refusal("Không có cặp này trong địa bàn của bạn.", code="unknown_pair", pair=pair_id)
    check_both(actor, pair.first_area_id, pair.second_area_id)
    pair = DuplicatePair.objects.select_for_update().get(pk=pair_id)
    if pair.state not in act.sources:
        raise Refusal(
            "Không thể chọn “%(act)s”: cặp này đang ở trạng thái %(label)s.",
            code="wrong_state",
            pair=pair_id,
            act=act.label.lower(),
            label=PairState(pair.state).label.lower(),
        )
    return pair, act


def check_both(actor: Actor, *area_ids: int) -> None:
    """Both people live in the actor's areas."""
    if not sees_both(actor, *area_ids):
        raise Refusal("Cặp này thuộc hai xã khác nhau, do cấp tỉnh quyết định.", code="across_communes")


def check_merge_act(actor: Actor, merge: Merge, *, permission: Permission) -> None:
    """Raise unless the actor holds the permission, in the areas of both people."""
    check_permission(actor, permission)
    check_both(actor, merge.kept_area_id, merge.absorbed_area_id)
    if actor.user_id is None:
        raise Refusal("Phải có một người chịu trách nhiệm; hệ thống không tự gộp.", code="nobody_responsible")


def check_other_than_maker(actor: Actor, merge: Merge) -> None:
    """Of two who are both paid, who proposed the merge does not approve it."""
    if actor.user_id == merge.made_by_id:
        raise Refusal("Người đề nghị gộp không được tự duyệt.", code="maker_is_checker", merge=merge.pk)
