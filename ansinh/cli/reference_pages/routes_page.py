"""Addresses of the screens, who may open them, and how far each role reaches."""

from __future__ import annotations

from datetime import date

from ansinh.access.public import ROLES, WORDS, Route, routes
from ansinh.access.routes import EVERYONE, SIGNED_IN
from ansinh.cli.reference_pages.markdown import code, page, table

ALLOWED = {EVERYONE: "mọi người", SIGNED_IN: "mọi người đã đăng nhập"}
TODAY = date(2026, 1, 1)
"""A day on which the district roles are over; nothing else depends on it."""


def routes_page() -> str:
    """One row an address."""
    rows = [(code("/" + route.address), code(route.name), ", ".join(_allowed(route))) for route in routes()]
    return page("Địa chỉ các màn hình", table(["Địa chỉ", "Tên", "Ai mở được"], rows))


def _allowed(route: Route) -> list[str]:
    who = [ALLOWED.get(name, code(name)) for name in sorted(route.allowed)]
    return [*who, "chỉ vai trò thấy toàn tỉnh"] if route.everywhere else who


def matrix_page() -> str:
    """One row an address, one column a role."""
    rows = [
        (code("/" + route.address), *(WORDS[route.reach(role, TODAY)] for role in ROLES.values())) for route in routes()
    ]
    legend = (
        "“địa bàn”: chỉ người, số liệu của địa bàn được giao; “toàn tỉnh”: mọi địa bàn; “–”: bị từ chối; “mở”: "
        "không cần đăng nhập. Lệnh `ansinh verify access` đi thật qua từng ô và so với bảng này."
    )
    return page("Địa chỉ theo vai trò", legend, table(["Địa chỉ", *(code(role) for role in ROLES)], rows))
