"""Reading units: by code and day, what lies under them, and what they were before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import connection
from django.db.models import BigIntegerField, F, Func

from ansinh.areas.known_units import CITATIONS
from ansinh.areas.models import Carried, Succession, Unit, VillageShare
from ansinh.kernel.errors import Refusal


def commune(code: str, on: date) -> Unit:
    """The commune that had this code on a day. Raises Refusal when there was none."""
    unit = Unit.objects.filter(code=code, kind=Unit.Kind.COMMUNE, valid__contains=on).first()
    if unit is None:
        raise Refusal(
            "Không có xã, phường nào mang mã %(given)s vào ngày %(on)s.",
            code="unknown_commune",
            commune=code,
            given=code,
            on=f"{on:%d/%m/%Y}",
        )
    return unit


def province(on: date, code: str = "15") -> Unit:
    """The province that had this code on a day: by itself 15, Yên Bái until June 2025 and Lào Cai from July.

    Old Lào Cai (code 10) was a province of its own until then and is nobody's part on such a day.
    """
    return Unit.objects.get(code=code, kind=Unit.Kind.PROVINCE, valid__contains=on)


def check_there(area: Unit, on: date) -> None:
    """Raise Refusal when there is no such area on the day."""
    if on not in area.valid:
        raise Refusal(
            "%(name)s không tồn tại vào ngày %(on)s.",
            code="area_not_valid", area=area.pk, name=area.name, on=f"{on:%d/%m/%Y}",
        )  # fmt: skip


def communes(on: date) -> Sequence[Unit]:
    """The communes of a day in the order of their codes."""
    return list(Unit.objects.filter(kind=Unit.Kind.COMMUNE, valid__contains=on).order_by("code"))


_REACH = """
WITH RECURSIVE reach(id) AS (
  SELECT {start}
  UNION
  SELECT found.id FROM reach CROSS JOIN LATERAL (
    SELECT u.id FROM areas_unit AS u WHERE u.parent_id = reach.id
    UNION SELECT s.predecessor_id FROM areas_succession AS s WHERE s.successor_id = reach.id AND NOT EXISTS (
      SELECT FROM areas_succession AS t WHERE t.predecessor_id = s.predecessor_id AND t.id <> s.id)
  ) AS found
) SELECT id FROM reach
"""


def with_parts_and_predecessors(unit_ids: Sequence[int]) -> frozenset[int]:
    """The units themselves, all that lies under them, and all that went over whole into any of these.

    What was split is nobody's of those that came of it: else each would see the other's people. It stays below its own
    parent, and so with the province.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REACH.format(start="unnest(%s::bigint[])"), [list(unit_ids)])
        return frozenset(row[0] for row in cursor.fetchall())


def reach_of(unit: str) -> Func:
    """The same of the unit in a column, as an array, for a queryset that asks for more with it."""
    return Func(
        F(unit),
        template=f"ARRAY({_REACH.format(start='%(expressions)s')})",
        output_field=ArrayField(BigIntegerField()),
    )


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


def made_by(change_id: int) -> list[int]:
    """The units that a change began."""
    rows = Carried.objects.filter(change_id=change_id, what="unit made")
    return list(rows.order_by("row_id").values_list("row_id", flat=True))


@dataclass(frozen=True)
class Step:
    """A row of the crosswalk: how much of a unit went over into which other, on what day, on what ground.

    ``village`` None: the whole unit. ``people``: those who lived there on the day, None where nobody counted them.
    """

    old: Unit
    new: Unit
    on: date
    citation: str
    village: str | None
    became: str | None
    people: int | None


def crosswalk(*, first: date, last: date) -> list[Step]:
    """All steps from one day to another, one row a pair of units, and one a village where villages are known."""
    links = Succession.objects.filter(on__gte=first, on__lte=last).select_related("predecessor", "successor", "change")
    shares: dict[tuple[int, int], list[VillageShare]] = {}
    for share in VillageShare.objects.filter(predecessor__in=links.values("predecessor")).order_by("village"):
        shares.setdefault((share.predecessor_id, share.successor_id), []).append(share)
    found = []
    for link in links.order_by("on", "successor__code", "predecessor__code"):
        citation = link.change.citation if link.change else CITATIONS.get(link.on, "")
        of = shares.get((link.predecessor_id, link.successor_id), [])
        people = sum(share.people for share in of) if of else None
        found.append(Step(link.predecessor, link.successor, link.on, citation, None, None, people))
        found += [
            Step(link.predecessor, link.successor, link.on, citation, share.village, share.became, share.people)
            for share in of
            if share.people
        ]
    return found


def changing_days() -> list[date]:
    """The days on which areas changed, oldest first."""
    return list(Succession.objects.order_by("on").values_list("on", flat=True).distinct())


def units_of(on: date, kind: str) -> list[Unit]:
    """The units of a level on a day by code, with their parents."""
    return list(Unit.objects.filter(kind=kind, valid__contains=on).select_related("parent").order_by("code"))
