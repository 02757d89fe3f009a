"""Whether a month that was counted still stands, and a check of what was kept against counting it now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from ansinh.kernel.finding import Finding
from ansinh.oversight.models import ReconciledMonth
from ansinh.oversight.reconciled_table import FOUND, MOST, NAMED, STANDING
from ansinh.oversight.reconciliation_table import held_together

_SHOWN = 50


@dataclass(frozen=True)
class Standing:
    """When a month was counted, how many people changed since, and all their records: of those it says nothing."""

    counted_at: datetime
    changed: int
    named: tuple[int, ...]


def standing(month: date) -> Standing | None:
    """The count of a month, as long as few people changed since. Needs a role that sees every row."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING, {"month": month})
        row = cursor.fetchone()
        if row is None or len(row[1]) > MOST:
            return None
        counted_at, changed = row
        if changed:
            cursor.execute(NAMED, {"changed": changed})
        named = {pk for (pk,) in cursor.fetchall()} if changed else set()
    return Standing(counted_at, len(changed), tuple(sorted(named | set(changed))))


MANY = 5_000
"""Lines of a month that are held against their decisions while somebody waits; of more it is the worker's."""
_LINES = """
SELECT coalesce(sum(line_count), 0) FROM payments_result
WHERE month = (SELECT max(month) FROM payments_result WHERE month <= %(month)s)
"""


def takes_long(month: date) -> bool:
    """Whether counting a month takes long: as many decisions as the latest lists until then have lines. As standing."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"month": month})
        return int(cursor.fetchone()[0]) > MANY


_DIFFERING = """
WITH counted AS ({anew})
SELECT coalesce(kept.person_id, counted.person_id), kept.code, counted.code
FROM ({found}) AS kept FULL JOIN (SELECT * FROM counted WHERE code <> 'same') AS counted
  ON (kept.person_id, kept.award_id) = (counted.person_id, counted.award_id)
WHERE (kept.code, kept.area_id, kept.due_vnd, kept.listed_vnd)
  IS DISTINCT FROM (counted.code, counted.area_id, counted.due_vnd, counted.listed_vnd) ORDER BY 1 LIMIT %(most)s
"""


def verify_reconciled() -> tuple[list[Finding], int]:
    """Every month whose count stands, beside the same counted now: differences, and months. Needs all rows in sight."""
    months = list(ReconciledMonth.objects.order_by("month").values_list("month", flat=True))
    return [finding for month in months for finding in _differing(month)], len(months)


def _differing(month: date) -> Iterator[Finding]:
    kept = standing(month)
    if kept is None:
        return
    names = {"month": month, "areas": None, "named": list(kept.named), "most": _SHOWN}
    with connection.cursor() as cursor:
        cursor.execute(_DIFFERING.format(anew=held_together(None), found=FOUND), names)
        for person, was, now in cursor.fetchall():
            yield Finding(
                "reconciled",
                f"tháng {month:%m/%Y}, người {person}: chênh lệch đã đếm là {was or 'không có'}, "
                f"đếm lại là {now or 'không có'}",
            )
