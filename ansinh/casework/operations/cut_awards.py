"""Ending awards from a month on, and taking them up elsewhere: what was decided for months before stays decided."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from ansinh.access.public import SYSTEM, acting_as
from ansinh.registry.public import records_of

# Each keeps its own decision for the months before.
_CUT = """
WITH replaced AS (
  UPDATE casework_award SET retracted_at = statement_timestamp(), retracted_by_id = %(decision)s
  WHERE person_id = ANY (%(people)s) AND programme = coalesce(%(programme)s, programme) AND retracted_at IS NULL
    AND (upper_inf(months) OR upper(months) > %(first)s)
  RETURNING *
)
INSERT INTO casework_award (person_id, area_id, programme, category, coefficient_tenths, base_vnd, amount_vnd, months,
  decision_id)
SELECT person_id, area_id, programme, category, coefficient_tenths, base_vnd, amount_vnd,
  daterange(lower(months), %(first)s), decision_id
FROM replaced WHERE lower(months) < %(first)s
"""
# Of records that were merged since, the person's own; nothing where somebody decided anew meanwhile.
_TAKE_UP = """
INSERT INTO casework_award (person_id, area_id, programme, category, coefficient_tenths, base_vnd, amount_vnd, months,
  decision_id)
SELECT coalesce(alias.kept_id, a.person_id), %(area)s, a.programme, a.category, a.coefficient_tenths, a.base_vnd,
  a.amount_vnd, daterange(greatest(lower(a.months), %(first)s), upper(a.months)), %(decision)s
FROM casework_award AS a LEFT JOIN registry_alias AS alias ON alias.person_id = a.person_id
WHERE a.retracted_by_id = %(ended)s AND NOT EXISTS (
  SELECT FROM casework_award AS o
  WHERE o.person_id = coalesce(alias.kept_id, a.person_id) AND o.programme = a.programme AND o.retracted_at IS NULL
    AND o.months && daterange(%(first)s, NULL))
"""


def cut_awards(*, person_ids: Sequence[int], first: date, decision_id: int, programme: str | None = None) -> None:
    """From ``first`` on nothing is awarded any more; ``programme`` None: of no programme."""
    given = {"decision": decision_id, "people": records_of(person_ids), "programme": programme, "first": first}
    with connection.cursor() as cursor:
        cursor.execute(_CUT, given)


def take_up_awards(*, ended_by: int, first: date, area_id: int, decision_id: int) -> int:
    """What a decision ended goes on from ``first`` in another commune, by its decision; returns how many awards."""
    given = {"ended": ended_by, "first": first, "area": area_id, "decision": decision_id}
    with acting_as(SYSTEM), connection.cursor() as cursor:
        cursor.execute(_TAKE_UP, given)
        return int(cursor.rowcount)
