"""The list form of a commune as a download, filled with those who are paid there."""

from __future__ import annotations

import tempfile
from datetime import date
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from ansinh.access.public import Permission, allow
from ansinh.areas.public import Unit
from ansinh.casework.public import queries as casework
from ansinh.intake import public as intake
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from ansinh.staff.downloads import attachment
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.scope_choice import chosen_commune, communes_of


def _form(area: Unit, on: date) -> tuple[bytes, int]:
    """The workbook with what is known on the day, as lists are compared with it; and how many people stand in it."""
    month = Month.of(on)
    paid = casework.paid_people(month.first)
    people = registry.Person.objects.filter(area=area, died_on=None, pk__in=paid).order_by("name_sort", "id")
    ids = list(people.values_list("pk", flat=True))
    states = registry.states_of(ids, on=on)
    rows = [states[i] | {"id_number": states[i]["personal"] or states[i]["old"]} for i in ids if i in states]
    with tempfile.TemporaryDirectory(prefix="ansinh-") as folder:
        path = Path(folder) / "mau.xlsx"
        villages = registry.queries.villages(area.pk)
        intake.write_template(path, commune=area.name, code=area.code, month=str(month), people=rows, villages=villages)
        return path.read_bytes(), len(rows)


@allow(Permission.IMPORT_LISTS)
@asks_purpose
def list_form(request: HttpRequest) -> HttpResponse:
    """The form of the chosen commune for this month."""
    today = timezone.localdate()
    area = chosen_commune(request, communes_of(request.actor, today))  # type: ignore[attr-defined]
    if area is None:
        raise Http404("Hãy chọn xã, phường.")
    content, people = _form(area, today)
    record_read(request, "person.list", area_id=area.pk, details={"shown": people, "file": "form"})
    return attachment(content, f"mau-danh-sach-{area.code}-{Month.of(today)}.xlsx")
