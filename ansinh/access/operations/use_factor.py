"""The second step: a code of the application, or a recovery code."""

from __future__ import annotations

import hmac
from base64 import b32decode
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP
from django.db import transaction
from django.utils.crypto import salted_hmac

from ansinh.access.actors import SYSTEM
from ansinh.access.models import Factor, RecoveryCode, User
from ansinh.access.scope import acting_as
from ansinh.kernel import audit

STEP = 30
DIGITS = 6
DRIFT = (0, -1, 1)
"""Steps of time beside the present one that are taken too: telephones are late or early."""


def totp_of(secret: str) -> TOTP:
    """The generator of a secret in base 32, as every application knows it (RFC 6238: SHA-1, 6 digits, 30 seconds)."""
    return TOTP(b32decode(secret), DIGITS, SHA1(), STEP)  # noqa: S303 - the standard's; collisions do not matter here


def matching_step(secret: str, code: str, at: datetime) -> int | None:
    """The step of time that a code belongs to; None for a wrong one."""
    now, generator = int(at.timestamp()) // STEP, totp_of(secret)
    for drift in DRIFT:
        if hmac.compare_digest(generator.generate((now + drift) * STEP), code.encode()):
            return now + drift
    return None


def recovery_hash(code: str) -> str:
    """What is kept of a recovery code. They are long and made by chance, so a keyed hash is enough."""
    plain = "".join(letter for letter in code.lower() if letter.isalnum())
    return salted_hmac("ansinh.access.recovery", plain, algorithm="sha256").hexdigest()


@transaction.atomic
def use_code(*, user: User, code: str, at: datetime) -> str:
    """What the code was: "codes" (the application's) or "recovery"; empty for a wrong one. Each is good once."""
    typed = "".join(code.split())
    with acting_as(SYSTEM):
        if typed.isdigit() and len(typed) == DIGITS:
            return _application(user, typed, at)
        taken = RecoveryCode.objects.filter(user=user, code_hash=recovery_hash(typed), used_at=None).update(used_at=at)
        left = RecoveryCode.objects.filter(user=user, used_at=None).count()
    if taken:
        audit.record(
            actor=None, action="factor.recovery", object_kind="user", object_id=user.pk, details={"left": left}
        )
    return "recovery" if taken else ""


def _application(user: User, code: str, at: datetime) -> str:
    factor = Factor.objects.filter(user=user, kind=Factor.Kind.CODES, confirmed_at__isnull=False).first()
    step = factor and matching_step(str(factor.secret), code, at)
    if factor is None or step is None:
        return ""
    taken = Factor.objects.filter(pk=factor.pk, last_step__lt=step).update(last_step=step, used_at=at)
    return "codes" if taken else ""
