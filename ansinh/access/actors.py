"""Who acts, with what they may do and how far they see on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ansinh.access.models import Grant, User
from ansinh.access.permissions import Permission
from ansinh.access.roles import ROLES
from ansinh.areas import public as areas


@dataclass(frozen=True)
class Actor:
    """A signed-in person as the rest of the system knows them. ``area_ids`` hold predecessors and parts too."""

    user_id: int | None
    username: str
    display_name: str
    roles: frozenset[str]
    permissions: frozenset[Permission]
    area_ids: frozenset[int]
    home_ids: tuple[int, ...]
    wide: bool

    def may(self, *permissions: Permission) -> bool:
        """Whether all of these are held."""
        return self.permissions.issuperset(permissions)


SYSTEM = Actor(
    user_id=None,
    username="hệ thống",
    display_name="Hệ thống",
    roles=frozenset(),
    permissions=frozenset(Permission),
    area_ids=frozenset(),
    home_ids=(),
    wide=True,
)


def actor_of(user: User, on: date) -> Actor:
    """What the grants of that day add up to; without any, nothing."""
    held = Grant.objects.filter(user=user, valid__contains=on).order_by("id")
    grants = [
        (role, area, reach)
        for role, area, reach in held.values_list("role", "area_id", areas.reach_of("area_id"))
        if ROLES[role].last_day is None or on <= ROLES[role].last_day  # type: ignore[operator]
    ]
    roles = frozenset(role for role, _, _ in grants)
    return Actor(
        user_id=user.pk,
        username=user.username,
        display_name=user.display_name,
        roles=roles,
        permissions=frozenset().union(*(ROLES[role].permissions for role in roles)),
        area_ids=frozenset().union(*(reach for _, _, reach in grants)),
        home_ids=tuple(dict.fromkeys(area for _, area, _ in grants)),
        wide=any(ROLES[role].wide for role in roles),
    )
