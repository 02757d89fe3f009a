"""Asking to read a record outside one's areas: the number is looked up for the asker, who sees nothing of it."""

from __future__ import annotations

from ansinh.access import public as access
from ansinh.kernel.errors import Refusal
from ansinh.kernel.sealing.blind import blind
from ansinh.registry.public import Paper


def ask_by_number(*, actor: access.Actor, number: str, reason: str, hours: int) -> access.EmergencyAccess:
    """Ask for the person who bears this number. Raises Refusal when there is none, and as ``ask_emergency`` does."""
    digits = "".join(number.split())
    with access.acting_as(access.SYSTEM):
        held = Paper.objects.filter(number_index=blind("number", digits or "-"), retracted_at=None)
        found = held.select_related("person__area").first()
        person = found.person if found else None
        area = person.area if person else None
    if person is None or area is None:
        raise Refusal("Không có hồ sơ nào mang số này.", code="no_person")
    return access.ask_emergency(actor=actor, person_id=person.pk, area=area, reason=reason, hours=hours)
