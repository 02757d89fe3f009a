"""Moving a unit below another parent."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.areas.models import Change
from ansinh.areas.operations.prepare_change import prepare_change
from ansinh.areas.plan import GoesOver, NewUnit, Plan
from ansinh.areas.planning import living
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def move_unit(*, by: audit.Acting, unit: int, parent: int, on: date, citation: str) -> Change:
    """Prepare that a unit belongs to another parent from a day on, with all that lies below it."""
    (chosen,) = living([unit], on)
    if chosen.parent_id == parent:
        raise Refusal("%(name)s đang thuộc đơn vị cấp trên đó rồi.", code="same_parent", area=unit, name=chosen.name)
    new = NewUnit("new", chosen.code, chosen.name, chosen.kind, parent)
    step = GoesOver(chosen.pk, new.key)
    return prepare_change(Plan(Change.Kind.MOVE, on, citation, (new,), (chosen.pk,), (step,)), by=by)
