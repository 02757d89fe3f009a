"""Cancelling a document: it stays with its number and the reason, and another may be issued for the same subject."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.models import Document
from ansinh.casework.policies import check_may_cancel
from ansinh.kernel import audit


@transaction.atomic
def cancel_document(*, actor: Actor, document_id: int, because: str, at: datetime) -> Document:
    """Cancel it. Raises Refusal without the right to it, without a reason, for decisions and a second time."""
    document = check_may_cancel(actor, document_id, because)
    document.cancelled_at, document.cancelled_by_id, document.cancelled_because = at, actor.user_id, because
    document.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
    audit.record(
        actor=actor,
        action="document.cancel",
        object_kind="document",
        object_id=document.pk,
        area_id=document.area_id,
    )
    return document
