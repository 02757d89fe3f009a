"""Taking back the certificates of disability that a new finding takes the place of (TT 01/2019 Đ8.3, Đ9.1)."""

from __future__ import annotations

from datetime import datetime

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework.documents.composing.certificate import certificates_before
from ansinh.casework.models import Case
from ansinh.kernel import audit

_NEW = "Thu hồi khi cấp giấy mới theo hồ sơ số {} (khoản 1 Điều 9 Thông tư 01/2019/TT-BLĐTBXH)"
_NONE = "Thu hồi: hồ sơ số {} kết luận không còn khuyết tật (khoản 3 Điều 8 Thông tư 01/2019/TT-BLĐTBXH)"


def withdraw_certificates(*, actor: Actor, case: Case, at: datetime) -> int:
    """Those of the case's person in force, also where they lived before; within the transaction of the decision."""
    none = case.request is not None and case.request.values.get("degree") == "none"
    because = (_NONE if none else _NEW).format(case.symbol)
    found = [each for each in certificates_before(case.person_id, case.pk) if each.cancelled_at is None]
    with acting_as(SYSTEM):
        for document in found:
            document.cancelled_at, document.cancelled_by_id, document.cancelled_because = at, actor.user_id, because
            document.save(update_fields=["cancelled_at", "cancelled_by", "cancelled_because"])
            audit.record(
                actor=actor, action="document.cancel", object_kind="document", object_id=document.pk,
                area_id=document.area_id,
            )  # fmt: skip
    return len(found)
