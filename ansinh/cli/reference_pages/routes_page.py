"""Addresses of the screens and who may open them."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from ansinh.access.routes import EVERYONE, SIGNED_IN
from ansinh.cli.reference_pages.markdown import code, page, table

WORDS = {EVERYONE: "mọi người", SIGNED_IN: "mọi người đã đăng nhập"}


def routes_page() -> str:
    """One row an address."""
    rows = [
        (code("/" + address), code(pattern.name or ""), ", ".join(_allowed(pattern)))
        for address, pattern in _routes(get_resolver(), "")
    ]
    return page("Địa chỉ các màn hình", table(["Địa chỉ", "Tên", "Ai mở được"], rows))


def _routes(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        address = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _routes(pattern, address)
        else:
            yield address, pattern


def _allowed(pattern: URLPattern) -> list[str]:
    allowed = sorted(getattr(pattern.callback, "allowed", ()))
    return [WORDS.get(str(who), code(str(who))) for who in allowed]
