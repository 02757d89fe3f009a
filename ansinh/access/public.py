"""The door to access."""

from ansinh.access.actors import SYSTEM, Actor, actor_of
from ansinh.access.acts import Act
from ansinh.access.models import EmergencyAccess, Grant, User
from ansinh.access.operations.ask_emergency import ask_emergency
from ansinh.access.operations.carry_grants import bring_grants_back, carry_grants, living_grants
from ansinh.access.operations.decide_emergency import decide_emergency
from ansinh.access.operations.note_emergency_read import note_emergency_read
from ansinh.access.operations.open_account import open_account
from ansinh.access.permissions import DESCRIPTIONS, Permission
from ansinh.access.policies import check_permission
from ansinh.access.roles import ROLES, Role
from ansinh.access.routes import allow, for_everyone
from ansinh.access.scope import acting_as, reading_lent

__all__ = [
    "DESCRIPTIONS",
    "ROLES",
    "SYSTEM",
    "Act",
    "Actor",
    "EmergencyAccess",
    "Grant",
    "Permission",
    "Role",
    "User",
    "acting_as",
    "actor_of",
    "allow",
    "ask_emergency",
    "bring_grants_back",
    "carry_grants",
    "check_permission",
    "decide_emergency",
    "for_everyone",
    "living_grants",
    "note_emergency_read",
    "open_account",
    "reading_lent",
]
