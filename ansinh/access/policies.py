"""May this account do it at all? Said once; the areas and the state of the matter are asked where the matter lies."""

from __future__ import annotations

from typing import Any

from ansinh.access.actors import Actor
from ansinh.access.acts import Act
from ansinh.access.permissions import DESCRIPTIONS, Permission
from ansinh.kernel.errors import Refusal


def check_permission(actor: Actor, permission: Permission | None) -> None:
    """Raise Refusal unless the permission is held. None stands for an act that only the system does."""
    if permission is None or not actor.may(permission):
        missing = "." if permission is None else f"; cần quyền “{DESCRIPTIONS[permission]}”."
        text = f"Tài khoản này không có quyền làm việc đó{missing}"
        raise Refusal(text, code="not_permitted", permission=str(permission))


def check_open(actor: Actor, act: Act[Any]) -> None:
    """Raise Refusal unless the act is open to this person, by its permission and by whatever else it asks of them."""
    if not act.open_to(actor):
        held = act.permission is not None and actor.may(act.permission)
        check_permission(actor, None if held else act.permission)
