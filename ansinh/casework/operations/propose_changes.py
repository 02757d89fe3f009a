"""Making proposals of a determination: start, adjust or stop, each with its reason and its evidence."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import polars
from django.db import connection, transaction

from ansinh import legislation
from ansinh.casework.differences import BENEFIT, KEY, differences
from ansinh.casework.models import Proposal
from ansinh.casework.queries_month import paid_in_month
from ansinh.casework.reach_back import MONTHS_BACK, Counted, counted_from
from ansinh.casework.reasons import doubts, reasons
from ansinh.casework.states import LIVE, State
from ansinh.determination import public as determination
from ansinh.kernel import audit
from ansinh.kernel.copy_rows import copy_frame
from ansinh.kernel.period import Month
from ansinh.kernel.sealing.columns import sealed
from ansinh.registry import public as registry

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
)

# A live proposal that says the same stays as it is, with whoever prepared it; one that no longer holds is withdrawn,
# and one from before a merge of the person's records is made anew.
_WITHDRAW = """
UPDATE casework_proposal AS p SET state = %(withdrawn)s
WHERE p.state = ANY (%(live)s) AND (%(areas)s::bigint[] IS NULL OR p.area_id = ANY (%(areas)s::bigint[]))
  AND (NOT EXISTS (SELECT FROM wanted AS w WHERE w.person_id = p.person_id AND w.programme = p.programme
      AND w.kind = p.kind AND w.after_vnd = p.after_vnd AND w.before_vnd = p.before_vnd
      AND w.first_month = p.first_month)
    OR EXISTS (SELECT FROM registry_merge AS m WHERE m.state = 'done' AND p.person_id IN (m.kept_id, m.absorbed_id)
      AND m.done_at > p.made_at))
"""
_INSERT = """
INSERT INTO casework_proposal (run_id, month, person_id, area_id, programme, kind, state, first_month, before_vnd,
  after_vnd, reason, citation, doubt, law_version, facts_hash, facts, returned_because)
SELECT %(run)s, %(month)s, w.person_id, w.area_id, w.programme, w.kind, %(open)s, w.first_month, w.before_vnd,
  w.after_vnd, w.reason, w.citation, w.doubt, %(law)s, w.facts_hash, w.facts, ''
FROM wanted AS w
WHERE NOT EXISTS (SELECT FROM casework_proposal AS p
  WHERE p.person_id = w.person_id AND p.programme = w.programme AND p.state = ANY (%(live)s))
"""
_BENEFITS = """
INSERT INTO casework_proposed_benefit (proposal_id, category, coefficient_tenths, base_vnd, amount_vnd, months)
SELECT p.id, b.category, b.coefficient_tenths, b.base_vnd, b.amount_vnd, b.months::daterange
FROM casework_proposal AS p
JOIN wanted_benefit AS b ON b.person_id = p.person_id AND b.programme = p.programme
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
) -> int:
    """Hold a determination against the awards and write what follows as proposals; returns how many are live.

    Done again for the same run it changes nothing. People of whom it cannot be told keep what they have.
    ``taking_over``: what was decided and paid elsewhere until now starts here with this month, without looking back and
    without doubt.
    """
    month = Month.of(run.month)
    paid = paid_in_month(month, area_ids)
    due = determination.benefits_of(run.pk)
    unclear = determination.undetermined_people(run.pk).implode()
    changes = differences(paid, due).filter(~polars.col("person_id").is_in(unclear))
    book = determination.law_of_run(run)
    months_back = 0 if taking_over else MONTHS_BACK
    counted = counted_from(changes, month, run.known_at, due, book, months_back=months_back)
    wanted = _with_evidence(counted.changes, run, month, paid, due, book)
    if taking_over:
        wanted = wanted.with_columns(doubt=polars.lit(""))
    with connection.cursor() as cursor:
        _write(cursor, Counted(wanted, counted.benefits), run, area_ids)
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


def _with_evidence(
    changes: polars.DataFrame,
    run: determination.Run,
    month: Month,
    paid: polars.DataFrame,
    due: polars.DataFrame,
    book: legislation.RuleBook,
) -> polars.DataFrame:
    people = changes["person_id"].unique().to_list()
    frame = registry.facts_of_month(month, known_at=run.known_at, person_ids=people)
    rows = determination.facts_rows(frame, month)
    evidence = frame.select("person_id", lived_in="area_id").with_columns(
        facts=polars.Series([json.dumps(row, ensure_ascii=False, sort_keys=True) for row in rows], dtype=polars.String),
        facts_hash=polars.Series([legislation.facts_hash(row) for row in rows], dtype=polars.String),
    )
    with_facts = changes.join(evidence, on="person_id", how="left").with_columns(
        polars.col("facts").fill_null("{}"),
        polars.col("facts_hash").fill_null(""),
        polars.coalesce("lived_in", "area_id").alias("area_id"),
    )
    doubted = doubts(with_facts)
    reasoned = reasons(doubted, month, paid.select(*KEY, *BENEFIT), due.select(*KEY, *BENEFIT), book)
    return reasoned.select(_COLUMNS).with_columns(
        sealed(Proposal, "reason", reasoned["reason"]), sealed(Proposal, "facts", reasoned["facts"])
    )


def _write(cursor: Any, wanted: Counted, run: determination.Run, area_ids: Sequence[int] | None) -> None:
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
        "area_id bigint, first_month date, reason text, citation text, doubt text, facts_hash text, facts text) "
        "ON COMMIT DROP"
    )
    cursor.execute(
        "CREATE TEMP TABLE wanted_benefit (person_id bigint, programme text, category text, coefficient_tenths int, "
        "base_vnd bigint, amount_vnd bigint, months text) ON COMMIT DROP"
    )
    copy_frame(cursor, "wanted", wanted.changes)
    copy_frame(cursor, "wanted_benefit", wanted.benefits)
    cursor.execute("ANALYZE wanted, wanted_benefit")
    for statement in (_WITHDRAW, _INSERT, _BENEFITS):
        cursor.execute(statement, parameters)
    cursor.execute("DROP TABLE wanted, wanted_benefit")
