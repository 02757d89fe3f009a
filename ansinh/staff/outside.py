"""Signing in through another office's OpenID Connect: off unless it is configured, and for existing accounts only.

``authlib`` keeps state, nonce and PKCE and checks the token; which account it is stands in ours (`outside_subject`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from joserfc.errors import JoseError

from ansinh.kernel.errors import Refusal

NAME = "outside"
SECONDS = 10
SECOND_FACTORS = frozenset({"mfa", "otp", "hwk", "swk", "sc", "fpt"})
"""Values of ``amr`` (RFC 8176) by which the other office says that it asked for more than a password."""


def configured() -> bool:
    """Whether this installation knows such an office."""
    return bool(settings.OIDC_ISSUER and settings.OIDC_CLIENT_ID)


@lru_cache(maxsize=4)
def _client(issuer: str, client_id: str, secret: str) -> DjangoOAuth2App:
    return OAuth().register(
        NAME,
        client_id=client_id,
        client_secret=secret,
        server_metadata_url=f"{issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid", "code_challenge_method": "S256", "timeout": SECONDS},
    )


def client() -> DjangoOAuth2App:
    """The office of the settings."""
    return _client(settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET)


def sent_there(request: HttpRequest, back: str) -> HttpResponse:
    """A redirect to the other office, which answers at ``back``. Raises Refusal when it cannot be reached."""
    try:
        answer: HttpResponse = client().authorize_redirect(request, back)
    except (AuthlibBaseError, requests.RequestException, ValueError, RuntimeError) as wrong:
        raise Refusal("Cổng đăng nhập không trả lời. Hãy đăng nhập bằng mật khẩu.", code="no_answer") from wrong
    return answer


def who_came_back(request: HttpRequest) -> Mapping[str, Any]:
    """The claims of whoever the other office sent back. Raises Refusal for anything that is not as it must be."""
    must = {
        "iss": {"essential": True, "value": settings.OIDC_ISSUER},
        "aud": {"essential": True, "value": settings.OIDC_CLIENT_ID},
        "sub": {"essential": True},
        "exp": {"essential": True},
    }
    try:
        token = client().authorize_access_token(request, claims_options=must)
    except (AuthlibBaseError, JoseError, requests.RequestException, ValueError, RuntimeError, KeyError) as wrong:
        raise Refusal("Cổng đăng nhập không xác nhận được. Hãy thử lại.", code="not_confirmed") from wrong
    claims: Mapping[str, Any] | None = token.get("userinfo")
    if not claims or not claims.get("sub"):
        raise Refusal("Cổng đăng nhập không cho biết ai đăng nhập.", code="nobody")
    return claims


def showed_more(claims: Mapping[str, Any]) -> bool:
    """Whether the other office asked for more than a password."""
    told = claims.get("amr")
    return isinstance(told, list) and not SECOND_FACTORS.isdisjoint(map(str, told))
