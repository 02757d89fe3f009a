"""Deciding a suspected pair without merging: other people, not clear, or looked at again."""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from ansinh.access.public import Actor
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.duplicate_policies import check_pair
from ansinh.registry.duplicate_states import PairState
from ansinh.registry.models import DuplicatePair, Merge

_UNDECIDED = (PairState.SUSPECTED, PairState.CLEARED)


@transaction.atomic
def decide_pair(*, actor: Actor, pair_id: int, act: str, because: str = "") -> DuplicatePair:
    """Do ``different``, ``unsure`` or ``reopen`` to a pair. "Same" is decided by proposing a merge.

    Raises Refusal in the wrong state, without the permission, or when one of the two lives outside one's areas.
    """
    pair, found = check_pair(act, pair_id, actor)
    if act == "same":
        raise Refusal("Hai hồ sơ là một người thì phải gộp.", code="merge_instead")
    if Merge.objects.filter(pair=pair, state__in=[Merge.State.PROPOSED, Merge.State.DONE]).exists():
        raise Refusal("Cặp này đã gộp hoặc đang chờ duyệt gộp.", code="merge_stands", pair=pair_id)
    decided = found.target not in _UNDECIDED
    DuplicatePair.objects.filter(pk=pair.pk).update(
        state=found.target,
        decided_by=actor.user_id if decided else None,
        decided_at=Now() if decided else None,
        because=because[:500],
    )
    audit.record(
        actor=actor,
        action=f"duplicate.{act}",
        object_kind="duplicate_pair",
        object_id=pair.pk,
        area_id=pair.first_area_id,
        details={"people": [pair.first_id, pair.second_id]},
    )
    pair.refresh_from_db()
    return pair
