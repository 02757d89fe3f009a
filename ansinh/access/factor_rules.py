"""Of whom a second factor is demanded: whoever decides, approves, hands over money, keeps rights or the law.

`ANSINH_SECOND_FACTOR` names other roles, or none.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from ansinh.access.permissions import Permission as P
from ansinh.access.roles import ROLES

WEIGHTY = frozenset(
    {
        P.DECIDE, P.APPROVE_PAYROLL, P.RELEASE_PAYROLL, P.MANAGE_ACCESS, P.MANAGE_SETTINGS, P.PUBLISH_LAW,
        P.APPLY_AREAS, P.LEND_RECORDS,
    }
)  # fmt: skip


def demanding_roles() -> frozenset[str]:
    """The roles that have to have a second factor. Raises ValueError for a setting that names no role."""
    text = settings.SECOND_FACTOR_ROLES
    if text is None:
        return frozenset(code for code, role in ROLES.items() if role.permissions & WEIGHTY)
    named = frozenset(text)
    if unknown := named - set(ROLES):
        raise ValueError(f"ANSINH_SECOND_FACTOR: không có vai trò {', '.join(sorted(unknown))}")
    return named


def demanded_of(roles: Iterable[str], *, waived: bool) -> bool:
    """Whether an account with these roles has to have a second factor."""
    return not waived and not demanding_roles().isdisjoint(roles)
