"""Deciding: proposals become decisions with numbers, and decisions become awards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from ansinh.access.public import Actor
from ansinh.casework.case_policies import check_not_own_household
from ansinh.casework.models import Decision, Proposal
from ansinh.casework.policies import check_act, check_other_maker
from ansinh.casework.states import State
from ansinh.kernel import audit, outbox
from ansinh.kernel.crash import crash_here

# Numbers run without gaps: the lock is held until the transaction ends, and nothing but this statement takes numbers.
_LOCK = """
SELECT pg_advisory_xact_lock(hashtext('decision numbers'), area_id::int)
FROM (SELECT DISTINCT area_id FROM casework_proposal WHERE id = ANY (%(ids)s) ORDER BY area_id) AS areas
"""
_DECIDE = """
WITH chosen AS (
  SELECT area_id, kind, first_month, prepared_by_id, count(*) AS people,
    sum(CASE kind WHEN 'past' THEN 0 ELSE after_vnd END) AS monthly
  FROM casework_proposal WHERE id = ANY (%(ids)s) GROUP BY area_id, kind, first_month, prepared_by_id
), last AS (
  SELECT commune_id, max(number) AS number FROM casework_decision WHERE year = %(year)s GROUP BY commune_id
)
INSERT INTO casework_decision (commune_id, year, number, kind, decided_on, first_month, people, monthly_vnd,
  prepared_by_id, decided_by_id)
SELECT c.area_id, %(year)s, coalesce(last.number, 0)
    + row_number() OVER (PARTITION BY c.area_id ORDER BY c.kind, c.first_month, c.prepared_by_id),
  c.kind, %(on)s, c.first_month, c.people, c.monthly, c.prepared_by_id, %(by)s
FROM chosen AS c LEFT JOIN last ON last.commune_id = c.area_id
RETURNING id
"""
_MARK = """
UPDATE casework_proposal AS p SET state = %(decided)s, decision_id = d.id
FROM casework_decision AS d
WHERE p.id = ANY (%(ids)s) AND d.id = ANY (%(decisions)s) AND d.commune_id = p.area_id AND d.kind = p.kind
  AND d.first_month = p.first_month AND d.prepared_by_id = p.prepared_by_id
"""
# What was decided for other months stays decided: it is recorded anew for these, under its own decision. Awards of
# records that the person took up are replaced with the person's own.
_CUT = """
WITH named AS (
  SELECT person_id, programme, decision_id, kind, first_month, past_months FROM casework_proposal
  WHERE id = ANY (%(ids)s)
  UNION ALL
  SELECT alias.person_id, p.programme, p.decision_id, p.kind, p.first_month, p.past_months
  FROM casework_proposal AS p JOIN registry_alias AS alias ON alias.kept_id = p.person_id WHERE p.id = ANY (%(ids)s)
), gone AS (
  SELECT n.person_id, n.programme, max(n.decision_id) AS decision_id, range_agg(cut.months) AS months
  FROM named AS n CROSS JOIN LATERAL (
    SELECT daterange(n.first_month, NULL) AS months WHERE n.kind <> 'past'
    UNION ALL
    SELECT daterange(month, (month + interval '1 month')::date) FROM unnest(n.past_months) AS month
  ) AS cut GROUP BY 1, 2
), replaced AS (
  UPDATE casework_award AS a SET retracted_at = statement_timestamp(), retracted_by_id = g.decision_id
  FROM gone AS g
  WHERE a.person_id = g.person_id AND a.programme = g.programme AND a.retracted_at IS NULL AND a.months && g.months
  RETURNING a.*, g.months AS gone
)
INSERT INTO casework_award (person_id, area_id, programme, category, coefficient_tenths, base_vnd, amount_vnd, months,
  decision_id)
SELECT r.person_id, r.area_id, r.programme, r.category, r.coefficient_tenths, r.base_vnd, r.amount_vnd,
  left_over.months, r.decision_id
FROM replaced AS r CROSS JOIN LATERAL unnest(datemultirange(r.months) - r.gone) AS left_over (months)
"""
_AWARD = """
INSERT INTO casework_award (person_id, area_id, programme, category, coefficient_tenths, base_vnd, amount_vnd, months,
  decision_id)
SELECT p.person_id, p.area_id, p.programme, b.category, b.coefficient_tenths, b.base_vnd, b.amount_vnd,
  b.months, p.decision_id
FROM casework_proposal AS p JOIN casework_proposed_benefit AS b ON b.proposal_id = p.id
WHERE p.id = ANY (%(ids)s)
"""


@transaction.atomic
def decide_proposals(*, ids: Sequence[int], by: Actor, on: date, case_id: int | None = None) -> list[Decision]:
    """Sign submitted proposals: one decision a commune, kind, first month and maker, and the awards that follow.

    Raises Refusal when one is not submitted, was prepared by the same person, is about the own household, or is not in
    sight; then nothing is done. ``case_id``: the case whose decision it is.
    """
    check_act("decide", ids, by, case_id=case_id)
    check_other_maker(ids, by)
    check_not_own_household(Proposal.objects.filter(pk__in=ids).values_list("person_id", flat=True), by, on)
    parameters = {"ids": list(ids), "year": on.year, "on": on, "by": by.user_id, "decided": State.DECIDED}
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, parameters)
        cursor.execute(_DECIDE, parameters)
        parameters["decisions"] = [row[0] for row in cursor.fetchall()]
        cursor.execute(_MARK, parameters)
        crash_here("casework.decided")
        for statement in (_CUT, _AWARD):
            cursor.execute(statement, parameters)
    outbox.publish("decisions.signed", {"decision_ids": parameters["decisions"]})
    decisions = list(Decision.objects.filter(pk__in=parameters["decisions"]).order_by("commune_id", "number"))
    audit.record(
        actor=by,
        action="proposals.decide",
        object_kind="decision",
        details={"proposals": len(set(ids)), "decisions": len(decisions)},
    )
    return decisions
