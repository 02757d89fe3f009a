"""Dropping a change that was prepared and is not to be."""

from __future__ import annotations

from django.db import transaction

from ansinh.areas.models import Change
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def drop_change(*, change_id: int, by: audit.Acting) -> Change:
    """Drop it. Raises Refusal for one that has been carried out."""
    change = Change.objects.select_for_update().get(pk=change_id)
    if change.state != Change.State.PREPARED:
        raise Refusal("Chỉ bỏ được thay đổi chưa áp dụng.", code="not_prepared", change=change_id)
    change.state = Change.State.DROPPED
    change.save(update_fields=["state"])
    audit.record(actor=by, action="area_change.drop", object_kind="area_change", object_id=change_id)
    return change
