"""Reading donations and stock."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Count, Q, QuerySet, Sum

from ansinh.funds.goods_table import GOODS
from ansinh.funds.models import Gift, GiftUse, Handover, Stock, StockMove, Stocktaking, Store

_FUND = "SELECT id FROM funds_account WHERE kind = 'gift_fund' AND area_id = %s AND programme = %s"


def gift_fund_left(area_id: int, content: str) -> int:
    """đồng of donations for a content that are not used; takes the balance until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_FUND, [area_id, content])
        accounts = [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SELECT coalesce(sum(amount_vnd), 0)::bigint FROM funds_lock_holdings(%s)", [accounts])
        return int(cursor.fetchone()[0])


def stores() -> list[Store]:
    """The stores that are seen, by area and name."""
    return list(Store.objects.select_related("area").order_by("area__kind", "area__name", "name"))


@dataclass(frozen=True)
class StockLine:
    """Goods of a batch in a store, with whether they are past their day or close to it."""

    stock: Stock
    words: str
    unit: str
    expired: bool
    soon: bool


def stock_lines(on: date, *, store_id: int | None = None, soon_days: int = 60) -> list[StockLine]:
    """What stores hold, by store, goods and day of expiry."""
    found = Stock.objects.filter(quantity__gt=0).select_related("store__area", "batch")
    if store_id is not None:
        found = found.filter(store_id=store_id)
    lines = []
    for one in found:
        words, unit, _ = GOODS[one.batch.goods]
        ends = one.batch.expires_on
        days = (ends - on).days if ends else None
        lines.append(
            StockLine(one, words, unit, days is not None and days < 0, days is not None and 0 <= days <= soon_days)
        )
    return sorted(lines, key=lambda line: (line.stock.store.name, line.words, line.stock.batch.expires_on or date.max))


def stock_sums(lines: Sequence[StockLine]) -> dict[str, tuple[str, str, Decimal]]:
    """Words, unit and quantity of each of the goods."""
    sums: dict[str, tuple[str, str, Decimal]] = {}
    for line in lines:
        code = line.stock.batch.goods
        before = sums.get(code, (line.words, line.unit, Decimal(0)))[2]
        sums[code] = (line.words, line.unit, before + line.stock.quantity)
    return dict(sorted(sums.items()))


def latest_moves(size: int = 40) -> list[StockMove]:
    """The latest moves that are seen."""
    people = ("store", "batch", "made_by")
    return list(StockMove.objects.select_related(*people).order_by("-id")[:size])


def handovers() -> QuerySet[Handover]:
    """The lists that are seen with people, quantity and how many took theirs; those that wait first."""
    counted = Handover.objects.select_related("store", "area", "entered_by", "approved_by").annotate(
        people=Count("rows"), quantity=Sum("rows__quantity"), absent=Count("rows", filter=Q(rows__received=False))
    )
    return counted.order_by("-id")


def stocktakings(size: int = 20) -> list[Stocktaking]:
    """The latest counts and losses."""
    found = Stocktaking.objects.select_related("store", "entered_by", "approved_by").prefetch_related("rows__batch")
    return list(found.order_by("-id")[:size])


def gifts(size: int = 200) -> list[Gift]:
    """The latest donations that are seen."""
    return list(Gift.objects.select_related("area", "batch", "entered_by").order_by("-id")[:size])


def gift_uses(size: int = 100) -> list[GiftUse]:
    """The latest decisions about donated money."""
    return list(GiftUse.objects.select_related("area", "line", "entered_by", "approved_by").order_by("-id")[:size])
