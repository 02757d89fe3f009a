"""Telling the next one up of cases that are past their day: first the chair, after some days the province."""

from __future__ import annotations

from datetime import date

from django.db import connection, transaction

from ansinh.casework.cases.clock import calendar
from ansinh.kernel import audit

CHAIR_LEVEL, PROVINCE_LEVEL = 1, 2
PROVINCE_AFTER = 5
"""Working days past the due day, after which the province is told too."""

_RAISE = """
WITH raised AS (
  UPDATE casework_case SET escalated = CASE WHEN least(due_on, step_due_on) < %(province)s THEN 2 ELSE 1 END
  WHERE closed_on IS NULL AND least(due_on, step_due_on) < %(on)s
    AND escalated < CASE WHEN least(due_on, step_due_on) < %(province)s THEN 2 ELSE 1 END
  RETURNING id, state, escalated
), told AS (
  INSERT INTO casework_case_step (case_id, act, before, after, "on", said)
  SELECT id, CASE escalated WHEN 1 THEN 'tell_chair' ELSE 'tell_province' END, state, state, %(on)s, '' FROM raised
  RETURNING 1
)
SELECT count(*) FILTER (WHERE escalated = 1), count(*) FILTER (WHERE escalated = 2) FROM raised
"""


@transaction.atomic
def escalate_cases(*, on: date) -> tuple[int, int]:
    """Raise every live case that is past the day of its open step; returns how many to the chair and the province."""
    day = on
    for _ in range(PROVINCE_AFTER):
        day = calendar().before(day)
    with connection.cursor() as cursor:
        cursor.execute(_RAISE, {"on": on, "province": day})
        chair, province = cursor.fetchone()
    if chair or province:
        audit.record(
            actor=None, action="case.escalate", object_kind="case", details={"chair": chair, "province": province}
        )
    return int(chair), int(province)
