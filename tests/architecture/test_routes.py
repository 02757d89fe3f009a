"""Every address says who may use it."""

from __future__ import annotations

import pytest

from ansinh.access.permissions import Permission
from ansinh.access.public import routes
from ansinh.access.routes import EVERYONE, SIGNED_IN

KNOWN = {EVERYONE, SIGNED_IN, *Permission}


def test_every_route_declares_who_may_use_it() -> None:
    assert [route.address for route in routes() if not route.allowed] == []


def test_routes_name_permissions_that_exist() -> None:
    assert {route.address: route.allowed - KNOWN for route in routes() if route.allowed - KNOWN} == {}


def test_addresses_are_named_once() -> None:
    names = [route.name for route in routes()]
    assert "" not in names
    assert sorted({name for name in names if names.count(name) > 1}) == []


@pytest.mark.django_db
def test_a_stranger_gets_no_further_than_the_sign_in_page(client) -> None:  # type: ignore[no-untyped-def]
    for route in routes():
        if EVERYONE in route.allowed:
            continue
        answer = client.get(route.path())
        assert answer.status_code == 302, route.address
        assert answer["Location"].startswith("/dang-nhap/"), route.address
