"""Marking what rested on facts that are believed no more: every determination and payment of the months meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from ansinh.kernel import audit
from ansinh.kernel.copy_rows import copy_frame
from ansinh.oversight.differing_months import differing_months
from ansinh.oversight.operations.late_news_table import (
    FORGET_EARLIER,
    KEEP,
    LINES,
    REACHING_BACK,
    RESOLVE,
    TABLE,
    WITHOUT_PROPOSAL,
)
from ansinh.registry import public as registry


@dataclass(frozen=True)
class Marked:
    """How many months of people were marked, and the communes in which something is to be proposed."""

    marks: int
    area_ids: tuple[int, ...]


@transaction.atomic
def mark_late_news(*, source_id: int, known_at: datetime) -> Marked:
    """Hold every determined or paid month that a source speaks of against what is known at a moment, and keep marks.

    Runs over whole months at a time, whatever the number of people. Done again it changes nothing. Marks of which the
    answer stays the same, or on which the decisions in force are right already, are ended at once. Runs as the owner
    of the tables (jobs).
    """
    news = registry.news_of(source_id)
    if news.heard_at is None or news.days.is_empty():
        return Marked(0, ())
    found = differing_months(news, known_at)
    given = {"source": source_id, "heard_at": news.heard_at}
    if found.is_empty():
        return Marked(0, _reaching_back(news))
    with connection.cursor() as cursor:
        cursor.execute(TABLE)
        copy_frame(cursor, "late", found)
        cursor.execute("ANALYZE late")
        cursor.execute(FORGET_EARLIER, given)
        cursor.execute(KEEP, given)
        marks = cursor.rowcount
        cursor.execute(LINES, given)
        cursor.execute("DROP TABLE late")
        _resolve()
        cursor.execute(WITHOUT_PROPOSAL, given)
        areas = tuple(sorted({area for (area,) in cursor.fetchall()}.union(_reaching_back(news))))
    details = {"marks": marks, "communes": len(areas)}
    audit.record(actor=None, action="late_news.mark", object_kind="source", object_id=source_id, details=details)
    return Marked(marks, areas)


@transaction.atomic
def resolve_late_news() -> int:
    """End the marks from which nothing more follows; how many. A decision on what the news changed is one end."""
    return _resolve()


def _resolve() -> int:
    ended = 0
    with connection.cursor() as cursor:
        for statement in RESOLVE:
            cursor.execute(statement)
            ended += cursor.rowcount
    return ended


def _reaching_back(news: registry.News) -> tuple[int, ...]:
    """The communes where something that counts from months of which the news speaks waits without knowing of it."""
    people, since, until = (news.days[name].to_list() for name in ("person_id", "since", "until"))
    with connection.cursor() as cursor:
        given = {"people": people, "since": since, "until": until, "heard_at": news.heard_at}
        cursor.execute(REACHING_BACK, given)
        return tuple(area for (area,) in cursor.fetchall())
