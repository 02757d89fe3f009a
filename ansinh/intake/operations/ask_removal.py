"""Asking that the contents of lists past their term be removed."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.access.public import Actor, Permission
from ansinh.areas.public import Unit
from ansinh.intake.models import Removal, Row
from ansinh.intake.past_term import cutoff, files_past_term
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def ask_removal(*, actor: Actor, area: Unit, on: date) -> Removal:
    """Count what would go; nothing goes yet. The wish that waits is given back.

    Raises Refusal outside the actor's areas or rights, and when nothing is past its term.
    """
    if not actor.may(Permission.IMPORT_LISTS) or not (actor.wide or area.pk in actor.area_ids):
        raise Refusal("Bạn không đề nghị xóa danh sách của xã này được.", code="not_allowed")
    waiting = Removal.objects.filter(area=area, confirmed_by=None).first()
    if waiting is not None:
        return waiting
    before = cutoff(on)
    files = files_past_term(before, area.pk)
    count = files.count()
    if not count:
        raise Refusal("%(name)s không có danh sách nào quá thời hạn lưu.", code="nothing_past_term", name=area.name)
    asked = Removal.objects.create(
        area=area, before=before, file_count=count, row_count=Row.objects.filter(file__in=files).count(),
        asked_by_id=actor.user_id,
    )  # fmt: skip
    audit.record(
        actor=actor,
        action="removal.ask",
        object_kind="removal",
        object_id=asked.pk,
        area_id=area.pk,
        details={"files": asked.file_count, "rows": asked.row_count, "before": before.isoformat()},
    )
    return asked
