"""Merging units into one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db import transaction

from ansinh.areas.models import Change
from ansinh.areas.operations.prepare_change import prepare_change
from ansinh.areas.plan import GoesOver, NewUnit, Plan, Renamed
from ansinh.areas.planning import living
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def merge_units(
    *,
    by: audit.Acting,
    units: Sequence[int],
    code: str,
    name: str,
    on: date,
    citation: str,
    parent: int | None = None,
    renamed: Sequence[Renamed] = (),
) -> Change:
    """Prepare that units of one level become a new one from a day on.

    ``parent`` is that of the first unit when nothing is said; ``renamed``: villages that two of them have by one name.
    """
    chosen = living(units, on)
    if len(chosen) < 2:
        raise Refusal("Hãy chọn ít nhất hai đơn vị để nhập.", code="too_few")
    if len({unit.kind for unit in chosen}) > 1:
        raise Refusal("Chỉ nhập được các đơn vị cùng cấp.", code="other_level")
    new = NewUnit("new", code.strip(), " ".join(name.split()), chosen[0].kind, parent or chosen[0].parent_id)
    steps = tuple(GoesOver(unit.pk, new.key) for unit in chosen)
    ends = tuple(unit.pk for unit in chosen)
    return prepare_change(Plan(Change.Kind.MERGE, on, citation, (new,), ends, steps, tuple(renamed)), by=by)
