"""What was determined of one person in a month, as it is stored, and whether it comes out the same again."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from ansinh import legislation
from ansinh.determination.evaluate import facts_rows
from ansinh.determination.law_in_force import law_in_force, law_of_run
from ansinh.determination.models import Run
from ansinh.determination.queries import runs_of_month
from ansinh.kernel.period import Month
from ansinh.registry.public import facts_of_month

NOT_ELIGIBLE = 0
LATEST = 20

Amounts = Mapping[tuple[str, str], tuple[str | None, int, int]]
"""(programme, category) → coefficient as text (None: the law names an amount), base and amount in đồng."""


@dataclass(frozen=True)
class Answer:
    """What the law said: outcome, hash of the facts used ("" when it is not known), version of the law, amounts.

    ``area_id`` is where the person lived then; None when that is not told.
    """

    outcome: int
    facts_hash: str
    law_version: str
    amounts: Amounts
    area_id: int | None

    @property
    def total_vnd(self) -> int:
        """đồng a month."""
        return sum(amount for _, _, amount in self.amounts.values())


@dataclass(frozen=True)
class Stored:
    """A run and what it holds of the person. ``kept`` is false when nothing is stored: the law gave nothing."""

    run: Run
    kept: bool
    answer: Answer


@dataclass(frozen=True)
class Again:
    """The answer worked out anew from what was known at a run, with the facts (none: not a resident of that month)."""

    facts: Mapping[str, Any]
    answer: Answer


# The runs are named as numbers, so that only their partitions are looked at.
_RESULTS = """
SELECT r.run_id, r.area_id, r.outcome, r.facts_hash,
  (SELECT jsonb_agg(jsonb_build_array(b.programme, b.category, b.coefficient_tenths, b.base_vnd, b.amount_vnd)
                    ORDER BY b.programme, b.category)
   FROM determination_benefit AS b
   WHERE b.run_id = ANY (%(runs)s) AND b.run_id = r.run_id AND b.person_id = r.person_id)
FROM determination_result AS r WHERE r.run_id = ANY (%(runs)s) AND r.person_id = %(person)s
"""


def stored_of(person_id: int, month: Month, *, area_id: int) -> list[Stored]:
    """The latest determinations of a month that took a person in, the newest first, as far as one sees.

    ``area_id`` is where the person lives: a run over it that holds nothing of them is listed too.
    """
    runs = runs_of_month(month)[:LATEST]
    with connection.cursor() as cursor:
        cursor.execute(_RESULTS, {"runs": [run.pk for run in runs], "person": person_id})
        rows = {row[0]: row[1:] for row in cursor.fetchall()}
    found = []
    for run in runs:
        if run.pk in rows:
            area, outcome, fingerprint, benefits = rows[run.pk]
            found.append(Stored(run, True, Answer(outcome, fingerprint, run.law_version, _amounts(benefits), area)))
        elif run.area_ids is None or area_id in run.area_ids:
            found.append(Stored(run, False, Answer(NOT_ELIGIBLE, "", run.law_version, {}, None)))
    return found


def _amounts(benefits: str | None) -> Amounts:
    """From the JSON of a result's benefits."""
    named = legislation.NAMED_AMOUNT
    return {
        (programme, category): (legislation.coefficient_text(named if tenths is None else tenths), base, amount)
        for programme, category, tenths, base, amount in json.loads(benefits or "[]")
    }


def determine_again(run: Run, person_id: int) -> Again:
    """Ask the law about one person, both as known at a run, by the evaluator of single persons."""
    return _determined(person_id, Month.of(run.month), run.known_at, law_of_run(run))


def determine_as_known(person_id: int, month: Month, known_at: datetime) -> Again:
    """The same for any month and moment: facts and law as known then."""
    return _determined(person_id, month, known_at, law_in_force(known_at=known_at))


def _determined(person_id: int, month: Month, known_at: datetime, book: legislation.RuleBook) -> Again:
    frame = facts_of_month(month, known_at=known_at, person_ids=[person_id])
    version = book.version(str(month))
    if frame.is_empty():
        return Again({}, Answer(NOT_ELIGIBLE, "", version, {}, None))
    (facts,) = facts_rows(frame, month)
    said: Mapping[str, Any] = legislation.determine_one(facts, str(month), book)
    amounts = {
        (line["programme"], line["category"]): (line["coefficient"], line["base_vnd"], line["amount_vnd"])
        for line in said["benefits"]
    }
    outcome = legislation.OUTCOMES.index(said["outcome"])
    return Again(facts, Answer(outcome, legislation.facts_hash(facts), version, amounts, frame["area_id"][0]))


def differing(stored: Stored, again: Again) -> list[str]:
    """In what they differ: outcome, facts_hash, law_version, amounts; empty when the same answer came out.

    Of a person of whom nothing was stored only outcome and law can be compared.
    """
    before, now = stored.answer, again.answer
    names = ("outcome", "facts_hash", "law_version", "amounts") if stored.kept else ("outcome", "law_version")
    return [name for name in names if getattr(before, name) != getattr(now, name)]
