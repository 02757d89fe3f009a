"""Who may do what with money that is not paid out yet: each ``check_…`` raises a Refusal, its twin says yes or no."""

from __future__ import annotations

from ansinh.access.public import Actor, Permission, check_permission
from ansinh.kernel.errors import Refusal


def check_may(actor: Actor, permission: Permission, area_id: int) -> int:
    """The permission is held and the area is the actor's; returns who is responsible."""
    check_permission(actor, permission)
    if not actor.wide and area_id not in actor.area_ids:
        raise Refusal("Địa bàn này ngoài phạm vi của bạn.", code="outside_scope", area=area_id)
    if actor.user_id is None:
        raise Refusal("Phải có một người chịu trách nhiệm; hệ thống không tự ký.", code="nobody_responsible")
    return actor.user_id


def may(actor: Actor, permission: Permission, area_id: int) -> bool:
    """Whether ``check_may`` lets this person pass."""
    return actor.may(permission) and (actor.wide or area_id in actor.area_ids) and actor.user_id is not None


def check_another(actor: Actor, user_id: int, what: str) -> None:
    """Somebody else than who did the first step."""
    if actor.user_id == user_id:
        raise Refusal("Người %(what)s không được tự duyệt: cần người khác.", code="maker_is_checker", what=what)
