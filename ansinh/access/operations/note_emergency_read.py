"""Recording that a lent record was read."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import EmergencyAccess
from ansinh.access.scope import acting_as
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def note_emergency_read(*, actor: Actor, person_id: int, at: datetime, shown: list[str]) -> EmergencyAccess:
    """The grant under which the actor reads now, with this reading counted. Raises Refusal when none is in force.

    ``shown``: the fields that were uncovered.
    """
    found = (
        EmergencyAccess.objects.filter(asked_by_id=actor.user_id, person_id=person_id, granted=True, until__gt=at)
        .order_by("-until")
        .first()
    )
    if found is None:
        raise Refusal("Không có lượt xem nào còn hiệu lực với hồ sơ này.", code="not_lent")
    with acting_as(SYSTEM):  # counted whatever the reader may write
        EmergencyAccess.objects.filter(pk=found.pk).update(read_count=F("read_count") + 1, last_read_at=at)
    audit.record(
        actor=actor,
        action="emergency.read",
        object_kind="person",
        object_id=person_id,
        area_id=found.area_id,
        purpose=found.reason[:200],
        details={"emergency": found.pk, "shown": shown},
    )
    return found
