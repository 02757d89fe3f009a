"""Making proposals of a determination: start, adjust or stop, each with its reason and its evidence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars
from django.db import connection, transaction

from ansinh.casework.differences import differences
from ansinh.casework.evidence import with_evidence
from ansinh.casework.models import Proposal
from ansinh.casework.past_months import past_corrections
from ansinh.casework.queries_month import paid_in_month
from ansinh.casework.reach_back import MONTHS_BACK, Counted, counted_from
from ansinh.casework.states import LIVE, State
from ansinh.determination import public as determination
from ansinh.kernel import audit
from ansinh.kernel.copy_rows import copy_frame
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
# and one from before a merge of the person's records is made anew.
_WITHDRAW = """
UPDATE casework_proposal AS p SET state = %(withdrawn)s
WHERE p.state = ANY (%(live)s) AND (%(areas)s::bigint[] IS NULL OR p.area_id = ANY (%(areas)s::bigint[]))
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


@transaction.atomic
def propose_changes(
    *,
    run: determination.Run,
    area_ids: Sequence[int] | None = None,
    actor: audit.Acting | None = None,
    taking_over: bool = False,
    past: Mapping[Month, Sequence[int]] | None = None,
) -> int:
    """Hold a determination against the awards and write what follows as proposals; returns how many are live.

    Done again for the same run it changes nothing. People of whom it cannot be told keep what they have.
    ``taking_over``: what was decided and paid elsewhere until now starts here with this month, without looking back and
    without doubt. ``past``: of which people which earlier months are in question by themselves (late news).
    """
    month = Month.of(run.month)
    paid = paid_in_month(month, area_ids)
    due = determination.benefits_of(run.pk)
    unclear = determination.undetermined_people(run.pk).implode()
    changes = differences(paid, due).filter(~polars.col("person_id").is_in(unclear))
    book = determination.law_of_run(run)
    months_back = 0 if taking_over else MONTHS_BACK
    counted = counted_from(changes, month, run.known_at, due, book, months_back=months_back)
    wanted = with_evidence(counted.changes, month, run.known_at, paid, due, book)
    wanted = wanted.with_columns(past_months=polars.lit("{}"))
    if taking_over:
        wanted = wanted.with_columns(doubt=polars.lit(""))
    corrections = past_corrections(past or {}, counted, month, run.known_at, book)
    with connection.cursor() as cursor:
        _write(cursor, [Counted(wanted, counted.benefits), corrections], run, area_ids)
        cursor.execute(
            "SELECT count(*) FROM casework_proposal WHERE state = ANY (%s) AND "
            "(%s::bigint[] IS NULL OR area_id = ANY (%s::bigint[]))",
            [list(LIVE), *[list(area_ids) if area_ids is not None else None] * 2],
        )
        live = int(cursor.fetchone()[0])
    audit.record(
        actor=actor,
        action="proposals.make",
        object_kind="determination_run",
        object_id=run.pk,
        details={"month": str(month), "live": live},
    )
    return live


def _write(cursor: Any, wanted: Sequence[Counted], run: determination.Run, area_ids: Sequence[int] | None) -> None:
    """The changes that go on, then the corrections of past months."""
    parameters = {
        "run": run.pk,
        "month": run.month,
        "law": run.law_version,
        "open": State.OPEN,
        "withdrawn": State.WITHDRAWN,
        "live": list(LIVE),
        "areas": list(area_ids) if area_ids is not None else None,
    }
    cursor.execute(
        "CREATE TEMP TABLE wanted (person_id bigint, programme text, kind text, before_vnd bigint, after_vnd bigint, "
        "area_id bigint, first_month date, reason text, citation text, doubt text, facts_hash text, facts text, "
        "past_months text) "
        "ON COMMIT DROP"
    )
    cursor.execute(
        "CREATE TEMP TABLE wanted_benefit (person_id bigint, programme text, category text, coefficient_tenths int, "
        "base_vnd bigint, amount_vnd bigint, months text, past boolean) ON COMMIT DROP"
    )
    for past, part in enumerate(wanted):
        if part.changes.is_empty():
            continue
        texts = {name: sealed(Proposal, name, part.changes[name]) for name in ("reason", "facts")}
        copy_frame(cursor, "wanted", part.changes.select(_COLUMNS).with_columns(**texts))
        copy_frame(cursor, "wanted_benefit", part.benefits.with_columns(past=polars.lit(bool(past))))
    cursor.execute("ANALYZE wanted, wanted_benefit")
    for statement in (_WITHDRAW, _INSERT, _BENEFITS):
        cursor.execute(statement, parameters)
    cursor.execute("DROP TABLE wanted, wanted_benefit")
