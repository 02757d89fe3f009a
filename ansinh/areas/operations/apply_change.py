"""Carrying out a prepared change in the areas themselves: units, successions, villages, classifications.

Called by the flow, inside its transaction: people, files, rights and payments are carried over by their packages.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models.functions import Now

from ansinh.areas.classifying import carry_classifications
from ansinh.areas.models import Carried, Change, Succession, Unit, VillageShare
from ansinh.areas.plan import NewUnit, Plan, in_order, read_plan
from ansinh.areas.planning import living, whole_plan
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal

LOCK = "SELECT pg_advisory_xact_lock(hashtext('areas change'))"
Place = tuple[int, str, int]
"""A commune that ends, one of its villages ("": none known), and how many people live there."""


def apply_change(
    *, change: Change, by: audit.Acting, lived_in: Sequence[Place]
) -> tuple[Change, list[tuple[int, str, int, str]]]:
    """End the old units, begin the new ones; returns where each village went: old unit, village, new unit, name.

    ``lived_in`` holds every village in which somebody is registered. Raises Refusal when the change is not waiting, was
    prepared by the same person, no longer fits the units there are, or leaves a village with people without a unit.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK)
    change = Change.objects.select_for_update().get(pk=change.pk)
    check_may_apply(change, by)
    plan = read_plan(change.plan)
    _check_still_fits(plan)
    Carried.objects.bulk_create(
        Carried(change=change, what="unit ended", row_id=unit.pk, until=unit.valid.upper)
        for unit in living(plan.ends, plan.on)
    )
    _end(plan.ends, plan.on)
    made = _begin(plan)
    Carried.objects.bulk_create(Carried(change=change, what="unit made", row_id=pk) for pk in made.values())
    Succession.objects.bulk_create(
        Succession(predecessor_id=s.old, successor_id=made[s.key], on=plan.on, villages=list(s.villages), change=change)
        for s in plan.went_over
    )
    moves = villages_go(plan, made, lived_in)
    people = {(old, village): count for old, village, count in lived_in}
    VillageShare.objects.bulk_create(
        VillageShare(predecessor_id=o, village=v, successor_id=n, became=b, people=people[o, v]) for o, v, n, b in moves
    )
    carry_classifications(change, plan, made, moves)
    change.state, change.applied_by_id, change.applied_at = Change.State.APPLIED, by.user_id, Now()
    change.save(update_fields=["state", "applied_by_id", "applied_at"])
    return change, moves


def check_may_apply(change: Change, by: audit.Acting) -> None:
    """Raise Refusal for a change that is not waiting and for whoever prepared it."""
    if change.state != Change.State.PREPARED:
        raise Refusal(
            "Thay đổi này %(label)s, không áp dụng được nữa.",
            code="not_prepared",
            label=Change.State(change.state).label.lower(),
        )
    if by.user_id is None or by.user_id == change.prepared_by_id:
        raise Refusal("Người lập thay đổi không được tự áp dụng.", code="maker_is_checker", change=change.pk)


def _check_still_fits(plan: Plan) -> None:
    """Units may have changed since it was prepared: what lies below today must be what lay below then."""
    again = whole_plan(plan)
    if set(again.ends) != set(plan.ends):
        raise Refusal("Từ khi lập, đã có đơn vị trực thuộc thay đổi: hãy lập lại.", code="outdated_plan")


def villages_go(plan: Plan, made: dict[str, int], lived_in: Sequence[Place]) -> list[tuple[int, str, int, str]]:
    """Where each village of the ended communes goes. Raises Refusal when one with people is not assigned."""
    lost = [(old, village, people) for old, village, people in lived_in if plan.village_goes(old, village) is None]
    if inhabited := [(village, people) for _, village, people in lost if people]:
        named = ", ".join(f"{village or 'chưa ghi thôn'} ({people} người)" for village, people in inhabited[:8])
        raise Refusal(
            "Còn thôn chưa xếp vào đơn vị mới: %(named)s.", code="village_left", count=len(inhabited), named=named
        )
    return [
        (old, village, made[plan.village_goes(old, village) or plan.successors(old)[0].key],
         plan.village_name(old, village))
        for old, village, _ in lived_in
    ]  # fmt: skip


def _end(ids: Sequence[int], on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE areas_unit SET valid = daterange(lower(valid), %s) WHERE id = ANY (%s)", [on, list(ids)])


def _begin(plan: Plan) -> dict[str, int]:
    made: dict[str, int] = {}
    for unit in in_order(plan.begins):
        row = Unit.objects.create(**_values(unit, plan.on, made))
        made[unit.key] = row.pk
    return made


def _values(unit: NewUnit, on: date, made: dict[str, int]) -> dict[str, Any]:
    parent = made[unit.parent] if isinstance(unit.parent, str) else unit.parent
    valid = DateRange(on, None)
    return {"code": unit.code, "name": unit.name, "kind": unit.kind, "parent_id": parent, "valid": valid}
