"""Lists of people to whom goods are handed over: entered, approved by another, closed with who took theirs."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from django.db.models import Sum
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.models import Handover, HandoverRow, StockMove, Store
from ansinh.funds.operations.move_goods import take
from ansinh.funds.operations.use_gift_goods import use_gift_goods
from ansinh.funds.policies import check_another, check_may
from ansinh.funds.states import HandoverState
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal


class Receiver(NamedTuple):
    """A person of the registry with name and village of the day, and what is due."""

    person_id: int
    full_name: str
    village: str
    quantity: Decimal


def enter_handover(
    *,
    actor: Actor,
    store_id: int,
    area_id: int,
    goods: str,
    number: str,
    decided_on: date,
    reason: str,
    citation: str,
    receivers: Sequence[Receiver],
) -> Handover:
    """Enter a list; nothing leaves the store yet. Raises Refusal for an empty list and one entered before."""
    if not number.strip() or not reason.strip():
        raise Refusal("Hãy ghi số quyết định và lý do cấp.", code="reason_missing")
    if not receivers:
        raise Refusal("Danh sách chưa có ai.", code="nobody")
    with acting_as(SYSTEM):
        user_id = check_may(actor, Permission.KEEP_STOCK, area_id)
        store = Store.objects.get(pk=store_id)
        check_may(actor, Permission.KEEP_STOCK, store.area_id)
        same = Handover.objects.filter(area_id=area_id, number=number.strip(), goods=goods)
        if same.exclude(state=HandoverState.DROPPED).exists():
            raise Refusal("Quyết định này đã có danh sách cấp mặt hàng ấy.", code="entered_before", number=number)
        made = Handover.objects.create(
            store=store, area_id=area_id, goods=goods, number=number.strip()[:60], decided_on=decided_on,
            reason=reason.strip()[:200], citation=citation[:200], entered_by_id=user_id,
        )  # fmt: skip
        HandoverRow.objects.bulk_create(HandoverRow(handover=made, **one._asdict()) for one in receivers)
        audit.record(
            actor=actor, action="handover.enter", object_kind="handover", object_id=made.pk, area_id=area_id,
            details={"people": len(receivers), "goods": goods},
        )  # fmt: skip
    return made


def approve_handover(*, actor: Actor, handover_id: int, on: date) -> Handover:
    """The goods leave the store, the shortest-lived first. Raises Refusal for who entered it, and for too few goods."""
    with acting_as(SYSTEM):
        found = Handover.objects.select_for_update(of=("self",)).select_related("store").get(pk=handover_id)
        user_id = check_may(actor, Permission.APPROVE_BUDGET, found.area_id)
        check_another(actor, found.entered_by_id, "lập danh sách")
        if found.state != HandoverState.ENTERED:
            raise AlreadyDone("Danh sách này đã được duyệt hoặc đã bỏ.", code="already_approved", handover=handover_id)
        total = found.rows.aggregate(total=Sum("quantity"))["total"]
        for batch_id, part in take(found.store, found.goods, total, on):
            StockMove.objects.create(
                store=found.store, batch_id=batch_id, kind=StockMove.Kind.HANDED, quantity=-part, on=on,
                key=f"handover/{found.pk}", note=f"Quyết định {found.number}", made_by_id=user_id,
            )  # fmt: skip
        Handover.objects.filter(pk=found.pk).update(
            state=HandoverState.APPROVED, approved_by_id=user_id, approved_at=Now()
        )
        _told(actor, "handover.approve", found)
    return found


def close_handover(*, actor: Actor, handover_id: int, absent: Collection[int], on: date) -> Decimal:
    """Everybody took theirs but the people named by their row ids; what they left goes back. Returns how much."""
    with acting_as(SYSTEM):
        found = Handover.objects.select_for_update(of=("self",)).select_related("store").get(pk=handover_id)
        user_id = check_may(actor, Permission.KEEP_STOCK, found.area_id)
        if found.state != HandoverState.APPROVED:
            raise Refusal("Chỉ ghi kết quả được cho danh sách đã duyệt, chưa cấp xong.", code="state")
        missing = found.rows.filter(pk__in=list(absent))
        left = missing.aggregate(total=Sum("quantity"))["total"] or Decimal(0)
        back = left
        missing.update(received=False)
        found.rows.exclude(pk__in=list(absent)).update(received=True)
        for move in StockMove.objects.filter(key=f"handover/{found.pk}").order_by("-pk"):
            part = min(back, -move.quantity)
            if part > 0:
                StockMove.objects.create(
                    store=found.store, batch_id=move.batch_id, kind=StockMove.Kind.UNCOLLECTED, quantity=part, on=on,
                    key=f"handover/{found.pk}/back", note=f"Quyết định {found.number}", made_by_id=user_id,
                )  # fmt: skip
                back -= part
        batches = StockMove.objects.filter(key=f"handover/{found.pk}").values_list("batch_id", flat=True)
        use_gift_goods(batch_ids=list(batches), on=on)
        Handover.objects.filter(pk=found.pk).update(state=HandoverState.CLOSED, closed_at=Now())
        _told(actor, "handover.close", found)
    return left


def drop_handover(*, actor: Actor, handover_id: int) -> None:
    """Drop a list that is not approved."""
    with acting_as(SYSTEM):
        found = Handover.objects.select_for_update(of=("self",)).get(pk=handover_id)
        check_may(actor, Permission.KEEP_STOCK, found.area_id)
        if found.state != HandoverState.ENTERED:
            raise Refusal("Danh sách đã duyệt thì không bỏ được.", code="state", handover=handover_id)
        Handover.objects.filter(pk=found.pk).update(state=HandoverState.DROPPED)
        _told(actor, "handover.drop", found)


def _told(actor: Actor, action: str, found: Handover) -> None:
    audit.record(actor=actor, action=action, object_kind="handover", object_id=found.pk, area_id=found.area_id)
