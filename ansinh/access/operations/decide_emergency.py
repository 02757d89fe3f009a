"""A second person grants or refuses the reading of a record in an emergency."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction

from ansinh.access.actors import Actor
from ansinh.access.models import EmergencyAccess
from ansinh.access.permissions import Permission
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal


@transaction.atomic
def decide_emergency(*, actor: Actor, emergency_id: int, granted: bool, at: datetime) -> EmergencyAccess:
    """Grant from now for the hours asked, or refuse.

    Raises Refusal outside the decider's areas or rights and for one's own wish; AlreadyDone when it was decided.
    """
    found = EmergencyAccess.objects.select_for_update().filter(pk=emergency_id).first()
    if found is None or not actor.may(Permission.LEND_RECORDS) or not (actor.wide or found.area_id in actor.area_ids):
        raise Refusal("Bạn không duyệt được đề nghị xem này.", code="not_allowed")
    if found.asked_by_id == actor.user_id:
        raise Refusal("Người đề nghị không tự duyệt.", code="maker_is_checker")
    if found.granted is not None:
        raise AlreadyDone("Đề nghị xem này đã có người quyết định.", code="decided")
    found.granted, found.decided_by_id, found.decided_at = granted, actor.user_id, at
    found.until = at + timedelta(hours=found.hours) if granted else None
    found.save(update_fields=["granted", "decided_by", "decided_at", "until"])
    audit.record(
        actor=actor,
        action="emergency.grant" if granted else "emergency.refuse",
        object_kind="person",
        object_id=found.person_id,
        area_id=found.area_id,
        details={"emergency": found.pk, "until": found.until.isoformat() if found.until else ""},
    )
    return found
