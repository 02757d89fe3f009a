"""What the registry knows around a request on its day: person, household, residences, children, holder of a number."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db import connection

from ansinh.kernel.sealing.blind import blind
from ansinh.kernel.sealing.values import open_one
from ansinh.registry.models import content_of
from ansinh.registry.requests.kind import About, Member
from ansinh.registry.sealed_facts import plain_values

_AROUND = """
WITH me AS (
  SELECT household_id FROM registry_membership
  WHERE person_id = %(person)s AND retracted_at IS NULL AND valid @> %(day)s::date
), target AS (
  SELECT (SELECT household_id FROM registry_membership WHERE person_id = %(target)s AND retracted_at IS NULL
            AND valid @> %(day)s::date) AS household_id,
         (SELECT jsonb_build_array(unit_id, village) FROM registry_residence WHERE person_id = %(target)s
            AND retracted_at IS NULL AND valid @> %(day)s::date) AS rest
)
SELECT (SELECT jsonb_build_object('full_name', full_name, 'born_on', born_on, 'born_precision', born_precision,
          'died_on', died_on, 'sex', sex, 'ethnicity', ethnicity)
        FROM registry_identity WHERE person_id = %(person)s AND retracted_at IS NULL) AS person,
  (SELECT household_id FROM me) AS household_id,
  (SELECT jsonb_agg(jsonb_build_array(p.id, p.full_name, f.is_head, f.relation, coalesce(p.sex, ''), p.born_on)
     ORDER BY f.is_head DESC, p.born_on, p.id)
     FROM registry_membership AS f JOIN registry_person AS p ON p.id = f.person_id
     WHERE f.household_id = (SELECT household_id FROM me) AND f.retracted_at IS NULL AND f.valid @> %(day)s::date
       AND (p.died_on IS NULL OR p.died_on >= %(day)s::date)) AS members,
  (SELECT jsonb_agg(jsonb_build_array(coalesce(lower(valid), '0001-01-01'::date), unit_id, village) ORDER BY valid)
     FROM registry_residence WHERE person_id = %(settled)s AND retracted_at IS NULL
       AND valid && daterange(%(day)s::date, NULL)) AS rests,
  (SELECT jsonb_agg(child_id ORDER BY child_id) FROM registry_upbringing
     WHERE person_id = %(person)s AND retracted_at IS NULL AND valid @> %(day)s::date) AS children,
  (SELECT jsonb_agg(person_id ORDER BY person_id) FROM registry_upbringing
     WHERE child_id = %(person)s AND retracted_at IS NULL AND valid @> %(day)s::date) AS parents,
  (SELECT jsonb_agg(jsonb_build_array(c.person_id, c.kind) ORDER BY c.person_id)
     FROM registry_payment_channel AS c JOIN registry_person AS who ON who.id = %(person)s
     WHERE c.retracted_at IS NULL AND c.valid @> %(day)s::date AND upper_inf(c.valid) AND c.person_id <> who.id
       AND c.kind IN ('post_office', 'home') AND lower(btrim(c.recipient_name)) = lower(btrim(who.full_name))
       AND (c.person_id IN (SELECT person_id FROM registry_membership
              WHERE household_id = (SELECT household_id FROM me) AND retracted_at IS NULL AND valid @> %(day)s::date)
         OR c.person_id IN (SELECT child_id FROM registry_upbringing
              WHERE person_id = who.id AND retracted_at IS NULL AND valid @> %(day)s::date))) AS collects_for,
  (SELECT household_id FROM target) AS target_household, (SELECT rest FROM target) AS target_rest,
  (SELECT status FROM registry_poverty WHERE household_id = (SELECT household_id FROM me) AND retracted_at IS NULL
     AND valid @> %(day)s::date) AS poverty,
  (SELECT jsonb_build_object('types', types) FROM registry_disability WHERE person_id = %(person)s
     AND retracted_at IS NULL AND valid @> %(day)s::date) AS disability,
  (SELECT jsonb_agg(jsonb_build_array(person_id, content) ORDER BY id) FROM registry_sealed_circumstance
     WHERE person_id IN (SELECT person_id FROM registry_membership WHERE household_id = (SELECT household_id FROM me)
         AND retracted_at IS NULL AND valid @> %(day)s::date)
       AND retracted_at IS NULL AND valid @> %(day)s::date) AS sealed
"""
_HOLDER = """
SELECT person_id FROM registry_paper WHERE number_index = %s AND retracted_at IS NULL
ORDER BY upper(valid) DESC NULLS FIRST
"""


def around(*, area_id: int, person_id: int | None, day: date, values: Mapping[str, Any]) -> About:
    """Read it; run as somebody who sees every row, since children and holders of a number may live elsewhere."""
    with connection.cursor() as cursor:
        known = _holder(cursor, values.get("number"))
        given = {"person": person_id, "day": day, "target": values.get("target"), "settled": person_id or known}
        cursor.execute(_AROUND, given)
        row = dict(zip([column[0] for column in cursor.description], map(_plain, cursor.fetchone()), strict=True))
    rest = row["target_rest"]
    return About(
        area_id=area_id,
        day=day,
        person_id=person_id,
        values=values,
        person=plain_values("identity", row["person"] or {}),
        household_id=row["household_id"],
        members=[Member(*member) for member in row["members"] or []],
        rests=[(date.fromisoformat(first), unit, village) for first, unit, village in row["rests"] or []],
        children=row["children"] or [],
        parents=row["parents"] or [],
        collects_for=[(one, kind) for one, kind in row["collects_for"] or []],
        target_household=row["target_household"],
        target_rest=(rest[0], rest[1]) if rest else None,
        known_person=known,
        poverty=row["poverty"],
        pregnant=[who for who, content in row["sealed"] or [] if open_one(content) == content_of("pregnant", "yes")],
        disability_types=plain_values("disability", row["disability"])["types"] if row["disability"] else (),
    )


def _plain(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) and value[:1] in "[{" else value


def _holder(cursor: Any, number: str | None) -> int | None:
    if not number:
        return None
    cursor.execute(_HOLDER, [blind("number", number)])
    found = cursor.fetchone()
    return found[0] if found else None
