"""Taking back a kept file that does not belong where it is: it stays, with the reason, and counts no longer."""

from __future__ import annotations

from typing import TypeVar

from django.db.models.functions import Now
from django.utils.translation import gettext_noop

from ansinh.access.public import Actor, Permission
from ansinh.kernel.errors import Refusal
from ansinh.payments.models import FeeInvoice, SignedCopy
from ansinh.payments.policies import check_scope, responsible
from ansinh.payments.typed import line_of_words

File = TypeVar("File", FeeInvoice, SignedCopy)


def take_back_file(found: File, *, actor: Actor, permission: Permission, area_id: int, because: str) -> File:
    """Part of an operation that records it. Raises Refusal without a reason, outside the actor's area or rights, and
    for what was taken back already."""
    check_scope(actor, permission, area_id)
    text = line_of_words(because, 300, gettext_noop("lý do bỏ tệp"))
    if found.taken_back_at is not None:
        raise Refusal("Tệp này đã bỏ trước đó.", code="taken_back", file=found.pk)
    type(found).objects.filter(pk=found.pk).update(
        taken_back_by_id=responsible(actor), taken_back_at=Now(), because=text
    )
    found.refresh_from_db()
    return found
