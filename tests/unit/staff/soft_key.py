"""A security key in software: makes ES256 keys and signs as the standard has it (WebAuthn, level 2, §6)."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import Any

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from webauthn.helpers import bytes_to_base64url

PRESENT, ATTESTED = 0x01, 0x40
ES256, EC2, P256 = -7, 2, 1


class SoftKey:
    """One key for one site; ``counter`` goes up with every signature."""

    def __init__(self, origin: str = "http://testserver") -> None:
        self.origin, self.host = origin, origin.partition("://")[2].partition(":")[0]
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.credential, self.counter = secrets.token_bytes(32), 0

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _data(self, flags: int) -> bytes:
        self.counter += 1
        return hashlib.sha256(self.host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _public(self) -> bytes:
        numbers = self.private.public_key().public_numbers()
        point = {-2: numbers.x.to_bytes(32, "big"), -3: numbers.y.to_bytes(32, "big")}
        return cbor2.dumps({1: EC2, 3: ES256, -1: P256} | point)

    def _answer(self, response: dict[str, bytes]) -> str:
        told = {name: bytes_to_base64url(value) for name, value in response.items()}
        name = bytes_to_base64url(self.credential)
        answer: dict[str, Any] = {"id": name, "rawId": name, "type": "public-key", "response": told}
        return json.dumps(answer | {"clientExtensionResults": {}})

    def create(self, options: dict[str, Any]) -> str:
        """The answer to the wish for a new key."""
        attested = bytes(16) + len(self.credential).to_bytes(2, "big") + self.credential + self._public()
        made = {"fmt": "none", "attStmt": {}, "authData": self._data(PRESENT | ATTESTED) + attested}
        client = self._client_data("webauthn.create", options["challenge"])
        return self._answer({"clientDataJSON": client, "attestationObject": cbor2.dumps(made)})

    def sign(self, options: dict[str, Any]) -> str:
        """The answer to a challenge."""
        client, data = self._client_data("webauthn.get", options["challenge"]), self._data(PRESENT)
        signature = self.private.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer({"clientDataJSON": client, "authenticatorData": data, "signature": signature})
