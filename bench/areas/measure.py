"""Communes become one: applying the whole change, beside a plain loop that only moves where each person lives.

    .venv/bin/python -m bench.areas.measure FOLDER [PEOPLE [COMMUNES]]

FOLDER holds a made-up province of so many people in twelve communes, made once; the change merges COMMUNES of them
(six). Both sides are rolled back at their end. The loop does less: no sums, no files, rights or proposals, and undoes
nothing.
"""

from __future__ import annotations

import sys
import time
from datetime import date
from pathlib import Path
from typing import Any

from bench.month.province import make, use
from bench.month.stopwatch import load

ON = date(2026, 12, 1)
IN_PROVINCE = 12


class _Back(Exception):
    """Takes everything back."""


def main() -> None:
    """Print both sides and the ratio."""
    folder = Path(sys.argv[1]).absolute()
    people = int(sys.argv[2]) if len(sys.argv) > 2 else 50_000
    use(folder)
    make(people, IN_PROVINCE)
    chosen = _largest(int(sys.argv[3]) if len(sys.argv) > 3 else 6)
    carried, whole = _timed(lambda: _change(chosen))
    moved, loop = _timed(lambda: _loop(chosen))
    print("| | people | seconds |\n|---|---:|---:|")
    print(f"| the change, whole | {carried:,} | {whole:.1f} |")
    print(f"| a loop over residences alone | {moved:,} | {loop:.1f} |")
    print(f"| loop ÷ whole | | {loop / whole:.1f} (load {load()}) |")


def _largest(count: int) -> list[int]:
    """The communes with the most people."""
    from django.db.models import Count

    from ansinh.registry.public import Person

    rows = Person.objects.values("area_id").annotate(n=Count("pk")).order_by("-n")[:count]
    return [row["area_id"] for row in rows]


def _timed(work: Any) -> tuple[int, float]:
    from django.db import transaction

    done, began = 0, time.perf_counter()
    seconds = 0.0
    try:
        with transaction.atomic():
            done = work()
            seconds = time.perf_counter() - began
            raise _Back
    except _Back:
        return done, seconds


def _change(units: list[int]) -> int:
    """As two people of the province do it on the page."""
    from ansinh.areas import public as areas
    from ansinh.areas.models import Hardship
    from ansinh.flows import area_change

    Hardship.objects.filter(unit__in=units).delete()  # villages of one name, of which one is especially difficult
    maker, checker = (_account(role) for role in ("province_officer", "province_leader"))
    wanted = {"units": units, "code": "99001", "name": "Xã Đo thử", "on": ON, "citation": "Đo thử"}
    change = area_change.prepare(areas.merge_units, by=maker, **wanted)
    return area_change.apply(change.pk, by=checker, today=change.on).carried["residences"]


def _account(role: str) -> Any:
    from ansinh.access import public as access
    from ansinh.areas.public import province

    area = province(date(2026, 11, 1))
    user = access.open_account(
        username=f"bench.{role}", display_name=role, password=None, role=role, area=area,
        since=date(2026, 1, 1), by=None,
    )  # fmt: skip
    return access.actor_of(user, date(2026, 11, 25))


def _loop(units: list[int]) -> int:
    """Each person's residence ended and begun anew, one after the other."""
    from django.db.backends.postgresql.psycopg_any import DateRange
    from django.utils import timezone

    from ansinh.areas.public import Unit
    from ansinh.registry.models import Residence, Source

    source = Source.objects.create(kind=Source.Kind.SYSTEM, reference="đo thử")
    parent = Unit.objects.get(pk=units[0]).parent
    new = Unit.objects.create(code="99001", name="Xã Đo thử", kind="commune", parent=parent, valid=DateRange(ON, None))
    moved = 0
    for home in Residence.objects.filter(unit_id__in=units, retracted_at=None).select_related("person"):
        if home.valid.upper is not None and home.valid.upper <= ON:
            continue
        Residence.objects.filter(pk=home.pk).update(retracted_at=timezone.now(), retracted_by=source)
        same = {"person": home.person, "village": home.village, "source": source}
        if home.valid.lower < ON:
            Residence.objects.create(unit_id=home.unit_id, valid=DateRange(home.valid.lower, ON), **same)
        first = max(home.valid.lower, ON)
        Residence.objects.create(unit=new, valid=DateRange(first, home.valid.upper), **same)
        home.person.area = new
        home.person.save(update_fields=["area"])
        moved += 1
    return moved


if __name__ == "__main__":
    main()
