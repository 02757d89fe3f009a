"""Publishing facts and handing them, once each, to what reacts to them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from ansinh.kernel.models import OutboxFact


def publish(kind: str, payload: Mapping[str, Any], *, once: bool = False) -> None:
    """Write a fact in the transaction of the change that made it; ``once``: unless the same one waits already."""
    if once and OutboxFact.objects.filter(kind=kind, payload=dict(payload), handled_at=None).exists():
        return
    OutboxFact.objects.create(kind=kind, payload=dict(payload))


def dispatch(reactions: Mapping[str, Callable[[Mapping[str, Any]], None]], *, limit: int = 1000) -> int:
    """Hand waiting facts to their reactions, each in one transaction with its mark; returns how many were handled.

    A reaction is given the payload with ``published_at`` beside it, the moment by which everything in the fact was
    written. A kind without a reaction raises KeyError and stays waiting: a fact is never dropped.
    """
    handled = 0
    while handled < limit:
        with transaction.atomic():
            fact = OutboxFact.objects.select_for_update(skip_locked=True).filter(handled_at=None).order_by("id").first()
            if fact is None:
                return handled
            reactions[fact.kind]({**fact.payload, "published_at": fact.created_at})
            OutboxFact.objects.filter(pk=fact.pk).update(handled_at=Now())
        handled += 1
    return handled


def waiting() -> int:
    """How many facts nobody has handled yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM kernel_outbox_fact WHERE handled_at IS NULL")
        return int(cursor.fetchone()[0])


def waits(kind: str) -> bool:
    """Whether a fact of that kind was not handled yet."""
    return OutboxFact.objects.filter(kind=kind, handled_at=None).exists()
