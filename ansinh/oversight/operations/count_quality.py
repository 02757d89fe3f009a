"""Counting the quality of all communes' data, so that no board need wait for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from django.db import connection, transaction

from ansinh.oversight.models import FreshnessFigure, QualityFigure
from ansinh.oversight.queries_quality import UNDETERMINED, Counted, counts, freshness, last_run, undetermined_by_commune

STEP = "count"


def counting_of(area_id: int | None) -> str:
    """Where the progress of a count that was asked for is found: of a commune, or of all (None)."""
    return "quality" if area_id is None else f"quality:{area_id}"


@transaction.atomic
def count_quality(*, on: date, area_ids: Collection[int] | None = None) -> int:
    """Replace the kept figures by those of today; the number of communes. Runs as the owner of the tables (jobs).

    ``area_ids``: only of these communes; None: of all, as the first time, since a commune without figures stands on the
    province's board as one without people. One count at a time, so that none overwrites a newer one.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('oversight.quality'))")
    if not QualityFigure.objects.exists():
        area_ids = None
    run = last_run(None)
    found: dict[int, dict[str, Counted]] = {}
    fresh: list[FreshnessFigure] = []
    for area in [None] if area_ids is None else sorted(area_ids):
        found |= counts(area, on)
        for one, people in (undetermined_by_commune(run, area) if run else {}).items():
            found.setdefault(one, {})[UNDETERMINED] = Counted(people)
        fresh += [
            FreshnessFigure(
                area_id=one, code=known.kind.code, people=known.people, known=known.known, latest=known.latest,
                source_kind=known.source_kind, source=known.source,
            )
            for one, kinds in freshness(area, on).items()
            for known in kinds
        ]  # fmt: skip
    for kept in (QualityFigure.objects.all(), FreshnessFigure.objects.all()):
        (kept if area_ids is None else kept.filter(area_id__in=area_ids)).delete()
    FreshnessFigure.objects.bulk_create(fresh)
    QualityFigure.objects.bulk_create(
        QualityFigure(area_id=area, code=code, people=counted.people, person_ids=counted.ids)
        for area, row in found.items()
        for code, counted in row.items()
    )
    return len(found)
