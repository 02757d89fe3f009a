"""Turning differences into proposals, and withdrawing those that no longer hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import polars
from django.db import connection

from ansinh import legislation
from ansinh.casework.models import Proposal
from ansinh.casework.queries_month import HELD_BACK
from ansinh.casework.reach_back import Counted
from ansinh.casework.states import LIVE, State
from ansinh.kernel.copy_rows import copy_frame, read_frame
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.columns import sealed

_COLUMNS = (
    "person_id",
    "programme",
    "kind",
    "before_vnd",
    "after_vnd",
    "area_id",
    "first_month",
    "reason",
    "citation",
    "doubt",
    "facts_hash",
    "facts",
    "past_months",
)

# A live proposal that says the same stays as it is, with whoever prepared it; one that no longer holds is withdrawn,
# and one from before a merge of the person's records is made anew. What a review of a suspended benefit proposes is
# that review's: the month knows nothing of it; nor of what a case proposes for a later month. A person's own proposing
# says nothing about past months.
_WITHDRAW = """
UPDATE casework_proposal AS p SET state = %(withdrawn)s
WHERE p.state = ANY (%(live)s) AND (%(areas)s::bigint[] IS NULL OR p.area_id = ANY (%(areas)s::bigint[]))
  AND (%(people)s::bigint[] IS NULL OR p.person_id = ANY (%(people)s::bigint[]))
  AND (%(people)s::bigint[] IS NOT NULL OR p.case_id IS NULL OR p.month <= %(month)s AND NOT EXISTS (
    SELECT FROM casework_suspension AS s
    WHERE s.person_id = p.person_id AND s.programme = p.programme AND s.ended_by_id IS NULL))
  AND (%(people)s::bigint[] IS NULL OR p.kind <> 'past')
  AND (NOT EXISTS (SELECT FROM wanted AS w WHERE w.person_id = p.person_id AND w.programme = p.programme
      AND w.kind = p.kind AND w.after_vnd = p.after_vnd AND w.before_vnd = p.before_vnd
      AND w.first_month = p.first_month AND w.past_months::date[] = p.past_months)
    OR EXISTS (SELECT FROM registry_merge AS m WHERE m.state = 'done' AND p.person_id IN (m.kept_id, m.absorbed_id)
      AND m.done_at > p.made_at))
"""
_INSERT = """
INSERT INTO casework_proposal (run_id, month, person_id, area_id, programme, kind, state, first_month, before_vnd,
  after_vnd, reason, citation, doubt, law_version, facts_hash, facts, past_months, returned_because)
SELECT %(run)s, %(month)s, w.person_id, w.area_id, w.programme, w.kind, %(open)s, w.first_month, w.before_vnd,
  w.after_vnd, w.reason, w.citation, w.doubt, %(law)s, w.facts_hash, w.facts, w.past_months::date[], ''
FROM wanted AS w
WHERE NOT EXISTS (SELECT FROM casework_proposal AS p
  WHERE p.person_id = w.person_id AND p.programme = w.programme AND p.state = ANY (%(live)s)
    AND (p.kind = 'past') = (w.kind = 'past'))
"""
_BENEFITS = """
INSERT INTO casework_proposed_benefit (proposal_id, category, coefficient_tenths, base_vnd, amount_vnd, months)
SELECT p.id, b.category, b.coefficient_tenths, b.base_vnd, b.amount_vnd, b.months::daterange
FROM casework_proposal AS p
JOIN wanted_benefit AS b ON b.person_id = p.person_id AND b.programme = p.programme AND b.past = (p.kind = 'past')
WHERE p.run_id = %(run)s AND p.state = %(open)s AND p.kind <> 'stop'
  AND NOT EXISTS (SELECT FROM casework_proposed_benefit AS had WHERE had.proposal_id = p.id)
"""
_WANTED = (
    "CREATE TEMP TABLE wanted (person_id bigint, programme text, kind text, before_vnd bigint, after_vnd bigint, "
    "area_id bigint, first_month date, reason text, citation text, doubt text, facts_hash text, facts text, "
    "past_months text) ON COMMIT DROP",
    "CREATE TEMP TABLE wanted_benefit (person_id bigint, programme text, category text, coefficient_tenths int, "
    "base_vnd bigint, amount_vnd bigint, months text, past boolean) ON COMMIT DROP",
)


@dataclass(frozen=True)
class Basis:
    """What proposals rest on: the month, what was known, the law. ``run_id`` zero: no determination was stored."""

    month: Month
    known_at: datetime
    book: legislation.RuleBook
    run_id: int = 0

    @property
    def law_version(self) -> str:
        """The version of the law of the month."""
        return self.book.version(str(self.month))


def suspended_now(person_ids: Sequence[int] | None = None) -> polars.DataFrame:
    """Programmes of people that are suspended, or end in one commune and wait for another's decision: person_id (of the
    record that is kept), programme, first_month."""
    query = f"""
    SELECT coalesce(a.kept_id, s.person_id) AS person_id, s.programme, s.first_month
    FROM ({HELD_BACK}) AS s LEFT JOIN registry_alias AS a ON a.person_id = s.person_id
    WHERE s.ended_on IS NULL
      AND (%(people)s::bigint[] IS NULL OR coalesce(a.kept_id, s.person_id) = ANY (%(people)s::bigint[]))
    """  # noqa: S608 - our own names
    schema = {"person_id": polars.Int64, "programme": polars.String, "first_month": polars.Date}
    with connection.cursor() as cursor:
        people = list(person_ids) if person_ids is not None else None
        return read_frame(cursor, query, schema, {"people": people})


def write_proposals(
    wanted: Counted,
    basis: Basis,
    *,
    corrections: Counted | None = None,
    area_ids: Sequence[int] | None = None,
    person_ids: Sequence[int] | None = None,
) -> None:
    """Write what is wanted and withdraw what no longer is, of some units or people (None: of all).

    ``wanted``: changes with their evidence. ``corrections``: of months that are wrong only in the past.
    """
    parameters: dict[str, Any] = {
        "run": basis.run_id,
        "month": basis.month.first,
        "law": basis.law_version,
        "open": State.OPEN,
        "withdrawn": State.WITHDRAWN,
        "live": list(LIVE),
        "areas": list(area_ids) if area_ids is not None else None,
        "people": list(person_ids) if person_ids is not None else None,
    }
    of_today = Counted(wanted.changes.with_columns(past_months=polars.lit("{}")), wanted.benefits)
    with connection.cursor() as cursor:
        for statement in _WANTED:
            cursor.execute(statement)
        for past, part in ((False, of_today), (True, corrections)):
            if part is not None and not part.changes.is_empty():
                texts = {name: sealed(Proposal, name, part.changes[name]) for name in ("reason", "facts")}
                copy_frame(cursor, "wanted", part.changes.select(_COLUMNS).with_columns(**texts))
                copy_frame(cursor, "wanted_benefit", part.benefits.with_columns(past=polars.lit(past)))
        cursor.execute("ANALYZE wanted, wanted_benefit")
        for statement in (_WITHDRAW, _INSERT, _BENEFITS):
            cursor.execute(statement, parameters)
        cursor.execute("DROP TABLE wanted, wanted_benefit")
