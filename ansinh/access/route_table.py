"""The table of addresses with what each says about who may use it, found by walking the URL configuration."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import URLPattern, URLResolver, get_resolver

from ansinh.access.permissions import Permission
from ansinh.access.roles import Role
from ansinh.access.routes import EVERYONE, SIGNED_IN

_ARGUMENT = re.compile(r"<(?:(\w+):)?(\w+)>")
MEANINGLESS = {"int": "0", "slug": "x", "str": "x", "path": "x", "uuid": "00000000-0000-0000-0000-000000000000"}
"""An argument of each kind that names nothing."""


class Reach(StrEnum):
    """How far an address reaches for a role."""

    REFUSED = "refused"
    OWN = "own"
    ALL = "all"
    OPEN = "open"


WORDS = {Reach.REFUSED: "–", Reach.OWN: "địa bàn", Reach.ALL: "toàn tỉnh", Reach.OPEN: "mở"}


@dataclass(frozen=True)
class Route:
    """An address below the root, as the configuration writes it ("nguoi-dan/<int:pk>/")."""

    address: str
    name: str
    allowed: frozenset[str]
    everywhere: bool

    @property
    def arguments(self) -> tuple[tuple[str, str], ...]:
        """Kind and name of each argument, in order."""
        return tuple((kind or "str", name) for kind, name in _ARGUMENT.findall(self.address))

    def path(self, values: Mapping[str, object] | None = None) -> str:
        """The address with these arguments; those that are not given name nothing."""
        given = values or {}
        return "/" + _ARGUMENT.sub(
            lambda found: str(given.get(found[2], MEANINGLESS.get(found[1] or "str", "x"))), self.address
        )

    def reach(self, role: Role, on: date) -> Reach:
        """What the declaration says of a role on a day."""
        if EVERYONE in self.allowed:
            return Reach.OPEN
        held: frozenset[Permission] = frozenset() if role.last_day and on > role.last_day else role.permissions
        if SIGNED_IN not in self.allowed and self.allowed.isdisjoint(held):
            return Reach.REFUSED
        if self.everywhere and not role.wide:
            return Reach.REFUSED
        return Reach.ALL if role.wide else Reach.OWN


def routes() -> list[Route]:
    """Every address, from the root down, in the order of the configuration."""
    return list(_below(get_resolver(), ""))


def _below(resolver: URLResolver, prefix: str) -> Iterator[Route]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _below(pattern, address)
        elif isinstance(pattern, URLPattern):
            view = pattern.callback
            allowed = frozenset(str(who) for who in getattr(view, "allowed", ()))
            yield Route(address, pattern.name or "", allowed, bool(getattr(view, "everywhere", False)))
