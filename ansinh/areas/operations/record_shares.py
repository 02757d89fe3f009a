"""Noting which villages went over into which commune, for steps that were loaded from files."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from ansinh.areas.lineage import Lineage
from ansinh.areas.models import VillageShare


@transaction.atomic
def record_shares(*, lived_in: Iterable[tuple[int, str, int]], of: Lineage) -> int:
    """``lived_in``: a former commune, a village of it, people there on its last day; what is known already stays.

    Returns how many were noted. A commune that was split here has its shares since the change.
    """
    rows = [
        VillageShare(
            predecessor_id=old, successor_id=of.after[old][0][0], village=village, became=village, people=count
        )
        for old, village, count in lived_in
        if len(of.after[old]) == 1
    ]
    before = VillageShare.objects.count()
    VillageShare.objects.bulk_create(rows, ignore_conflicts=True)
    return VillageShare.objects.count() - before
