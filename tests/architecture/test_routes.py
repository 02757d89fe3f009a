"""Every address says who may use it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from ansinh.access.permissions import Permission
from ansinh.access.routes import EVERYONE, SIGNED_IN

KNOWN = {EVERYONE, SIGNED_IN, *Permission}


def routes(resolver: URLResolver | None = None, prefix: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every address with its pattern, from the root down."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern, address)
        else:
            yield address, pattern


def test_every_route_declares_who_may_use_it() -> None:
    silent = [address for address, pattern in routes() if not getattr(pattern.callback, "allowed", None)]
    assert silent == []


def test_routes_name_permissions_that_exist() -> None:
    unknown = {address: set(p.callback.allowed) - KNOWN for address, p in routes() if set(p.callback.allowed) - KNOWN}
    assert unknown == {}


def test_addresses_are_named_once() -> None:
    names = [pattern.name for _, pattern in routes()]
    assert None not in names
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.django_db
def test_a_stranger_gets_no_further_than_the_sign_in_page(client) -> None:  # type: ignore[no-untyped-def]
    """Asked without arguments only: the others go through the same decorator."""
    for address, pattern in routes():
        if "<" in address or "(" in address or EVERYONE in pattern.callback.allowed:
            continue
        answer = client.get(f"/{address}")
        assert answer.status_code in (302, 405), address
        if answer.status_code == 302:
            assert answer["Location"].startswith("/dang-nhap/"), address
