"""What was counted in a store, or lost: recorded by one, approved by another, then in the books."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models.functions import Now

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.models import Stock, StockMove, Stocktaking, StocktakingRow, Store
from ansinh.funds.operations.use_gift_goods import use_gift_goods
from ansinh.funds.policies import check_another, check_may
from ansinh.funds.states import StocktakingState
from ansinh.kernel import audit
from ansinh.kernel.errors import AlreadyDone, Refusal


def enter_stocktaking(
    *,
    actor: Actor,
    store_id: int,
    kind: str,
    number: str,
    decided_on: date,
    because: str,
    quantities: Mapping[int, Decimal],
) -> Stocktaking:
    """Record what a count found of batches (by id), or what was lost of them. Raises Refusal when nothing differs."""
    if kind not in Stocktaking.Kind.values or not number.strip() or not because.strip():
        raise Refusal("Hãy ghi số biên bản hoặc quyết định và lý do.", code="reason_missing")
    with acting_as(SYSTEM):
        store = Store.objects.get(pk=store_id)
        user_id = check_may(actor, Permission.KEEP_STOCK, store.area_id)
        held = dict(Stock.objects.filter(store=store).values_list("batch_id", "quantity"))
        loss = kind == Stocktaking.Kind.LOSS
        rows = []
        for batch_id, quantity in sorted(quantities.items()):
            if batch_id not in held or (loss and quantity > held[batch_id]):
                raise Refusal("Số hao hụt nhiều hơn số trong kho, hoặc lô không có trong kho.", code="bad_quantity")
            difference = -quantity if loss else quantity - held[batch_id]
            if difference:
                rows.append(StocktakingRow(batch_id=batch_id, booked=held[batch_id], difference=difference))
        if not rows:
            raise Refusal("Không có chênh lệch nào để ghi.", code="nothing")
        made = Stocktaking.objects.create(
            store=store, kind=kind, number=number.strip()[:60], decided_on=decided_on, because=because.strip()[:300],
            entered_by_id=user_id,
        )  # fmt: skip
        for row in rows:
            row.stocktaking = made
        StocktakingRow.objects.bulk_create(rows)
        _told(actor, "stocktaking.enter", made)
    return made


def approve_stocktaking(*, actor: Actor, stocktaking_id: int, on: date) -> Stocktaking:
    """The differences enter the books. Raises Refusal for who recorded it, and where less is left than was lost."""
    with acting_as(SYSTEM):
        found = Stocktaking.objects.select_for_update(of=("self",)).select_related("store").get(pk=stocktaking_id)
        user_id = check_may(actor, Permission.APPROVE_BUDGET, found.store.area_id)
        check_another(actor, found.entered_by_id, "lập biên bản")
        if found.state != StocktakingState.ENTERED:
            raise AlreadyDone("Biên bản này đã được duyệt hoặc đã bỏ.", code="already_approved")
        with connection.cursor() as cursor:
            cursor.execute("SELECT funds_lock_stock(%s)", [found.store_id])
        held = dict(Stock.objects.filter(store=found.store).values_list("batch_id", "quantity"))
        rows = list(found.rows.all())
        if any(held[row.batch_id] + row.difference < 0 for row in rows):
            raise Refusal("Kho còn ít hơn số ghi giảm: hãy kiểm kê lại.", code="not_enough")
        StockMove.objects.bulk_create(
            StockMove(
                store=found.store, batch_id=row.batch_id, quantity=row.difference, on=on, made_by_id=user_id,
                kind=StockMove.Kind.GAIN if row.difference > 0 else StockMove.Kind.LOSS,
                key=f"stocktaking/{found.pk}", note=f"{found.number}: {found.because}"[:200],
            )
            for row in rows
        )  # fmt: skip
        use_gift_goods(batch_ids=[row.batch_id for row in rows], on=on)
        Stocktaking.objects.filter(pk=found.pk).update(
            state=StocktakingState.APPROVED, approved_by_id=user_id, approved_at=Now()
        )
        _told(actor, "stocktaking.approve", found)
    return found


def _told(actor: Actor, action: str, found: Stocktaking) -> None:
    audit.record(actor=actor, action=action, object_kind="stocktaking", object_id=found.pk, area_id=found.store.area_id)
