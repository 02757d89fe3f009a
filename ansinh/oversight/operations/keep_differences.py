"""Counting a month's decisions beside its lists once, so that whoever looks need not wait for it."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from ansinh.oversight.reconciled_table import CLEAR_AWAY, FORGET, KEEP, ONE_AT_A_TIME, TO_COUNT


@transaction.atomic
def keep_differences(*, month: date) -> int:
    """Count a month and keep who differs; their number. Runs as the owner of the tables (jobs)."""
    names = {"month": month, "areas": None}
    with connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        cursor.execute(FORGET, names)
        cursor.execute(KEEP, names)
        return cursor.rowcount


def keep_all_differences() -> int:
    """Count every month with lists that changed since, each for itself, and clear away what was noted; how many."""
    with connection.cursor() as cursor:
        cursor.execute(TO_COUNT)
        months = [month for (month,) in cursor.fetchall()]
    for month in months:
        keep_differences(month=month)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ONE_AT_A_TIME)
        cursor.execute(CLEAR_AWAY)
    return len(months)
