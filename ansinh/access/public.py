"""The door to access."""

from ansinh.access.account_policies import accounts_of
from ansinh.access.actors import SYSTEM, Actor, actor_of
from ansinh.access.acts import Act
from ansinh.access.models import Device, EmergencyAccess, Factor, Grant, User
from ansinh.access.operations.ask_emergency import ask_emergency
from ansinh.access.operations.carry_grants import bring_grants_back, carry_grants, living_grants
from ansinh.access.operations.decide_emergency import decide_emergency
from ansinh.access.operations.grant_role import grant_role
from ansinh.access.operations.lock_account import lock_account
from ansinh.access.operations.note_emergency_read import note_emergency_read
from ansinh.access.operations.open_account import open_account
from ansinh.access.operations.reset_factors import reset_factors
from ansinh.access.operations.reset_password import first_password, reset_password
from ansinh.access.operations.revoke_grant import revoke_grant
from ansinh.access.permissions import DESCRIPTIONS, Permission
from ansinh.access.policies import check_permission
from ansinh.access.queries import account_page, account_standing, grants_of, places_for_grants
from ansinh.access.roles import ROLES, Role
from ansinh.access.routes import allow, for_everyone
from ansinh.access.scope import acting_as, reading_lent
from ansinh.access.sessions import end_sessions, living_devices

__all__ = [
    "DESCRIPTIONS",
    "ROLES",
    "SYSTEM",
    "Act",
    "Actor",
    "Device",
    "EmergencyAccess",
    "Factor",
    "Grant",
    "Permission",
    "Role",
    "User",
    "account_page",
    "account_standing",
    "accounts_of",
    "acting_as",
    "actor_of",
    "allow",
    "ask_emergency",
    "bring_grants_back",
    "carry_grants",
    "check_permission",
    "decide_emergency",
    "end_sessions",
    "first_password",
    "for_everyone",
    "grant_role",
    "grants_of",
    "living_devices",
    "living_grants",
    "lock_account",
    "note_emergency_read",
    "open_account",
    "places_for_grants",
    "reading_lent",
    "reset_factors",
    "reset_password",
    "revoke_grant",
]
