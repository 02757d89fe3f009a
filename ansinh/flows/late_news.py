"""Late news: a death reported in March for January marks what rested on the old fact, and raises proposals.

Facts are recorded by operations of the registry, which tell the outbox so. Here every determination and payment of the
months meant is held against what is known now (``oversight``), and where the answer is another one, the commune's
latest determined month is determined again and proposed from: how far back a change counts, and whether it is arrears
or an overpayment, is found by the ordinary way of a proposal (``casework/reach_back.py``). The months in question are
determined again too, so that what is wrong of them alone is corrected by itself (``casework/past_months.py``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import polars

from ansinh.areas import public as areas
from ansinh.casework import public as casework
from ansinh.determination import public as determination
from ansinh.kernel import outbox
from ansinh.kernel.period import Month
from ansinh.oversight.operations.mark_late_news import Marked, mark_late_news, resolve_late_news
from ansinh.oversight.queries_late_news import InQuestion, months_in_question
from ansinh.registry import public as registry


def take_news(source_id: int, known_at: datetime) -> Marked:
    """Mark what rested on facts that a source changed, and ask for proposals where the answer is another one now."""
    marked = mark_late_news(source_id=source_id, known_at=known_at)
    for area_id in marked.area_ids:
        outbox.publish("late_news.found", {"area_id": area_id}, once=True)
    return marked


def propose_from_news(area_id: int, known_at: datetime) -> int:
    """Determine again, as known now, what is in question of a commune and its latest determined month, and propose what
    follows; how many proposals live."""
    reach = sorted(areas.with_successors(sorted(areas.with_parts_and_predecessors([area_id]))))
    month = _latest_month(reach)
    if month is None or casework.later_month_decided(month, reach):
        return 0
    asked = {past: one for past, one in months_in_question(reach).items() if past < month}
    for past, in_question in asked.items():
        _determine_again(past, in_question, known_at)
    run = determination.determine_month(month=month, known_at=known_at, area_ids=reach)
    people = {past: in_question.people for past, in_question in asked.items()}
    live = casework.propose_changes(run=run, area_ids=reach, past=people)
    resolve_late_news()
    return live


def _determine_again(month: Month, asked: InQuestion, known_at: datetime) -> None:
    """Determine a past month for where these people lived then, unless that has been done since the news."""
    lived = registry.facts_of_month(month, known_at=known_at, person_ids=asked.people).select("person_id", "area_id")
    standing = determination.standing_answers(month, asked.people, lived_in=lived)
    old = standing.filter(polars.col("known_at") < asked.heard_at)
    units = lived.join(old, on="person_id", how="semi")["area_id"].unique().sort().to_list()
    if units:
        determination.determine_month(month=month, known_at=known_at, area_ids=units)


def _latest_month(area_ids: Sequence[int]) -> Month | None:
    """The latest month whose determination took in one of these units."""
    for month in reversed(determination.determined_months(date.min)):
        runs = determination.runs_of_month(month)
        if any(run.area_ids is None or set(run.area_ids) & set(area_ids) for run in runs):
            return month
    return None


def take_changed_facts(fact: Mapping[str, Any]) -> None:
    """A source recorded or took back facts."""
    take_news(int(fact["source_id"]), fact["published_at"])


def take_found_news(fact: Mapping[str, Any]) -> None:
    """News changed what the law gives somebody in a commune."""
    propose_from_news(int(fact["area_id"]), fact["published_at"])


def take_decisions(_fact: Mapping[str, Any]) -> None:
    """Decisions were signed: they end the marks that they answer."""
    resolve_late_news()
