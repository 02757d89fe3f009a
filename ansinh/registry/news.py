"""What a source changed: of whom, and for which days, as far as the law looks at it.

More days than were changed do no harm: they are looked at and found unchanged. Fewer would be missed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import polars
from django.db import connection

from ansinh.kernel import outbox
from ansinh.kernel.copy_rows import read_frame
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.blind import blind_all
from ansinh.kernel.sealing.values import open_all
from ansinh.registry.news_table import CHANGED, HEARD, IDENTIFIED, SEALED

_DAYS = {"person_id": polars.Int64, "since": polars.Date, "until": polars.Date}


@dataclass(frozen=True)
class News:
    """``days``: person_id, since, until (first day that no longer counts; null: open). ``heard_at``: when it came."""

    source_id: int
    heard_at: datetime | None
    days: polars.DataFrame

    def people_in(self, month: Month) -> list[int]:
        """Those of whom some day of a month is believed to be another than before."""
        begins = polars.col("since").is_null() | (polars.col("since") < month.end)
        ends = polars.col("until").is_null() | (polars.col("until") > month.first)
        return self.days.filter(begins & ends)["person_id"].unique().sort().to_list()

    @property
    def earliest(self) -> date:
        """The first day that is meant."""
        first: Any = self.days["since"].min()
        return date.min if self.days["since"].null_count() or first is None else first


def news_of(source_id: int) -> News:
    """What a source recorded and took back, set-based. Needs a connection that sees every row."""
    given = {"source": source_id}
    with connection.cursor() as cursor:
        cursor.execute(HEARD, given)
        heard_at = cursor.fetchone()[0]
        cursor.execute(SEALED, given)
        values = [value for (value,) in cursor.fetchall()]
        alike = {"sealed": values, "hashes": blind_all("news", open_all(values))}
        return News(source_id, heard_at, read_frame(cursor, CHANGED, _DAYS, {**given, **alike}))


def identities_of(source_id: int) -> list[int]:
    """Those of whom a source recorded or took back who they are (birth, death, name) or a number, set-based."""
    with connection.cursor() as cursor:
        cursor.execute(IDENTIFIED, {"source": source_id})
        return [person for (person,) in cursor.fetchall()]


def announce(source_id: int) -> None:
    """Tell the outbox that a source recorded or took back facts: called in the transaction that did so."""
    outbox.publish("facts.changed", {"source_id": source_id})


def announce_list(area_id: int) -> None:
    """Tell the outbox that a list of a commune was taken in or undone; once, until that is heard."""
    outbox.publish("list.taken", {"area_id": area_id}, once=True)
