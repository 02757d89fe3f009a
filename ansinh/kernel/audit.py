"""Writing the audit log, inside the transaction of what it records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ansinh.kernel.models import AuditEntry


class Acting(Protocol):
    """Who acts: ansinh.access.public.Actor has this shape."""

    @property
    def user_id(self) -> int | None: ...

    @property
    def username(self) -> str: ...


def record(
    *,
    actor: Acting | None,
    action: str,
    object_kind: str,
    object_id: object = "",
    area_id: int | None = None,
    purpose: str = "",
    details: Mapping[str, object] | None = None,
) -> None:
    """Record a write, or a read of a named person. ``actor`` None is the system itself.

    ``action`` is "noun.verb" ("person.read", "payroll.approve"). Give ids and counts, never a person's data.
    """
    AuditEntry.objects.create(
        actor_id=actor.user_id if actor else None,
        actor_name=actor.username if actor else "hệ thống",
        action=action,
        object_kind=object_kind,
        object_id=str(object_id),
        area_id=area_id,
        purpose=purpose,
        details=dict(details or {}),
    )
