"""Who pays in an area goes on paying in what came of it, where that is one office; else somebody has to say who."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.areas.public import Carried
from ansinh.payments.models import PayingOffice, PayrollRun
from ansinh.payments.states import RunState

_FIELDS = ("name", "account", "bank_name", "bank_bic", "post_office")


@dataclass(frozen=True)
class Offices:
    """How many offices went over, and the new areas of which the former ones had several: to be set by hand."""

    carried: int
    unsettled: tuple[int, ...]


def offices_of(before: Mapping[int, Sequence[int]], on: date) -> tuple[dict[int, PayingOffice], tuple[int, ...]]:
    """Of each new area the office that goes over to it, and those for which there is none that all had.

    ``before``: of each new area the former ones. Former areas without an office of their own have no say.
    """
    olds = {old for former in before.values() for old in former}
    held = {office.area_id: office for office in PayingOffice.objects.filter(area__in=olds, valid__contains=on)}
    found: dict[int, PayingOffice] = {}
    unsettled = []
    for new, former in sorted(before.items()):
        own = {tuple(getattr(held[old], f) for f in _FIELDS): held[old] for old in former if old in held}
        if len(own) == 1:
            found[new] = next(iter(own.values()))
        elif own:
            unsettled.append(new)
    return found, tuple(unsettled)


@transaction.atomic
def carry_offices(*, change_id: int, on: date, before: Mapping[int, Sequence[int]], ended: Sequence[int]) -> Offices:
    """End the offices of ended areas on the day and begin those of the new ones. Runs keep the office they have."""
    found, unsettled = offices_of(before, on)
    ending = list(PayingOffice.objects.filter(area__in=list(ended), valid__contains=on, valid__startswith__lt=on))
    Carried.objects.bulk_create(
        Carried(change_id=change_id, what="office ended", row_id=office.pk, until=office.valid.upper)
        for office in ending
    )
    made = [
        PayingOffice(area_id=new, valid=DateRange(on, office.valid.upper), **{f: getattr(office, f) for f in _FIELDS})
        for new, office in found.items()
    ]
    for office in ending:
        office.valid = DateRange(office.valid.lower, on)
    PayingOffice.objects.bulk_update(ending, ["valid"])
    for office in PayingOffice.objects.bulk_create(made):
        Carried.objects.create(change_id=change_id, what="office made", row_id=office.pk)
    return Offices(len(made), unsettled)


_BACK = (
    "DELETE FROM payments_paying_office WHERE id IN (SELECT row_id FROM areas_carried WHERE change_id = %(change)s "
    "AND what = 'office made')",
    "UPDATE payments_paying_office AS o SET valid = daterange(lower(o.valid), c.until) FROM areas_carried AS c "
    "WHERE c.change_id = %(change)s AND c.what = 'office ended' AND c.row_id = o.id",
)


@transaction.atomic
def bring_offices_back(*, change_id: int) -> None:
    """What `carry_offices` did, taken back."""
    with connection.cursor() as cursor:
        for statement in _BACK:
            cursor.execute(statement, {"change": change_id})


def runs_ahead(ended: Sequence[int], on: date) -> list[PayrollRun]:
    """Runs of ended areas for months from the day on: they have to be cancelled first, and opened in the new areas."""
    found = PayrollRun.objects.filter(area__in=list(ended), month__gte=on.replace(day=1))
    begun_in_month = on.day > 1  # the month of the day itself still belongs to the old areas unless it begins with it
    found = found.exclude(month=on.replace(day=1)) if begun_in_month else found
    return list(found.exclude(state=RunState.CANCELLED).select_related("area"))
