"""Reading units: by code and day, what lies under them, and what they were before."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import connection

from ansinh.areas.models import Unit
from ansinh.kernel.errors import Refusal


def commune(code: str, on: date) -> Unit:
    """The commune that had this code on a day. Raises Refusal when there was none."""
    unit = Unit.objects.filter(code=code, kind=Unit.Kind.COMMUNE, valid__contains=on).first()
    if unit is None:
        raise Refusal(
            f"Không có xã, phường nào mang mã {code} vào ngày {on:%d/%m/%Y}.", code="unknown_commune", commune=code
        )
    return unit


def province(on: date, code: str = "15") -> Unit:
    """The province that had this code on a day: by itself 15, Yên Bái until June 2025 and Lào Cai from July.

    Old Lào Cai (code 10) was a province of its own until then and is nobody's part on such a day.
    """
    return Unit.objects.get(code=code, kind=Unit.Kind.PROVINCE, valid__contains=on)


def communes(on: date) -> Sequence[Unit]:
    """The communes of a day in the order of their codes."""
    return list(Unit.objects.filter(kind=Unit.Kind.COMMUNE, valid__contains=on).order_by("code"))


def with_parts_and_predecessors(unit_ids: Sequence[int]) -> frozenset[int]:
    """The units themselves, all that lies under them, and all that went over into any of these."""
    query = """
    WITH RECURSIVE reach(id) AS (
      SELECT unnest(%s::bigint[])
      UNION
      SELECT found.id FROM reach CROSS JOIN LATERAL (
        SELECT u.id FROM areas_unit AS u WHERE u.parent_id = reach.id
        UNION SELECT s.predecessor_id FROM areas_succession AS s WHERE s.successor_id = reach.id
      ) AS found
    ) SELECT id FROM reach
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [list(unit_ids)])
        return frozenset(row[0] for row in cursor.fetchall())


def with_successors(unit_ids: Sequence[int]) -> frozenset[int]:
    """The units themselves, and all that they went over into."""
    query = """
    WITH RECURSIVE became(id) AS (
      SELECT unnest(%s::bigint[])
      UNION SELECT s.successor_id FROM became JOIN areas_succession AS s ON s.predecessor_id = became.id
    ) SELECT id FROM became
    """
    with connection.cursor() as cursor:
        cursor.execute(query, [list(unit_ids)])
        return frozenset(row[0] for row in cursor.fetchall())
