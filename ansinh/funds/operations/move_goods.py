"""Goods come into a store, go to another one, and are taken from it, those that keep the shortest first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import connection

from ansinh.access.public import SYSTEM, Actor, Permission, acting_as
from ansinh.funds.goods_table import GOODS
from ansinh.funds.models import Batch, Stock, StockMove, Store
from ansinh.funds.policies import check_may
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal
from ansinh.kernel.money import format_dong

MOST = Decimal(10_000_000)


def quantity_of(text: str) -> Decimal:
    """A quantity as people write it: 1.250 or 12,5. Raises Refusal for what is none, or has over three decimals."""
    try:
        found = Decimal(text.strip().replace(".", "").replace(",", "."))
    except InvalidOperation:
        raise Refusal("“%(text)s” không phải là số lượng.", code="bad_quantity", text=text) from None
    if not found.is_finite() or not 0 <= found < MOST or found != round(found, 3):
        raise Refusal("“%(text)s” không phải là số lượng hợp lệ.", code="bad_quantity", text=text)
    return found


def open_store(*, actor: Actor, area_id: int, name: str) -> Store:
    """A store of an area; the one there is, when it has that name."""
    if not name.strip():
        raise Refusal("Hãy ghi tên kho.", code="name_missing")
    with acting_as(SYSTEM):
        check_may(actor, Permission.KEEP_STOCK, area_id)
        found, made = Store.objects.get_or_create(area_id=area_id, name=name.strip()[:120])
        if made:
            audit.record(actor=actor, action="store.open", object_kind="store", object_id=found.pk, area_id=area_id)
    return found


def receive_goods(
    *,
    actor: Actor,
    store_id: int,
    goods: str,
    quantity: Decimal,
    source: str,
    reference: str,
    on: date,
    expires_on: date | None = None,
) -> Batch:
    """A batch comes in: what, how much, from where (``reference``: the paper it came with), until when it keeps."""
    if goods not in GOODS or source not in Batch.Source.values or quantity <= 0 or not reference.strip():
        raise Refusal("Hãy ghi đủ mặt hàng, số lượng, nguồn và số phiếu.", code="bad_choice")
    if expires_on is not None and expires_on < on:
        raise Refusal("Hàng đã quá hạn dùng, không nhập kho.", code="expired")
    with acting_as(SYSTEM):
        store = Store.objects.get(pk=store_id)
        user_id = check_may(actor, Permission.KEEP_STOCK, store.area_id)
        batch = Batch.objects.create(
            goods=goods, source=source, reference=reference.strip()[:120], received_on=on, expires_on=expires_on
        )
        StockMove.objects.create(
            store=store, batch=batch, kind=StockMove.Kind.RECEIVED, quantity=quantity, on=on,
            key=f"batch/{batch.pk}", note=reference.strip()[:200], made_by_id=user_id,
        )  # fmt: skip
        details = {"goods": goods, "quantity": str(quantity)}
        audit.record(
            actor=actor, action="stock.receive", object_kind="store", object_id=store.pk, area_id=store.area_id,
            details=details,
        )  # fmt: skip
    return batch


def send_goods(
    *, actor: Actor, store_id: int, to_store_id: int, goods: str, quantity: Decimal, number: str, on: date
) -> None:
    """Goods go from one store to another, by a paper whose number makes the move once. Raises Refusal when too few."""
    if store_id == to_store_id or quantity <= 0 or not number.strip():
        raise Refusal("Hãy chọn kho nhận khác kho chuyển, ghi số lượng và số phiếu.", code="bad_choice")
    with acting_as(SYSTEM):
        source, target = Store.objects.get(pk=store_id), Store.objects.get(pk=to_store_id)
        user_id = check_may(actor, Permission.KEEP_STOCK, source.area_id)
        key = f"send/{source.pk}/{number.strip()[:60]}"
        if StockMove.objects.filter(key=key).exists():
            raise Refusal("Phiếu này đã được ghi.", code="sent_before", number=number)
        for batch_id, part in take(source, goods, quantity, on):
            for store, kind, signed in ((source, "sent", -part), (target, "arrived", part)):
                StockMove.objects.create(
                    store=store, batch_id=batch_id, kind=kind, quantity=signed, on=on, key=key,
                    note=f"Phiếu {number.strip()[:60]}", made_by_id=user_id,
                )  # fmt: skip
        details = {"goods": goods, "quantity": str(quantity), "to": target.pk}
        audit.record(
            actor=actor, action="stock.send", object_kind="store", object_id=source.pk, area_id=source.area_id,
            details=details,
        )  # fmt: skip


def _said(quantity: Decimal) -> str:
    """1.155 or 12,5, as it is written on a note."""
    whole, _, part = f"{quantity.normalize():f}".partition(".")
    return format_dong(int(whole)) + (f",{part}" if part else "")


def take(store: Store, goods: str, quantity: Decimal, on: date) -> list[tuple[int, Decimal]]:
    """Choose from which batches a quantity comes, those first that keep the shortest; expired ones are left.

    Takes the store's stock until the end of the transaction. Raises Refusal when there is not enough.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT funds_lock_stock(%s)", [store.pk])
    held = Stock.objects.filter(store=store, batch__goods=goods, quantity__gt=0).select_related("batch")
    usable = sorted(
        (one for one in held if one.batch.expires_on is None or one.batch.expires_on >= on),
        key=lambda one: (one.batch.expires_on or date.max, one.batch_id),
    )
    missing, parts = quantity, []
    for one in usable:
        part = min(missing, one.quantity)
        if part > 0:
            parts.append((one.batch_id, part))
            missing -= part
    if missing > 0:
        words, unit, _ = GOODS[goods]
        left = sum((one.quantity for one in usable), Decimal(0))
        raise Refusal(
            "%(name)s chỉ còn %(left)s %(unit)s %(words)s còn hạn dùng, cần %(wanted)s %(unit)s.",
            code="not_enough",
            store=store.pk,
            name=store.name,
            left=_said(left),
            unit=unit,
            words=words.lower(),
            wanted=_said(quantity),
        )
    return parts
