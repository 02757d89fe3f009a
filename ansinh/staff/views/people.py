"""The list of people: search by name or number, filter by commune, village and what they are paid."""

from __future__ import annotations

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ansinh.access.public import Permission, allow
from ansinh.casework.public import queries as casework
from ansinh.oversight.queries import people_in_lists
from ansinh.registry.public import Among
from ansinh.registry.public import queries as registry
from ansinh.staff import words
from ansinh.staff.filters import edge_of, known, month_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.scope_choice import chosen_commune, communes_of


def _among(category: str, month: date | None, today: date) -> Among | None:
    """Those in the lists of a month, or those with an award in force today."""
    if month:
        return people_in_lists(month, category=category)
    return casework.people_of_category(category, today.replace(day=1)) if category else None


@allow(Permission.READ_PERSON)
@asks_purpose
def people(request: HttpRequest) -> HttpResponse:
    """A page of the list in the order of names."""
    today = timezone.localdate()
    communes = communes_of(request.actor, today)  # type: ignore[attr-defined]
    commune = chosen_commune(request, communes)
    category, month = known(request, "nhom", words.TABLES["category"]), month_of(request)
    text, village = request.GET.get("q", "").strip(), request.GET.get("thon", "")
    page = registry.people_page(
        area_ids=[commune.pk] if commune else None,
        text=text,
        village=village,
        among=_among(category, month, today),
        after=edge_of(request, "sau"),
        before=edge_of(request, "truoc"),
    )
    if request.actor.wide:  # type: ignore[attr-defined]
        record_read(request, "person.list", details={"shown": len(page.people)})
    shown = {
        "page": page,
        "paid": casework.paid_now([person.pk for person in page.people], today.replace(day=1)),
        "communes": communes,
        "commune": commune,
        "villages": registry.villages(commune.pk) if commune else [],
        "categories": words.TABLES["category"],
        "text": text,
        "village": village,
        "category": category,
        "month": month,
        "today": today,
    }
    return render(request, "staff/people/list.html", shown)
