"""A provider rings: there is news of a payment. It makes us ask, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping

from ansinh.access.public import SYSTEM, acting_as
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.payments.gateway.signing import BELL, is_signed
from ansinh.payments.models import PaymentOrder, Provider, ProviderBell

FORGED = "gateway:forged"


def take_bell(*, code: str, target: str, headers: Mapping[str, str], body: bytes, now: float) -> bool:
    """Note that a payment is to be asked about; True when the bell is new.

    One that rings twice, late, out of order or for a payment that is not ours does no more than that. Raises Refusal
    for a bell that the provider did not sign around ``now`` (seconds of the epoch); how many of those came is shown to
    the administrator.
    """
    with acting_as(SYSTEM):
        provider = Provider.objects.filter(code=code).first()
        signed = provider is not None and is_signed(
            provider.secret, BELL, target, key_id=provider.key_id, headers=headers, body=body, now=now
        )
        if not signed or provider is None:
            _note_forged(code if provider else "?")
        else:
            event, key = _read(body)
            made = ProviderBell.objects.bulk_create(
                [ProviderBell(provider=provider, event=event, key=key)], ignore_conflicts=True
            )
            waiting = PaymentOrder.objects.filter(key=key, via__provider=provider, rung=False).update(rung=True)
            return bool(made) and bool(waiting)
    raise Refusal("Chữ ký không đúng.", code="forged")


def _read(body: bytes) -> tuple[str, str]:
    try:
        said = json.loads(body)
        event, key = said["event"], said["key"]
    except (ValueError, KeyError, TypeError):
        raise Refusal("Nội dung không đọc được.", code="bad_bell") from None
    if not all(isinstance(text, str) and 0 < len(text) <= 35 and text.isprintable() for text in (event, key)):
        raise Refusal("Nội dung không đúng dạng.", code="bad_bell")
    return event, key


def _note_forged(code: str) -> None:
    before = next((step for step in progress.of(FORGED) if step.step == code), None)
    count = (before.total if before else 0) + 1
    progress.report(
        FORGED,
        code,
        state=progress.State.WAITING,
        total=count,
        message=f"{count} lần gọi mạo danh nhà cung cấp {code} đã bị từ chối.",
    )
