"""Reading late news: what waits in an area, of a person, on payroll lines, with the đồng at stake."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from ansinh.casework.public import LIVE
from ansinh.kernel import outbox
from ansinh.kernel.period import Month
from ansinh.oversight.models import LateNews, LateNewsLine

PAGE = 100
# What is still owed for the month less what was paid for it, or where nothing was paid, less what was decided.
_STAKE = "owed_vnd - CASE WHEN paid_vnd > 0 THEN paid_vnd ELSE decided_vnd END"


@dataclass(frozen=True)
class Waiting:
    """Open late news of a commune: people, months of people, đồng still due to them and đồng paid beyond."""

    code: str
    name: str
    people: int
    months: int
    due_vnd: int
    over_vnd: int


_WAITING = f"""
SELECT u.code, u.name, count(DISTINCT n.person_id), count(*),
  coalesce(sum({_STAKE}) FILTER (WHERE {_STAKE} > 0), 0)::bigint,
  coalesce(-sum({_STAKE}) FILTER (WHERE {_STAKE} < 0), 0)::bigint
FROM oversight_late_news AS n JOIN registry_person AS p ON p.id = n.person_id JOIN areas_unit AS u ON u.id = p.area_id
WHERE n.resolution = '' GROUP BY 1, 2 ORDER BY 3 DESC, 2
"""


def waiting_by_commune() -> list[Waiting]:
    """The communes with open late news, the most people first."""
    with connection.cursor() as cursor:
        cursor.execute(_WAITING)
        return [Waiting(*row) for row in cursor.fetchall()]


def comparing() -> bool:
    """Whether facts were recorded that were not held against the months determined and paid yet."""
    return outbox.waits("facts.changed")


def people_waiting() -> QuerySet[LateNews, dict[str, int]]:
    """The people in sight who have open late news."""
    return LateNews.objects.filter(resolution="").values("person_id").distinct()


@dataclass(frozen=True)
class PersonNews:
    """The open late news of one person by one source: months, what differs, đồng, and whether a proposal waits."""

    person_id: int
    full_name: str
    place: str
    first: date
    last: date
    months: int
    facts: tuple[str, ...]
    stake_vnd: int
    unclear: bool
    source_kind: str
    source: str
    heard_on: date
    proposal_id: int | None


_LIST = f"""
WITH open AS (
  SELECT n.person_id, n.source_id, min(n.month) AS first, max(n.month) AS last, count(*) AS months,
    (sum({_STAKE}))::bigint AS stake, bool_or(n.after_outcome = 2) AS unclear, min(n.heard_at) AS heard_at
  FROM oversight_late_news AS n WHERE n.resolution = '' GROUP BY 1, 2
)
SELECT o.person_id, p.full_name, concat_ws(', ', nullif(p.village, ''), u.name), o.first, o.last, o.months,
  (SELECT array_agg(DISTINCT f ORDER BY f) FROM oversight_late_news AS n, unnest(n.facts) AS f
   WHERE n.resolution = '' AND (n.person_id, n.source_id) = (o.person_id, o.source_id)),
  o.stake, o.unclear, s.kind, s.reference, (o.heard_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date,
  (SELECT min(w.id) FROM casework_proposal AS w WHERE w.person_id = o.person_id AND w.state = ANY (%(live)s))
FROM open AS o JOIN registry_person AS p ON p.id = o.person_id JOIN areas_unit AS u ON u.id = p.area_id
JOIN registry_source AS s ON s.id = o.source_id
WHERE %(area)s::bigint IS NULL OR p.area_id = %(area)s
ORDER BY abs(o.stake) DESC, o.person_id LIMIT {PAGE:d} OFFSET %(skip)s
"""


@dataclass(frozen=True)
class InQuestion:
    """The people of whom a month is in question, by the record that they stand under today, and the latest news."""

    people: tuple[int, ...]
    heard_at: datetime


_IN_QUESTION = """
SELECT n.month, array_agg(DISTINCT q.id), max(n.heard_at) FROM oversight_late_news AS n
LEFT JOIN registry_alias AS alias ON alias.person_id = n.person_id
JOIN registry_person AS q ON q.id = coalesce(alias.kept_id, n.person_id)
WHERE n.resolution = '' AND (%(areas)s::bigint[] IS NULL OR q.area_id = ANY (%(areas)s::bigint[]))
GROUP BY 1 ORDER BY 1
"""


def months_in_question(area_ids: Sequence[int] | None) -> dict[Month, InQuestion]:
    """The months with open late news of people registered in some units (None: everywhere), in order."""
    with connection.cursor() as cursor:
        cursor.execute(_IN_QUESTION, {"areas": list(area_ids) if area_ids is not None else None})
        return {Month.of(month): InQuestion(tuple(people), heard) for month, people, heard in cursor.fetchall()}


def open_news(area_id: int | None, *, skip: int = 0) -> list[PersonNews]:
    """People with open late news, the most đồng first."""
    with connection.cursor() as cursor:
        cursor.execute(_LIST, {"live": list(LIVE), "area": area_id, "skip": skip})
        return [PersonNews(*row[:6], tuple(row[6]), *row[7:]) for row in cursor.fetchall()]


def news_of_person(person_id: int) -> list[LateNews]:
    """Everything that came late about a person, open first, then by month; with lines, source and decision."""
    found: QuerySet[LateNews] = LateNews.objects.filter(person_id=person_id).select_related(
        "source", "decision", "closed_by"
    )
    found = found.prefetch_related("lines__line", "reopenings__by", "reopenings__closed_by")
    return sorted(found.order_by("-month", "-id"), key=lambda one: one.resolution != "")


def news_waits() -> Exists:
    """Beside a query for people: whether open late news stands about each."""
    return Exists(LateNews.objects.filter(person_id=OuterRef("pk"), resolution=""))


def lines_with_news(line_ids: Sequence[int]) -> dict[int, list[date]]:
    """Of these payroll lines those with open late news, and for which months."""
    found: dict[int, list[date]] = {}
    marks = LateNewsLine.objects.filter(line_id__in=line_ids, news__resolution="").order_by("news__month")
    for line_id, month in marks.values_list("line_id", "news__month"):
        found.setdefault(line_id, []).append(month)
    return found
