"""Donated goods that were used, at their value: each batch's share of its value that has left the stores for good."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection

from ansinh.funds.codes import TransferCode
from ansinh.funds.operations.post_sides import Place, Side, post_sides

# Whole đồng: what is used so far is worked out from the whole batch, so that the parts add up to its value.
_USED = """
SELECT g.id, g.area_id, g.content, floor(g.amount_vnd * sum(-m.quantity) FILTER (WHERE m.kind <> 'received')
    / sum(m.quantity) FILTER (WHERE m.kind = 'received'))::bigint,
  coalesce((SELECT sum(e.amount_vnd) FROM funds_transfer AS t JOIN funds_entry AS e ON e.transfer_id = t.id
    AND e.amount_vnd > 0 WHERE t.code = 'goods_used' AND starts_with(t.key, 'gift/' || g.id || '/used/')), 0)::bigint
FROM funds_gift AS g JOIN funds_stock_move AS m ON m.batch_id = g.batch_id
WHERE g.batch_id = ANY (%s) GROUP BY g.id ORDER BY g.id
"""


def use_gift_goods(*, batch_ids: Collection[int], on: date) -> int:
    """Post what was used of donated batches since the last time; returns đồng. Others are left alone."""
    with connection.cursor() as cursor:
        cursor.execute(_USED, [sorted(batch_ids)])
        rows = cursor.fetchall()
    sides = [
        Side(f"gift/{gift}/used/{used}", area, Place(area, content), Place(area, content), used - before)
        for gift, area, content, used, before in rows
        if used is not None and used > before
    ]
    return post_sides(code=TransferCode.GOODS_USED, on=on, sides=sides)
