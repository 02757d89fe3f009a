"""Keep what a request lays a hand on, so that the database sees two of them in each other's way."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.registry.models import ChangeRequest, Touch
from ansinh.registry.requests.assess import Row, touches_of


def keep_touches(request: ChangeRequest, rows: Sequence[Row]) -> None:
    """In place of those kept before."""
    request.touches.all().delete()
    Touch.objects.bulk_create(
        Touch(
            request=request,
            subject=subject,
            subject_id=number,
            fact=fact,
            days=DateRange(None if first == date.min else first, end),
        )
        for subject, number, fact, first, end in touches_of(rows)
    )
