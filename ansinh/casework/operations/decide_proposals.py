"""Deciding: proposals become decisions with numbers, and decisions become awards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection, transaction

from ansinh.access.public import Actor
from ansinh.casework.case_policies import check_not_own_household
from ansinh.casework.document_kinds import DECISIONS
from ansinh.casework.documents.registers import lock_registers
from ansinh.casework.models import Decision, Proposal
from ansinh.casework.operations.sign_decision import HOLD_AWARDS
from ansinh.casework.policies import check_act, check_other_maker, check_own_office
from ansinh.casework.states import State
from ansinh.kernel import audit, outbox
from ansinh.kernel.crash import crash_here

# A decision is signed in the office whose chair decides there on the day: the district's while there was one. Its
# number is the next of the register, into which the table's trigger enters it; the lock is held until the transaction
# ends.
_OFFICES = """
SELECT p.id AS proposal_id, coalesce(district.id, unit.id) AS office_id
FROM casework_proposal AS p JOIN areas_unit AS unit ON unit.id = p.area_id
LEFT JOIN areas_unit AS district ON district.id = unit.parent_id AND district.kind = 'district'
  AND district.valid @> %(on)s::date
WHERE p.id = ANY (%(ids)s)
"""
_DECIDE = f"""
WITH office AS ({_OFFICES}), chosen AS (
  SELECT office_id, area_id, kind, first_month, prepared_by_id, count(*) AS people,
    sum(CASE kind WHEN 'past' THEN 0 ELSE after_vnd END) AS monthly
  FROM casework_proposal AS p JOIN office ON office.proposal_id = p.id
  GROUP BY office_id, area_id, kind, first_month, prepared_by_id
)
INSERT INTO casework_decision (commune_id, office_id, year, number, kind, decided_on, first_month, people, monthly_vnd,
  prepared_by_id, decided_by_id)
SELECT c.area_id, c.office_id, %(year)s, coalesce((
    SELECT max(number) FROM casework_registered_number AS r
    WHERE r.office_id = c.office_id AND r.letters = %(letters)s AND r.year = %(year)s), 0)
    + row_number() OVER (PARTITION BY c.office_id ORDER BY c.area_id, c.kind, c.first_month, c.prepared_by_id),
  c.kind, %(on)s, c.first_month, c.people, c.monthly, c.prepared_by_id, %(by)s
FROM chosen AS c
RETURNING id
"""  # noqa: S608 - put together from a constant
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
    parameters["letters"] = DECISIONS
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT DISTINCT office_id FROM ({_OFFICES}) AS offices", parameters)  # noqa: S608 - as above
        offices = [office for (office,) in cursor.fetchall()]
        check_own_office(offices, by, on)
        lock_registers(DECISIONS, offices)
        cursor.execute(_DECIDE, parameters)
        parameters["decisions"] = [row[0] for row in cursor.fetchall()]
        cursor.execute(_MARK, parameters)
        crash_here("casework.decided")
        for statement in (HOLD_AWARDS, _CUT, _AWARD):
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
