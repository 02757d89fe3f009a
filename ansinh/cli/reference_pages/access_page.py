"""Roles and permissions, as an auditor reads them."""

from __future__ import annotations

from ansinh.access.public import DESCRIPTIONS, ROLES, Permission
from ansinh.cli.reference_pages.markdown import code, page, table


def access_page() -> str:
    """The roles, the permissions, and who holds which."""
    roles = [
        (code(role.code), role.label, role.description, "toàn tỉnh" if role.wide else "địa bàn được giao")
        for role in ROLES.values()
    ]
    permissions = [
        (code(permission.value), DESCRIPTIONS[permission], ", ".join(_holders(permission))) for permission in Permission
    ]
    return page(
        "Vai trò và quyền",
        "## Vai trò\n\n" + table(["Mã", "Vai trò", "Làm gì", "Thấy đến đâu"], roles),
        "## Quyền\n\n" + table(["Mã", "Được làm", "Vai trò có quyền"], permissions),
    )


def _holders(permission: Permission) -> list[str]:
    return [role.label for role in ROLES.values() if permission in role.permissions]
