"""Deciding that two records are one person: who of them stays, and whose word counts where they differ."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction
from django.db.models.functions import Now

from ansinh.access.public import Actor, Permission
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.duplicate_policies import check_merge_act, check_other_than_maker, check_pair
from ansinh.registry.duplicate_states import PairState
from ansinh.registry.merging import settled_choices
from ansinh.registry.models import DuplicatePair, Merge, Person


@transaction.atomic
def propose_merge(
    *, actor: Actor, pair_id: int, kept_id: int, choices: Mapping[str, str], because: str, both_paid: bool
) -> Merge:
    """Decide "same" and write down the merge; nothing else changes. ``both_paid``: somebody else has to approve it.

    Raises Refusal when the pair is not open, the kept record is neither of the two, or a choice is none.
    """
    pair, _ = check_pair("same", pair_id, actor)
    if kept_id not in (pair.first_id, pair.second_id):
        raise Refusal("Hồ sơ giữ lại phải là một trong hai hồ sơ của cặp.", code="not_of_the_pair", person=kept_id)
    absorbed_id = pair.second_id if kept_id == pair.first_id else pair.first_id
    settled = settled_choices(kept_id, absorbed_id, choices)
    area = dict(Person.objects.filter(pk__in=[kept_id, absorbed_id]).values_list("pk", "area_id"))
    merge = Merge.objects.create(
        pair=pair,
        kept_id=kept_id,
        absorbed_id=absorbed_id,
        kept_area_id=area[kept_id],
        absorbed_area_id=area[absorbed_id],
        choices=settled,
        because=because[:500],
        both_paid=both_paid,
        made_by_id=actor.user_id,
    )
    check_merge_act(actor, merge, permission=Permission.MERGE_PEOPLE)
    DuplicatePair.objects.filter(pk=pair.pk).update(
        state=PairState.SAME, decided_by=actor.user_id, decided_at=Now(), because=because[:500]
    )
    _record(actor, "merge.propose", merge)
    return merge


@transaction.atomic
def refuse_merge(*, actor: Actor, merge_id: int, because: str) -> None:
    """Send a proposed merge back: the pair is suspected again."""
    merge = Merge.objects.select_for_update().filter(pk=merge_id, state=Merge.State.PROPOSED).first()
    if merge is None:
        raise Refusal("Không có đề nghị gộp nào đang chờ.", code="nothing_proposed", merge=merge_id)
    check_merge_act(actor, merge, permission=Permission.DECIDE)
    check_other_than_maker(actor, merge)
    Merge.objects.filter(pk=merge_id).update(state=Merge.State.REFUSED, checked_by=actor.user_id)
    DuplicatePair.objects.filter(pk=merge.pair_id).update(
        state=PairState.SUSPECTED, decided_by=None, decided_at=None, because=because[:500]
    )
    _record(actor, "merge.refuse", merge)


def _record(actor: Actor, action: str, merge: Merge) -> None:
    audit.record(
        actor=actor,
        action=action,
        object_kind="merge",
        object_id=merge.pk,
        area_id=merge.kept_area_id,
        details={"kept": merge.kept_id, "absorbed": merge.absorbed_id, "both_paid": merge.both_paid},
    )
