"""A step that the data files tell: the communes of 1 December 2024, the 99 units and two levels of 1 July 2025."""

from __future__ import annotations

from datetime import date

from django.db import transaction

from ansinh.areas.known_units import CITATIONS, Key, KnownUnit, known_units
from ansinh.areas.models import Change, Unit
from ansinh.areas.operations.prepare_change import prepare_change
from ansinh.areas.plan import GoesOver, NewUnit, Parent, Plan
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def reorganise_as_known(*, by: audit.Acting, on: date) -> Change:
    """Prepare the step of a day as the files have it. Raises Refusal when they know none or it has been carried out."""
    known = known_units()
    rows = {(u.kind, u.code, u.valid.lower): u.pk for u in Unit.objects.filter(withdrawn=False, valid__upper_inf=True)}
    begins = [unit for unit in known.units if unit.start == on]
    if on not in CITATIONS or not begins:
        raise Refusal(
            "Không có đợt sắp xếp nào vào ngày %(on)s trong dữ liệu.", code="unknown_step", on=f"{on:%d/%m/%Y}"
        )
    if any(unit.key in rows for unit in begins):
        raise Refusal("Đợt sắp xếp ngày %(on)s đã được áp dụng.", code="applied_before", on=f"{on:%d/%m/%Y}")
    ends = [unit for unit in known.units if unit.end == on]
    if missing := [unit.name for unit in ends if unit.key not in rows]:
        raise Refusal(
            "Danh mục chưa có hoặc đã đổi %(missing)s đơn vị cũ, ví dụ %(missing_2)s; không áp dụng được.",
            code="other_units",
            missing=len(missing),
            missing_2=missing[0],
        )
    steps = tuple(GoesOver(rows[old], _key(new)) for old, new in known.went_over if new[2] == on)
    plan = Plan(
        Change.Kind.REORGANISE,
        on,
        CITATIONS[on],
        tuple(NewUnit(_key(u.key), u.code, u.name, u.kind, _parent(u, on, rows)) for u in begins),
        tuple(rows[unit.key] for unit in ends),
        steps,
    )
    return prepare_change(plan, by=by)


def _key(key: Key) -> str:
    return f"{key[0]}:{key[1]}"


def _parent(unit: KnownUnit, on: date, rows: dict[Key, int]) -> Parent:
    if unit.parent is None:
        return None
    return _key(unit.parent) if unit.parent[2] == on else rows[unit.parent]
