"""Setting up the application that makes codes: a secret is shown, and a first code proves that it arrived."""

from __future__ import annotations

import secrets
from base64 import b32encode
from datetime import datetime

from django.db import transaction

from ansinh.access.actors import Actor
from ansinh.access.models import Factor, RecoveryCode
from ansinh.access.operations.use_factor import matching_step, recovery_hash, totp_of
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

ISSUER = "An Sinh"
SECRET_BYTES = 20
RECOVERY_CODES = 10
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@transaction.atomic
def begin_codes(*, actor: Actor, at: datetime) -> str:
    """The address that the application reads as a QR code. Begun before and not confirmed: the same again.

    Raises Refusal when the account has an application: it is removed first.
    """
    factor = Factor.objects.filter(user_id=actor.user_id, kind=Factor.Kind.CODES).first()
    if factor is not None and factor.confirmed_at is not None:
        raise Refusal("Tài khoản đã có ứng dụng tạo mã; hãy bỏ ứng dụng cũ trước.", code="has_codes")
    if factor is None:
        secret = b32encode(secrets.token_bytes(SECRET_BYTES)).decode()
        factor = Factor.objects.create(
            user_id=actor.user_id, kind=Factor.Kind.CODES, name="Ứng dụng tạo mã", secret=secret, added_at=at
        )
    return totp_of(str(factor.secret)).get_provisioning_uri(actor.username, ISSUER)


@transaction.atomic
def confirm_codes(*, actor: Actor, code: str, at: datetime) -> list[str]:
    """The application counts from now on, with its first code used up. Recovery codes, shown once, when it is the first
    factor. Raises Refusal for a wrong code."""
    factor = Factor.objects.select_for_update().filter(user_id=actor.user_id, kind=Factor.Kind.CODES).first()
    if factor is None or factor.confirmed_at is not None:
        raise Refusal("Không có ứng dụng nào đang chờ xác nhận.", code="nothing_begun")
    step = matching_step(str(factor.secret), "".join(code.split()), at)
    if step is None:
        raise Refusal("Mã không đúng. Hãy kiểm tra giờ của điện thoại rồi nhập mã đang hiện.", code="wrong_code")
    factor.confirmed_at, factor.last_step = at, step
    factor.save(update_fields=["confirmed_at", "last_step"])
    audit.record(
        actor=actor, action="factor.add", object_kind="user", object_id=actor.user_id, details={"kind": factor.kind}
    )
    return first_recovery_codes(actor)


def first_recovery_codes(actor: Actor) -> list[str]:
    """Recovery codes, unless the account has some left."""
    left = RecoveryCode.objects.filter(user_id=actor.user_id, used_at=None).exists()
    return [] if left else renew_recovery_codes(actor=actor)


@transaction.atomic
def renew_recovery_codes(*, actor: Actor) -> list[str]:
    """Ten new codes for the account; the former ones are no more. Raises Refusal without a second factor."""
    if not Factor.objects.filter(user_id=actor.user_id, confirmed_at__isnull=False).exists():
        raise Refusal("Hãy thiết lập một cách xác thực trước.", code="no_factor")
    codes = ["-".join("".join(secrets.choice(LETTERS) for _ in range(5)) for _ in "12") for _ in range(RECOVERY_CODES)]
    RecoveryCode.objects.filter(user_id=actor.user_id).delete()
    RecoveryCode.objects.bulk_create(
        [RecoveryCode(user_id=actor.user_id, code_hash=recovery_hash(code)) for code in codes]
    )
    audit.record(actor=actor, action="factor.renew_codes", object_kind="user", object_id=actor.user_id)
    return codes
