"""Registers of numbers: one an office, letters and year, without gaps.

Numbers are taken in two places only: decisions by the statement that signs them (a trigger enters them), everything
else here. Both hold the register's lock until their transaction ends; the table refuses gaps to whoever does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.db.models import Max

from ansinh.casework.models import RegisteredNumber


def lock_registers(letters: str, office_ids: Iterable[int]) -> None:
    """Wait for, and hold, the registers with these letters, always in the same order."""
    with connection.cursor() as cursor:
        for office_id in sorted(office_ids):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s), %s)", [f"register {letters}", office_id])


def take_number(office_id: int, letters: str, on: date) -> RegisteredNumber:
    """The next number of a register, within the transaction of what it is for."""
    lock_registers(letters, [office_id])
    of = RegisteredNumber.objects.filter(office_id=office_id, letters=letters, year=on.year)
    last = of.aggregate(last=Max("number"))["last"]
    return RegisteredNumber.objects.create(
        office_id=office_id, letters=letters, year=on.year, number=(last or 0) + 1, previous=last, taken_on=on
    )
