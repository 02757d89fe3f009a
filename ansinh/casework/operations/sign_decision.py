"""Signing a decision that is not one over proposals; numbers come from the same register."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import Max

from ansinh.access.public import Actor
from ansinh.casework.models import Decision


def sign_decision(
    *, kind: str, area_id: int, on: date, first_month: date, monthly_vnd: int, maker_id: int, by: Actor
) -> Decision:
    """One decision about one person. Called within a transaction; holds the register until it ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('decision numbers'), %s)", [area_id])
    last = Decision.objects.filter(commune_id=area_id, year=on.year).aggregate(last=Max("number"))["last"]
    return Decision.objects.create(
        commune_id=area_id, year=on.year, number=int(last or 0) + 1, kind=kind, decided_on=on, first_month=first_month,
        people=1, monthly_vnd=monthly_vnd, prepared_by_id=maker_id, decided_by_id=by.user_id,
    )  # fmt: skip
