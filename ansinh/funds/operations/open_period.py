"""Whether a day may still be posted to."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection

from ansinh.kernel.errors import Refusal

_SHARE = "SELECT pg_advisory_xact_lock_shared(hashtext('funds_closing'), %s::int)"
_CLOSED = """
SELECT u.name, lower(c.period), upper(c.period) - 1 FROM funds_closing AS c JOIN areas_unit AS u ON u.id = c.area_id
WHERE c.reopened_by_id IS NULL AND c.period @> %(on)s::date
  AND c.area_id IN (SELECT funds_books(%(areas)s, %(on)s::date))
ORDER BY upper(c.period) - lower(c.period) DESC LIMIT 1
"""


def check_open(on: date, area_ids: Collection[int]) -> None:
    """Raises Refusal when a book that these areas belong to is closed for the day; the database refuses it as well.

    From here to the end of the transaction nobody closes the month: whoever is closing it now is waited for first.
    """
    with connection.cursor() as cursor:
        cursor.execute(_SHARE, [on.year * 12 + on.month])
        cursor.execute(_CLOSED, {"on": on, "areas": sorted(area_ids)})
        found = cursor.fetchone()
    if found:
        name, first, last = found
        raise Refusal(
            "Sổ của %(name)s đã khóa kỳ từ %(first)s đến %(last)s: không ghi được vào ngày %(on_2)s.",
            code="period_closed",
            on=on,
            name=name,
            first=f"{first:%d/%m/%Y}",
            last=f"{last:%d/%m/%Y}",
            on_2=f"{on:%d/%m/%Y}",
        )
