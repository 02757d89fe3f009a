"""Counting the quality of all communes' data, so that the province's board need not wait for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction

from ansinh.oversight.models import QualityFigure
from ansinh.oversight.queries_quality import UNDETERMINED, counts, last_run, undetermined_by_commune

COUNTING, STEP = "quality", "count"
"""Where the progress of a count that was asked for is found."""


@transaction.atomic
def count_quality(*, on: date, area_ids: Collection[int] | None = None) -> int:
    """Replace the kept figures by those of today; the number of communes. Runs as the owner of the tables (jobs).

    ``area_ids``: only of these communes; None: of all. One count at a time, so that none overwrites a newer one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('oversight.quality'))")
    kept, run = QualityFigure.objects.all(), last_run(None)
    found: dict[int, dict[str, int]] = {}
    for area in [None] if area_ids is None else sorted(area_ids):
        found |= counts(area, on)
        for one, people in (undetermined_by_commune(run, area) if run else {}).items():
            found.setdefault(one, {})[UNDETERMINED] = people
    (kept if area_ids is None else kept.filter(area_id__in=area_ids)).delete()
    QualityFigure.objects.bulk_create(
        QualityFigure(area_id=area, code=code, people=people)
        for area, row in found.items()
        for code, people in row.items()
    )
    return len(found)
