"""What becomes of classifications when communes change: kept by village, and for a commune where all agree.

No text that is read here says how a classification goes on after a merger. So: a village keeps its own; a commune that
is made of communes which all have one has it too; a commune as a whole that was an especially difficult one, in one
that is not, is kept by its villages. For everything else a new decision has to be entered (`classify`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.areas.models import Carried, Change, Classification, Hardship
from ansinh.areas.plan import Plan
from ansinh.kernel.errors import Refusal

Move = tuple[int, str, int, str]
"""A former commune, one of its villages, the commune that it goes to, what it is called there."""


@dataclass(frozen=True)
class _Held:
    """A classification on the eve: ``what`` tells kinds and values apart; ``until``: its end, None: open."""

    unit: int
    village: str
    what: tuple[str, str]
    until: date | None
    citation: str


def carry_classifications(change: Change, plan: Plan, made: dict[str, int], moves: Sequence[Move]) -> None:
    """End what the former units hold on the day and write what the new ones have of it."""
    for model, fields in ((Hardship, ()), (Classification, ("kind", "value"))):
        name = model._meta.model_name
        rows: list[Any] = list(model.objects.filter(unit__in=plan.ends, valid__contains=plan.on))
        held = [_held(row, fields) for row in rows]
        Carried.objects.bulk_create(
            Carried(change=change, what=f"{name} ended", row_id=row.pk, until=row.valid.upper) for row in rows
        )
        for row in rows:
            row.valid = DateRange(row.valid.lower, plan.on)
        model.objects.bulk_update(rows, ["valid"])
        if model is Hardship:
            _check_names(held, plan, moves)
        new = model.objects.bulk_create(
            model(
                unit_id=unit,
                village=village,
                valid=DateRange(plan.on, until),
                citation=citation[:200],
                **dict(zip(fields, what, strict=False)),
            )
            for (unit, village, what), (until, citation) in _carried(held, plan, made, moves).items()
        )
        Carried.objects.bulk_create(Carried(change=change, what=f"{name} made", row_id=row.pk) for row in new)


def _held(row: Any, fields: Sequence[str]) -> _Held:
    what = (row.kind, row.value) if fields else ("", "")
    return _Held(row.unit_id, row.village, what, row.valid.upper, row.citation)


def _carried(
    held: Iterable[_Held], plan: Plan, made: dict[str, int], moves: Sequence[Move]
) -> dict[tuple[int, str, tuple[str, str]], tuple[date | None, str]]:
    found: dict[tuple[int, str, tuple[str, str]], tuple[date | None, str]] = {}
    before: dict[int, set[int]] = {}
    for step in plan.went_over:
        before.setdefault(made[step.key], set()).add(step.old)
    held = list(held)
    whole = {(h.unit, h.what) for h in held if not h.village}
    for h in held:
        targets = {made[step.key] for step in plan.successors(h.unit)}
        agreed = {new for new in targets if all((old, h.what) in whole for old in before[new])}
        if h.village:
            places = [(made[key], plan.village_name(h.unit, h.village)) for key in _goes(plan, h)]
        else:
            places = [(new, "") for new in agreed]
            if not h.what[0]:  # especially difficult as a whole, in a commune that is not: by village
                places += [(new, became) for old, v, new, became in moves if old == h.unit and v and new not in agreed]
        for unit, village in places:
            known = found.get((unit, village, h.what))
            until = h.until if known is None else None if None in (known[0], h.until) else max(known[0], h.until)  # type: ignore[type-var]
            found[unit, village, h.what] = (until, h.citation if known is None else known[1])
    return found


def _goes(plan: Plan, held: _Held) -> list[str]:
    key = plan.village_goes(held.unit, held.village)
    return [key or plan.successors(held.unit)[0].key]


def _check_names(held: Sequence[_Held], plan: Plan, moves: Sequence[Move]) -> None:
    """Two villages of one name in one commune, of which one is an especially difficult one: nobody could tell them.

    Raises Refusal until one is given another name.
    """
    hard = {(h.unit, h.village) for h in held}
    found: dict[tuple[int, str], set[bool]] = {}
    for old, village, new, became in moves:
        if village:
            is_hard = (old, village) in hard or (old, "") in hard
            found.setdefault((new, became), set()).add(is_hard)
    if both := sorted(village for (_, village), kinds in found.items() if len(kinds) > 1):
        raise Refusal(
            "Có thôn trùng tên trong đơn vị mới, chỉ một bên là thôn đặc biệt khó khăn: %(both)s. Hãy đặt "
            "tên mới cho một bên.",
            code="village_names",
            count=len(both),
            both=", ".join(both[:8]),
        )
