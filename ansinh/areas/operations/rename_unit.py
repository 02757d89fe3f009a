"""Giving a unit another name, or another code."""

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
def rename_unit(*, by: audit.Acting, unit: int, name: str, on: date, citation: str, code: str = "") -> Change:
    """Prepare that a unit is called otherwise from a day on. What it was called until then stays."""
    (chosen,) = living([unit], on)
    called, numbered = " ".join(name.split()), code.strip() or chosen.code
    if (called, numbered) == (chosen.name, chosen.code):
        raise Refusal("Tên mới trùng với tên đang dùng.", code="same_name", area=unit)
    new = NewUnit("new", numbered, called, chosen.kind, chosen.parent_id)
    step = GoesOver(chosen.pk, new.key)
    return prepare_change(Plan(Change.Kind.RENAME, on, citation, (new,), (chosen.pk,), (step,)), by=by)
