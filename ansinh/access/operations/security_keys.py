"""Keys of devices (WebAuthn): adding one, and signing in with one. Requests and answers are checked by ``webauthn``."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import datetime

import webauthn
from django.db import transaction
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, options_to_json_dict
from webauthn.helpers.exceptions import WebAuthnException
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from ansinh.access.actors import SYSTEM, Actor
from ansinh.access.models import Factor, User
from ansinh.access.operations.set_up_codes import first_recovery_codes
from ansinh.access.scope import acting_as
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

MOST_KEYS = 8
LONGEST_NAME = 80
NAME = "An Sinh"


@dataclass(frozen=True)
class Site:
    """Where the key is asked: the host without its port, and the origin as the browser knows it."""

    host: str
    origin: str


def _keys(user_id: int | None) -> list[Factor]:
    return list(Factor.objects.filter(user_id=user_id, kind=Factor.Kind.KEY).order_by("pk"))


def _described(keys: list[Factor]) -> list[PublicKeyCredentialDescriptor]:
    return [PublicKeyCredentialDescriptor(id=base64url_to_bytes(str(key.credential))) for key in keys]


def ask_for_new_key(*, actor: Actor, site: Site) -> tuple[str, dict[str, object]]:
    """A challenge to keep, and what the browser is given to make a key; none that the account has is made twice."""
    keys = _keys(actor.user_id)
    if len(keys) >= MOST_KEYS:
        raise Refusal("Mỗi tài khoản có tối đa %(most_keys)s khóa bảo mật.", code="too_many_keys", most_keys=MOST_KEYS)
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name=NAME,
        user_id=str(actor.user_id).encode(),
        user_name=actor.username,
        user_display_name=actor.display_name,
        exclude_credentials=_described(keys),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.DISCOURAGED, user_verification=UserVerificationRequirement.DISCOURAGED
        ),
    )
    return bytes_to_base64url(options.challenge), options_to_json_dict(options)


@transaction.atomic
def add_key(*, actor: Actor, site: Site, challenge: str, answer: str, name: str, at: datetime) -> list[str]:
    """Keep the key. Recovery codes, shown once, when it is the first factor. Raises Refusal for a wrong answer."""
    try:
        made = webauthn.verify_registration_response(
            credential=answer,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
        )
    except (WebAuthnException, ValueError) as wrong:
        raise Refusal("Khóa bảo mật trả lời không hợp lệ; hãy thử lại.", code="bad_key") from wrong
    credential = bytes_to_base64url(made.credential_id)
    if Factor.objects.filter(credential=credential).exists():
        raise Refusal("Khóa bảo mật này đã được thêm.", code="key_known")
    Factor.objects.create(
        user_id=actor.user_id,
        kind=Factor.Kind.KEY,
        name=" ".join(name.split())[:LONGEST_NAME] or "Khóa bảo mật",
        credential=credential,
        public_key=b64encode(made.credential_public_key).decode(),
        sign_count=made.sign_count,
        added_at=at,
        confirmed_at=at,
    )
    audit.record(
        actor=actor,
        action="factor.add",
        object_kind="user",
        object_id=actor.user_id,
        details={"kind": str(Factor.Kind.KEY)},
    )
    return first_recovery_codes(actor)


def ask_for_key(*, user: User, site: Site) -> tuple[str, dict[str, object]]:
    """A challenge to keep, and what the browser is given to have one of the account's keys sign it."""
    with acting_as(SYSTEM):
        keys = _keys(user.pk)
    options = webauthn.generate_authentication_options(
        rp_id=site.host, allow_credentials=_described(keys), user_verification=UserVerificationRequirement.DISCOURAGED
    )
    return bytes_to_base64url(options.challenge), options_to_json_dict(options)


@transaction.atomic
def use_key(*, user: User, site: Site, challenge: str, answer: str, at: datetime) -> bool:
    """Whether one of the account's keys signed the challenge here, and its counter has not gone back (a copied key)."""
    with acting_as(SYSTEM):
        try:
            credential = str(json.loads(answer)["id"])
        except (ValueError, KeyError, TypeError):
            return False
        key = Factor.objects.select_for_update().filter(user=user, credential=credential).first()
        if key is None:
            return False
        try:
            used = webauthn.verify_authentication_response(
                credential=answer,
                expected_challenge=base64url_to_bytes(challenge),
                expected_rp_id=site.host,
                expected_origin=site.origin,
                credential_public_key=b64decode(str(key.public_key)),
                credential_current_sign_count=key.sign_count,
            )
        except (WebAuthnException, ValueError):
            return False
        key.sign_count, key.used_at = used.new_sign_count, at
        key.save(update_fields=["sign_count", "used_at"])
    return True
