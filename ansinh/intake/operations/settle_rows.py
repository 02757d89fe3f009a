"""Mark rows as accepted, rejected or pending again."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.intake.models import Row, SourceFile
from ansinh.kernel import audit


def settle_rows(*, actor: Actor | None, file: SourceFile, positions: Sequence[int], decision: Row.Decision) -> int:
    """Set the decision on rows of a file; returns how many changed."""
    with transaction.atomic():
        count = (
            Row.objects.filter(file=file, position__in=positions).exclude(decision=decision).update(decision=decision)
        )
        if count:
            audit.record(
                actor=actor,
                action=f"row.{decision}",
                object_kind="file",
                object_id=file.pk,
                area_id=file.area_id,
                details={"rows": count},
            )
    return count
