"""Putting proposals before whoever decides, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.models import Proposal
from ansinh.casework.policies import check_act
from ansinh.kernel import audit


@transaction.atomic
def submit_proposals(*, ids: Sequence[int], by: Actor, at: datetime, case_id: int | None = None) -> int:
    """Submit; the submitter becomes their maker. Returns how many. ``case_id``: the case that leads to them."""
    act = check_act("submit", ids, by, case_id=case_id)
    done = Proposal.objects.filter(pk__in=ids).update(
        state=act.target, prepared_by_id=by.user_id, prepared_at=at, returned_because=""
    )
    audit.record(actor=by, action="proposals.submit", object_kind="proposal", details={"count": done})
    return done


@transaction.atomic
def recall_proposals(*, ids: Sequence[int], by: Actor, case_id: int | None = None) -> int:
    """Take submitted proposals back before they are decided. Returns how many."""
    act = check_act("recall", ids, by, case_id=case_id)
    done = Proposal.objects.filter(pk__in=ids).update(state=act.target, prepared_by=None, prepared_at=None)
    audit.record(actor=by, action="proposals.recall", object_kind="proposal", details={"count": done})
    return done


@transaction.atomic
def return_proposals(*, ids: Sequence[int], by: Actor, because: str, case_id: int | None = None) -> int:
    """Send submitted proposals back to their maker with a reason. Returns how many."""
    act = check_act("return", ids, by, case_id=case_id)
    done = Proposal.objects.filter(pk__in=ids).update(state=act.target, returned_because=because)
    audit.record(actor=by, action="proposals.return", object_kind="proposal", details={"count": done})
    return done
