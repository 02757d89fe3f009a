"""Another office's OpenID Connect on this machine: it checks what it is asked, and signs real tokens."""

from __future__ import annotations

import hashlib
import json
import secrets
import threading
import time
from base64 import b64decode
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey
from webauthn.helpers import bytes_to_base64url

CLIENT, SECRET = "an-sinh", "mat-khau-ung-dung"


@dataclass
class Issuer:
    """``claims`` overrides what a token says; ``alg``: how it is signed; "none" and HS256 are what attackers try."""

    url: str = ""
    claims: dict[str, Any] = field(default_factory=dict)
    alg: str = "RS256"
    key: RSAKey = field(default_factory=lambda: RSAKey.generate_key(2048, {"kid": "mot", "use": "sig", "alg": "RS256"}))
    signs_with: RSAKey | None = None
    codes: dict[str, dict[str, str]] = field(default_factory=dict)

    def page(self, address: str, subject: str) -> str:
        """What happens when somebody signs in at the page: the address that the browser is sent back to."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["client_id"], asked["code_challenge_method"]) == ("code", CLIENT, "S256")
        assert "openid" in asked["scope"].split()
        code = secrets.token_urlsafe()
        self.codes[code] = asked | {"sub": subject}
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, form: dict[str, str], authorization: str) -> dict[str, Any] | None:
        """Tokens for a code, once, to whom it was given; None for anything else."""
        asked = self.codes.pop(form.get("code", ""), None)
        known = b64decode(authorization.removeprefix("Basic ")).decode() == f"{CLIENT}:{SECRET}"
        if asked is None or not known or form.get("redirect_uri") != asked["redirect_uri"]:
            return None
        proof = bytes_to_base64url(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if proof != asked["code_challenge"]:
            return None
        now = int(time.time())
        claims = {
            "iss": self.url, "aud": CLIENT, "sub": asked["sub"], "iat": now, "exp": now + 300, "nonce": asked["nonce"],
        } | self.claims  # fmt: skip
        return {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "id_token": self._signed(claims)}

    def _signed(self, claims: dict[str, Any]) -> str:
        if self.alg == "none":
            parts = ({"alg": "none", "kid": "mot"}, claims)
            return ".".join(bytes_to_base64url(json.dumps(part).encode()) for part in parts) + "."
        if self.alg == "HS256":  # signed with what everybody knows
            return jwt.encode({"alg": "HS256", "kid": "mot"}, claims, OctKey.import_key(self.key.as_pem(private=False)))
        return jwt.encode({"alg": "RS256", "kid": "mot"}, claims, self.signs_with or self.key)


def serve(issuer: Issuer) -> ThreadingHTTPServer:
    """Run it in a thread; ``issuer.url`` says where."""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            """Say nothing."""

        def _send(self, status: int, told: object) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            pages: dict[str, object] = {
                "/.well-known/openid-configuration": {
                    "issuer": issuer.url, "authorization_endpoint": f"{issuer.url}/authorize",
                    "token_endpoint": f"{issuer.url}/token", "jwks_uri": f"{issuer.url}/jwks",
                    "id_token_signing_alg_values_supported": ["RS256"],
                },
                "/jwks": {"keys": [issuer.key.as_dict(private=False)]},
            }  # fmt: skip
            page = pages.get(self.path)
            self._send(404 if page is None else 200, page or {})

        def do_POST(self) -> None:
            form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
            told = issuer.token(
                {name: values[0] for name, values in form.items()}, self.headers.get("Authorization", "")
            )
            self._send(200 if told else 400, told or {"error": "invalid_grant"})

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
