"""Signatures of what goes between us and a provider: HMAC-SHA256 over what is said, to whom, when, in answer to what.

Every message carries four headers. ``nonce`` is chosen by who asks; an answer repeats that of its question, so that an
answer kept from another day fits no question of today. ``side`` is part of what is signed: nobody can hand our own
request back to us as an answer or as a bell.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

KEY, CREATED, NONCE, SIGNATURE = "Ansinh-Key", "Ansinh-Created", "Ansinh-Nonce", "Ansinh-Signature"
REQUEST, ANSWER, BELL = "request", "answer", "bell"
CLOCKS_DIFFER = 300
"""Seconds by which the clocks of the two sides may differ."""


def signature(secret: str, side: str, target: str, key_id: str, created: str, nonce: str, body: bytes) -> str:
    """The signature as 64 hexadecimal digits. ``target``: "POST /v1/payments"; of an answer "200 POST /v1/payments"."""
    said = "\n".join((side, target, key_id, created, nonce, hashlib.sha256(body).hexdigest()))
    return hmac.new(secret.encode(), said.encode(), hashlib.sha256).hexdigest()


def signed_headers(
    secret: str, side: str, target: str, *, key_id: str, created: int, nonce: str, body: bytes
) -> dict[str, str]:
    """The four headers of a message."""
    made = signature(secret, side, target, key_id, str(created), nonce, body)
    return {KEY: key_id, CREATED: str(created), NONCE: nonce, SIGNATURE: made}


def is_signed(
    secret: str, side: str, target: str, *, key_id: str, headers: Mapping[str, str], body: bytes, now: float
) -> bool:
    """Whether the headers sign this body with this key, made within ``CLOCKS_DIFFER`` of ``now``."""
    created, nonce, given = (headers.get(name) or "" for name in (CREATED, NONCE, SIGNATURE))
    if headers.get(KEY) != key_id or not created.isascii() or not created.isdigit() or len(created) > 12:
        return False
    wanted = signature(secret, side, target, key_id, created, nonce, body)
    return hmac.compare_digest(wanted, given.encode("ascii", "replace").decode()) and (
        abs(now - int(created)) <= CLOCKS_DIFFER
    )
