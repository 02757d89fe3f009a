"""Counting the quality of all communes' data, so that the province's board need not wait for it."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.oversight.models import QualityFigure
from ansinh.oversight.queries_quality import UNDETERMINED, counts, last_run, undetermined_by_commune

COUNTING, STEP = "quality", "count"
"""Where the progress of a count that was asked for is found."""


@transaction.atomic
def count_quality(*, on: date) -> int:
    """Replace the kept figures by those of today; the number of communes. Runs as the owner of the tables (jobs)."""
    found = counts(None, on)
    run = last_run(None)
    for area, people in (undetermined_by_commune(run) if run else {}).items():
        found.setdefault(area, {})[UNDETERMINED] = people
    QualityFigure.objects.all().delete()
    QualityFigure.objects.bulk_create(
        QualityFigure(area_id=area, code=code, people=people)
        for area, row in found.items()
        for code, people in row.items()
    )
    return len(found)
