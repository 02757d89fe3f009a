"""Who moved by news alone: the commune that pays somebody who lives in another one by now."""

from __future__ import annotations

from datetime import date

from ansinh.access.public import SYSTEM, acting_as
from ansinh.areas.public import Unit
from ansinh.kernel.period import Month
from ansinh.registry.public import RECORDS_OF_ONE, Person

# A unit that went over whole is what it became; what goes on is paid beyond this month.
_PAYING = f"""
WITH RECURSIVE paying(id) AS (
  SELECT a.area_id FROM casework_award AS a WHERE a.person_id = ANY (ARRAY({RECORDS_OF_ONE}))
    AND a.retracted_at IS NULL AND (upper_inf(a.months) OR upper(a.months) > %(next)s::date)
  UNION SELECT s.successor_id FROM paying JOIN areas_succession AS s ON s.predecessor_id = paying.id
  WHERE NOT EXISTS (SELECT FROM areas_succession AS t WHERE t.predecessor_id = s.predecessor_id AND t.id <> s.id)
)
SELECT u.* FROM areas_unit AS u JOIN paying USING (id) WHERE u.valid @> %(on)s::date AND u.id <> %(area)s ORDER BY u.id
"""


def paying_commune(person: Person, on: date) -> Unit | None:
    """The other commune whose decisions somebody is still paid by; None where that is their own one, or nobody.

    Reads what bears on the person: its awards are out of sight of the commune where they live.
    """
    given = {"person": person.pk, "next": Month.of(on).next().first, "on": on, "area": person.area_id}
    with acting_as(SYSTEM):
        return next(iter(Unit.objects.raw(_PAYING, given)), None)
