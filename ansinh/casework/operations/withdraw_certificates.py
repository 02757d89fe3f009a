"""Taking back certificates of disability: as a new finding takes their place, or as the finding itself was undone."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework.documents.composing.certificate import TAKEN_BACK, certificates_before
from ansinh.casework.models import Case, Document
from ansinh.casework.queries_documents import certificates_resting_on
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import ChangeRequest, under_any_name

_NONE = "Thu hồi: hồ sơ số {} kết luận không còn khuyết tật (khoản 3 Điều 8 Thông tư 01/2019/TT-BLĐTBXH)"
_UNDONE = "Thu hồi vì kết luận ghi theo tin số {} đã được hoàn tác: {}"
LONGEST = 300


def withdraw_certificates(*, actor: Actor, case: Case, at: datetime) -> int:
    """Those of the case's person in force, also where they lived before; within the transaction of the decision."""
    none = case.request is not None and case.request.values.get("degree") == "none"
    because = (_NONE if none else TAKEN_BACK).format(case.symbol)
    found = [each for each in certificates_before(case.person_id, case.pk) if each.cancelled_at is None]
    _withdraw(found, because, actor, at)
    return len(found)


def withdraw_former(*, actor: Actor, document: Document, because: str) -> None:
    """Those of the person beside this one, in the moment in which it is given (TT 01/2019 Đ9.1)."""
    if document.person_id is None:
        return
    under = under_any_name(document.person_id)
    found = Document.objects.filter(kind=document.kind, person_id__in=under, cancelled_at=None)
    with acting_as(SYSTEM):
        others = list(found.exclude(pk=document.pk))
    _withdraw(others, because, actor, document.issued_at)


def withdraw_undone(*, actor: Actor, request: ChangeRequest, because: str, at: datetime) -> list[Document]:
    """Those that say what the news recorded; within the transaction in which it is undone.

    What they had taken the place of stays taken back: no text gives it force again (decision 47). Raises Refusal
    without the reason, which whoever holds the paper is owed.
    """
    found, said = certificates_resting_on(request), because.strip()[:LONGEST]
    if found and not said:
        raise Refusal(
            "Theo tin này đã cấp Giấy xác nhận khuyết tật số %(symbols)s; hãy ghi lý do hoàn tác để thu hồi giấy.",
            code="reason_missing",
            field="undo_because",
            symbols=", ".join(each.symbol for each in found),
        )
    _withdraw(found, _UNDONE.format(request.pk, said), actor, at)
    return found


def _withdraw(found: Iterable[Document], because: str, actor: Actor, at: datetime) -> None:
    with acting_as(SYSTEM):
        for document in found:
            document.cancelled_at, document.cancelled_by_id, document.cancelled_because = at, actor.user_id, because
            document.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
            audit.record(
                actor=actor, action="document.cancel", object_kind="document", object_id=document.pk,
                area_id=document.area_id,
            )  # fmt: skip
