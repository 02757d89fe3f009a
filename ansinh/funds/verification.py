"""The check of budget, commitments, closed books and stock: every invariant over the database as it stands."""

from __future__ import annotations

from django.db import connection

from ansinh.funds.invariants_table import FUNDS_INVARIANTS
from ansinh.kernel.finding import Finding


def verify_funds() -> tuple[list[Finding], int]:
    """Findings (at most 50 of each invariant) and how many invariants were checked. Needs to see every row."""
    findings: list[Finding] = []
    with connection.cursor() as cursor:
        for invariant in FUNDS_INVARIANTS:
            cursor.execute(invariant.select)
            findings += [Finding(invariant.code, invariant.message.format(*row)) for row in cursor.fetchall()]
    return findings, len(FUNDS_INVARIANTS)
