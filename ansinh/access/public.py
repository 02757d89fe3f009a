"""The door to access."""

from ansinh.access.actors import SYSTEM, Actor, actor_of
from ansinh.access.models import Grant, User
from ansinh.access.operations.carry_grants import bring_grants_back, carry_grants, living_grants
from ansinh.access.operations.open_account import open_account
from ansinh.access.permissions import DESCRIPTIONS, Permission
from ansinh.access.roles import ROLES, Role
from ansinh.access.routes import allow, for_everyone
from ansinh.access.scope import acting_as

__all__ = [
    "DESCRIPTIONS",
    "ROLES",
    "SYSTEM",
    "Actor",
    "Grant",
    "Permission",
    "Role",
    "User",
    "acting_as",
    "actor_of",
    "allow",
    "bring_grants_back",
    "carry_grants",
    "for_everyone",
    "living_grants",
    "open_account",
]
