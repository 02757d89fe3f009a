"""Closing late news by hand: somebody looked, and nothing is to be corrected."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction
from django.db.models.functions import Now

from ansinh.access.public import Actor, Permission, check_permission
from ansinh.casework import public as casework
from ansinh.kernel import audit, outbox
from ansinh.kernel.errors import Refusal
from ansinh.oversight.models import LateNews

MAY_CLOSE = Permission.PREPARE_PROPOSALS


@transaction.atomic
def close_late_news(*, actor: Actor, person_id: int, news_ids: Sequence[int], because: str) -> int:
    """End open marks of a person with a reason; how many. A correction that was proposed for them is looked at again.

    Raises Refusal without the permission or a reason, and for marks that are not open or not in sight.
    """
    check_permission(actor, MAY_CLOSE)
    because = " ".join(because.split())
    if not because:
        raise Refusal("Hãy ghi lý do không phải điều chỉnh.", code="reason_missing")
    if not news_ids:
        raise Refusal("Chưa chọn tháng nào.", code="nothing_chosen")
    open_marks = LateNews.objects.filter(pk__in=news_ids, person_id=person_id, resolution="").select_related("person")
    marks = list(open_marks.select_for_update(of=("self",)))
    if len(marks) != len(set(news_ids)):
        raise Refusal("Có tháng đã được giải quyết hoặc ngoài địa bàn của bạn.", code="not_open")
    LateNews.objects.filter(pk__in=[mark.pk for mark in marks]).update(
        resolution=LateNews.Resolution.BY_HAND,
        resolved_at=Now(),
        closed_by=actor.user_id,
        closed_because=because[:500],
    )
    area_id = marks[0].person.area_id
    proposed = casework.Proposal.objects.filter(
        person_id=person_id, kind=casework.Kind.PAST, state__in=casework.LIVE
    ).exists()
    if proposed:
        outbox.publish("late_news.found", {"area_id": area_id}, once=True)
    audit.record(
        actor=actor,
        action="late_news.close",
        object_kind="person",
        object_id=person_id,
        area_id=area_id,
        details={"months": sorted(f"{mark.month:%Y-%m}" for mark in marks)},
    )
    return len(marks)
