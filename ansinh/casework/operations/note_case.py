"""Writing to colleagues about a case."""

from __future__ import annotations

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.models import Case, CaseNote
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

LONGEST = 2_000


@transaction.atomic
def note_case(*, actor: Actor, case_id: int, text: str) -> CaseNote:
    """Add a note. Raises Refusal for an empty one, and for a case out of sight."""
    case = Case.objects.filter(pk=case_id).first()
    if case is None:
        raise Refusal("Không có hồ sơ này trong địa bàn của bạn.", code="unknown_case")
    text = text.strip()[:LONGEST]
    if not text:
        raise Refusal("Hãy viết nội dung trao đổi.", code="text_missing")
    note = CaseNote.objects.create(case=case, text=text, by_id=actor.user_id)
    audit.record(actor=actor, action="case.note", object_kind="case", object_id=case.pk, area_id=case.area_id)
    return note
