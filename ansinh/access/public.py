"""The door to access."""

from ansinh.access import throttle
from ansinh.access.account_policies import accounts_of
from ansinh.access.actors import SYSTEM, Actor, actor_of
from ansinh.access.acts import Act
from ansinh.access.factor_rules import demanded_of, demanding_roles
from ansinh.access.models import Device, EmergencyAccess, Factor, Grant, User
from ansinh.access.operations.ask_emergency import ask_emergency
from ansinh.access.operations.carry_grants import bring_grants_back, carry_grants, living_grants
from ansinh.access.operations.change_password import change_password
from ansinh.access.operations.choose_language import check_language, choose_language
from ansinh.access.operations.decide_emergency import decide_emergency
from ansinh.access.operations.end_device import end_device
from ansinh.access.operations.forget_sign_ins import forget_sign_ins
from ansinh.access.operations.grant_role import grant_role
from ansinh.access.operations.link_outside import link_outside, user_of_outside
from ansinh.access.operations.lock_account import lock_account
from ansinh.access.operations.note_device import note_device
from ansinh.access.operations.note_emergency_read import note_emergency_read
from ansinh.access.operations.open_account import open_account
from ansinh.access.operations.open_first_administrator import open_first_administrator
from ansinh.access.operations.remove_factor import remove_factor
from ansinh.access.operations.reset_factors import reset_factors
from ansinh.access.operations.reset_password import first_password, reset_password
from ansinh.access.operations.revoke_grant import revoke_grant
from ansinh.access.operations.security_keys import Site, add_key, ask_for_key, ask_for_new_key, use_key
from ansinh.access.operations.set_up_codes import begin_codes, confirm_codes, renew_recovery_codes
from ansinh.access.operations.use_factor import use_code
from ansinh.access.permissions import DESCRIPTIONS, Permission
from ansinh.access.policies import check_open, check_permission
from ansinh.access.queries import (
    account_page,
    account_standing,
    colleagues_of,
    grants_of,
    own_factors,
    places_for_grants,
    recovery_codes_left,
)
from ansinh.access.roles import ROLES, Role
from ansinh.access.route_table import WORDS, Reach, Route, routes
from ansinh.access.routes import allow, for_everyone
from ansinh.access.scope import acting_as, reading_lent
from ansinh.access.sessions import FACTOR_KEY, SEEN_KEY, end_sessions, living_devices

__all__ = [
    "DESCRIPTIONS",
    "FACTOR_KEY",
    "ROLES",
    "SEEN_KEY",
    "SYSTEM",
    "WORDS",
    "Act",
    "Actor",
    "Device",
    "EmergencyAccess",
    "Factor",
    "Grant",
    "Permission",
    "Reach",
    "Role",
    "Route",
    "Site",
    "User",
    "account_page",
    "account_standing",
    "accounts_of",
    "acting_as",
    "actor_of",
    "add_key",
    "allow",
    "ask_emergency",
    "ask_for_key",
    "ask_for_new_key",
    "begin_codes",
    "bring_grants_back",
    "carry_grants",
    "change_password",
    "check_language",
    "check_open",
    "check_permission",
    "choose_language",
    "colleagues_of",
    "confirm_codes",
    "decide_emergency",
    "demanded_of",
    "demanding_roles",
    "end_device",
    "end_sessions",
    "first_password",
    "for_everyone",
    "forget_sign_ins",
    "grant_role",
    "grants_of",
    "link_outside",
    "living_devices",
    "living_grants",
    "lock_account",
    "note_device",
    "note_emergency_read",
    "open_account",
    "open_first_administrator",
    "own_factors",
    "places_for_grants",
    "reading_lent",
    "recovery_codes_left",
    "remove_factor",
    "renew_recovery_codes",
    "reset_factors",
    "reset_password",
    "revoke_grant",
    "routes",
    "throttle",
    "use_code",
    "use_key",
    "user_of_outside",
]
