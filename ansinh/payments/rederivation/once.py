"""Lines of what is given once, worked out anew: from event and law to the award, from awards to the list."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from ansinh.casework.public import OneOffAward, amounts_by_law
from ansinh.payments.due import draw_once
from ansinh.payments.models import PayrollLine, PayrollRun
from ansinh.payments.one_off_table import ONCE_APART

Apart = tuple[int, str, int, int, str]
"""person_id, kind of benefit, đồng in the list, đồng that come out anew, aspect."""


def once_apart(cursor: Any, run: PayrollRun, known_at: datetime) -> Iterator[Apart]:
    """What differs: the list drawn anew as known then, and each award held against the law of its event."""
    draw_once(cursor, run, known_at)
    cursor.execute(ONCE_APART, {"run": run.pk})
    yield from cursor.fetchall()
    cursor.execute("DROP TABLE payments_once")
    paid = PayrollLine.objects.filter(run=run).values("one_off")
    awards = OneOffAward.objects.filter(pk__in=paid).select_related("case").order_by("person_id", "pk")
    held = {award.pk: award for award in awards.iterator(chunk_size=500)}
    for pk, amount in amounts_by_law(held.values()).items():
        award = held[pk]
        if amount != award.amount_vnd:
            yield award.person_id, award.kind, award.amount_vnd, amount or 0, "law"
