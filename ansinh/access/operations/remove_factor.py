"""Taking a second factor away."""

from __future__ import annotations

from django.db import transaction

from ansinh.access.actors import Actor
from ansinh.access.factor_rules import demanded_of
from ansinh.access.models import Factor, RecoveryCode, User
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def remove_factor(*, actor: Actor, factor_id: int, password: str) -> None:
    """Remove one of the own. Recovery codes go with the last.

    Raises Refusal for a wrong password, for the last one of an account that has to have one, and for a foreign one.
    """
    user = User.objects.get(pk=actor.user_id)
    if not user.check_password(password):
        raise Refusal("Mật khẩu không đúng.", code="wrong_password")
    own = list(Factor.objects.select_for_update().filter(user=user))
    factor = next((one for one in own if one.pk == factor_id), None)
    if factor is None:
        raise Refusal("Không có cách xác thực này.", code="unknown_factor")
    others = [one for one in own if one.pk != factor_id and one.confirmed_at is not None]
    if factor.confirmed_at and not others and demanded_of(actor.roles, waived=user.factor_waived):
        raise Refusal(
            "Vai trò của bạn bắt buộc xác thực hai bước: hãy thêm cách khác trước khi bỏ cách này.", code="last_factor"
        )
    factor.delete()
    if not others:
        RecoveryCode.objects.filter(user=user).delete()
    audit.record(
        actor=actor, action="factor.remove", object_kind="user", object_id=user.pk, details={"kind": factor.kind}
    )
