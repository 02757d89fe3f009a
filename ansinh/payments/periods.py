"""Days on which something that an area declared holds: the next one ends the one before."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from django.db.backends.postgresql.psycopg_any import DateRange


class Dated(Protocol):
    """A row with days on which it holds."""

    valid: DateRange

    def save(self, *, update_fields: Iterable[str]) -> None: ...


D = TypeVar("D", bound=Dated)


def room_for(since: date, ends: date | None, found: Iterable[D]) -> DateRange:
    """From the day until the next of ``found`` begins (else ``ends``); the one that holds on the day ends before it."""
    rows = list(found)
    for before in rows:
        if since in before.valid:
            before.valid = DateRange(before.valid.lower, since)
            before.save(update_fields=["valid"])
    return DateRange(since, min((row.valid.lower for row in rows if row.valid.lower > since), default=ends))
