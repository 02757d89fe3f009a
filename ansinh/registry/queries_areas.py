"""Who is registered where, by commune and village: what a change of the areas is about."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection
from django.db.models import Q

from ansinh.registry.models import ChangeRequest
from ansinh.registry.states import LIVE

# People are those whose residence reaches beyond the day; villages also those in which somebody else is registered.
_VILLAGES = """
SELECT unit_id, village, sum(people)::int FROM (
  SELECT unit_id, village, count(*) AS people FROM registry_residence
  WHERE unit_id = ANY (%(units)s::bigint[]) AND retracted_at IS NULL
    AND (upper_inf(valid) OR upper(valid) > %(on)s) GROUP BY 1, 2
  UNION ALL SELECT area_id, village, 0 FROM registry_person WHERE area_id = ANY (%(units)s::bigint[]) GROUP BY 1, 2
  UNION ALL SELECT area_id, village, 0 FROM registry_household WHERE area_id = ANY (%(units)s::bigint[]) GROUP BY 1, 2
) AS place GROUP BY 1, 2 ORDER BY 1, 2
"""
_RESIDENTS = """
SELECT unit_id, village, count(*)::int FROM registry_residence
WHERE unit_id = ANY (%(units)s::bigint[]) AND retracted_at IS NULL AND valid @> %(on)s::date GROUP BY 1, 2 ORDER BY 1, 2
"""


def villages_lived_in(unit_ids: Sequence[int], on: date) -> list[tuple[int, str, int]]:
    """Every village of communes in which somebody is registered, and how many live there from a day on."""
    return _rows(_VILLAGES, unit_ids, on)


def residents(unit_ids: Sequence[int], on: date) -> list[tuple[int, str, int]]:
    """How many people live in each village of communes on a day."""
    return _rows(_RESIDENTS, unit_ids, on)


def _rows(query: str, unit_ids: Sequence[int], on: date) -> list[tuple[int, str, int]]:
    with connection.cursor() as cursor:
        cursor.execute(query, {"units": list(unit_ids), "on": on})
        return cursor.fetchall()


def registered(unit_ids: Sequence[int], on: date) -> dict[str, int]:
    """People and households of communes as they are in charge today, and who lives there on a day."""
    with connection.cursor() as cursor:
        given = {"units": list(unit_ids), "on": on}
        cursor.execute(
            "SELECT (SELECT count(*) FROM registry_person WHERE area_id = ANY (%(units)s::bigint[])), "
            "(SELECT count(*) FROM registry_household WHERE area_id = ANY (%(units)s::bigint[])), "
            "(SELECT count(*) FROM registry_residence WHERE unit_id = ANY (%(units)s::bigint[]) "
            "AND retracted_at IS NULL AND valid @> %(on)s::date)",
            given,
        )
        people, households, living = cursor.fetchone()
    return {"people": int(people), "households": int(households), "residents": int(living)}


def waiting_news(unit_ids: Sequence[int]) -> int:
    """How much news of these communes, or about people who are to come to them, waits to be decided or for its day."""
    concerned = Q(area_id__in=unit_ids) | Q(to_area_id__in=unit_ids)
    return ChangeRequest.objects.filter(concerned, state__in=LIVE).count()
