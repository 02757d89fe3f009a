"""Taking up again a mark that was closed by hand: whoever closed it was wrong, or looks once more."""

from __future__ import annotations

from django.db import connection, transaction

from ansinh.access.public import SYSTEM, Actor, acting_as, check_permission
from ansinh.kernel import audit, outbox
from ansinh.kernel.errors import Refusal
from ansinh.oversight.models import LateNews, LateNewsReopening
from ansinh.oversight.operations.close_late_news import MAY_CLOSE

# What was done about the person or the month since the mark was closed.
_SINCE = """
SELECT
  EXISTS (SELECT FROM oversight_late_news AS o WHERE (o.person_id, o.month) = (n.person_id, n.month)
    AND o.id <> n.id AND (o.resolution = '' OR o.noted_at >= n.resolved_at)),
  EXISTS (SELECT FROM casework_proposal AS p JOIN casework_decision AS d ON d.id = p.decision_id
    WHERE p.person_id = n.person_id AND d.recorded_at >= n.resolved_at),
  EXISTS (SELECT FROM payments_line AS l JOIN payments_part AS p ON p.line_id = l.id
    JOIN payments_run AS r ON r.id = l.run_id
    WHERE l.person_id = n.person_id AND p.for_month = n.month AND p.kind <> 'one_off' AND r.locked_at >= n.resolved_at
      AND l.state <> 'cancelled')
FROM oversight_late_news AS n WHERE n.id = %s
"""


@transaction.atomic
def reopen_late_news(*, actor: Actor, person_id: int, news_id: int, because: str) -> LateNews:
    """The mark waits as it did before; a correction is proposed again where one is due.

    Raises Refusal without the permission or a reason, for a mark that was not closed by hand or is not in sight, and
    where newer news, a decision or a payment of the month has come since: then the mark speaks of what is past.
    """
    check_permission(actor, MAY_CLOSE)
    because = " ".join(because.split())[:500]
    if not because:
        raise Refusal("Hãy ghi lý do mở lại.", code="reason_missing")
    found = LateNews.objects.filter(pk=news_id, person_id=person_id, resolution=LateNews.Resolution.BY_HAND)
    mark = found.select_related("person").select_for_update(of=("self",)).first()
    if mark is None or mark.closed_by_id is None or mark.resolved_at is None:
        raise Refusal("Tháng này không do người đóng, hoặc ngoài địa bàn của bạn.", code="not_closed_by_hand")
    _check_nothing_since(mark)
    LateNewsReopening.objects.create(
        news=mark, closed_by_id=mark.closed_by_id, closed_at=mark.resolved_at, closed_because=mark.closed_because,
        by_id=actor.user_id, because=because,
    )  # fmt: skip
    LateNews.objects.filter(pk=mark.pk).update(resolution="", resolved_at=None, closed_by=None, closed_because="")
    outbox.publish("late_news.found", {"area_id": mark.person.area_id}, once=True)
    audit.record(
        actor=actor, action="late_news.reopen", object_kind="person", object_id=person_id,
        area_id=mark.person.area_id, details={"month": f"{mark.month:%Y-%m}"},
    )  # fmt: skip
    mark.refresh_from_db()
    return mark


def _check_nothing_since(mark: LateNews) -> None:
    """Whoever asks: what was done of a person elsewhere counts as well."""
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_SINCE, [mark.pk])
        newer, decided, paid = cursor.fetchone()
    if newer:
        raise Refusal("Đã có tin mới hơn về tháng này; hãy xem tin ấy.", code="newer_news")
    if decided:
        raise Refusal("Từ khi đóng đã có quyết định mới về người này, không mở lại được.", code="decided_since")
    if paid:
        raise Refusal("Từ khi đóng đã lập danh sách chi trả cho tháng này, không mở lại được.", code="paid_since")
