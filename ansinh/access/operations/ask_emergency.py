"""Asking to read one person's record outside one's areas."""

from __future__ import annotations

from django.db import transaction

from ansinh.access.actors import Actor
from ansinh.access.models import EmergencyAccess
from ansinh.access.models.emergency import LONGEST_HOURS, SHORTEST_REASON
from ansinh.access.permissions import Permission
from ansinh.access.policies import check_permission
from ansinh.areas.public import Unit
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

LONGEST_REASON = 500


@transaction.atomic
def ask_emergency(*, actor: Actor, person_id: int, area: Unit, reason: str, hours: int) -> EmergencyAccess:
    """Record the wish; the same wish that still waits is given back. Nothing is opened by it.

    Raises Refusal without the right to read people, for people one sees anyway, for a thin reason or too long a time.
    """
    text = " ".join(reason.split())
    check_permission(actor, Permission.READ_PERSON)
    if actor.wide or area.pk in actor.area_ids:
        raise Refusal("Người này thuộc địa bàn bạn đang xem được; hãy mở hồ sơ như thường.", code="in_scope")
    if not SHORTEST_REASON <= len(text) <= LONGEST_REASON:
        raise Refusal(
            "Hãy ghi rõ lý do, từ %(shortest_reason)s đến %(longest_reason)s ký tự.",
            code="reason_thin",
            shortest_reason=SHORTEST_REASON,
            longest_reason=LONGEST_REASON,
        )
    if not 1 <= hours <= LONGEST_HOURS:
        raise Refusal("Thời gian xem từ 1 đến %(longest_hours)s giờ.", code="bad_hours", longest_hours=LONGEST_HOURS)
    waiting = EmergencyAccess.objects.filter(asked_by_id=actor.user_id, person_id=person_id, granted=None).first()
    if waiting is not None:
        return waiting
    asked = EmergencyAccess.objects.create(
        asked_by_id=actor.user_id, person_id=person_id, area=area, reason=text, hours=hours
    )
    audit.record(
        actor=actor,
        action="emergency.ask",
        object_kind="person",
        object_id=person_id,
        area_id=area.pk,
        purpose=text[:200],
        details={"emergency": asked.pk, "hours": hours},
    )
    return asked
