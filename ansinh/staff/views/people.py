"""People: found by search, or read in the list of a month; nobody looks through everybody."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from ansinh.access.public import Permission, allow
from ansinh.casework.public import queries as casework
from ansinh.kernel.period import Month
from ansinh.oversight.queries import by_month, latest_month, people_in_lists
from ansinh.registry.public import find_people
from ansinh.registry.public import queries as registry
from ansinh.staff import words
from ansinh.staff.desk import waiting_for
from ansinh.staff.filters import edge_of, known, month_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.scope_choice import chosen_commune, communes_of

LONGEST = 200
SHORTEST = 2
MONTHS = 3


def _places(request: HttpRequest) -> dict[str, Any]:
    """The communes to choose from, and the one chosen."""
    communes = communes_of(request.actor, timezone.localdate())  # type: ignore[attr-defined]
    return {"communes": communes, "commune": chosen_commune(request, communes)}


@allow(Permission.READ_PERSON)
@asks_purpose
def people(request: HttpRequest) -> HttpResponse:
    """The search with the own work and the month's lists; with ``thang`` the list of that month."""
    month = month_of(request)
    if month:
        return _list_of_month(request, month)
    for name in ("nhom", "thon", "sau", "truoc"):
        if request.GET.get(name):
            raise Http404("Danh sách được xem theo tháng; hãy chọn tháng, hoặc tìm theo tên.")
    return render(
        request, "staff/people/search.html", _search_page(request, _places(request)) | {"text": "", "found": None}
    )


def _search_page(request: HttpRequest, page: dict[str, Any]) -> dict[str, Any]:
    """What stands around the results; ``page``: the communes (``_places``) and what was found."""
    actor = request.actor  # type: ignore[attr-defined]
    last = latest_month()
    areas = [page["commune"].pk] if page["commune"] else None
    listed: dict[Any, int] = {}
    for figure in by_month(last, area_ids=areas, months=MONTHS) if last else ():
        listed[figure.key[0]] = listed.get(figure.key[0], 0) + figure.people
    return page | {
        "may_record": actor.may(Permission.RECORD_NEWS),
        "tasks": [task for task in waiting_for(actor, timezone.localdate()) if task.mine and task.count],
        "listed": sorted(listed.items(), reverse=True),
    }


@sensitive_post_parameters("q")
@allow(Permission.READ_PERSON)
@asks_purpose
def search(request: HttpRequest) -> HttpResponse:
    """Those whom the text may mean, best first; asked by htmx, only the results.

    The text comes in the body and is kept nowhere: addresses end up in logs and histories. Written down is that
    somebody searched, by what, where and how many they saw.
    """
    if request.method != "POST":
        return redirect("people")
    today = timezone.localdate()
    text = request.POST.get("q", "").strip()[:LONGEST]
    page = _places(request)
    found = None
    if len(text) >= SHORTEST:
        found = find_people(text, on=today, area_ids=_areas(request, page))
        kinds = sorted({hit.how for hit in found.hits})
        area = page["commune"].pk if page["commune"] else None
        record_read(request, "person.search", area_id=area, details={"shown": len(found.hits), "by": kinds})
    paid = casework.paid_now([hit.person.pk for hit in found.hits], today.replace(day=1)) if found else {}
    page |= {"text": text, "found": found, "paid": paid}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "staff/people/found.html", page)
    return render(request, "staff/people/search.html", _search_page(request, page))


def _areas(request: HttpRequest, page: dict[str, Any]) -> list[int] | None:
    """Where to look: the commune chosen, else all areas of the actor; None is the whole province."""
    if page["commune"]:
        return [page["commune"].pk]
    actor = request.actor  # type: ignore[attr-defined]
    return None if actor.wide else sorted(actor.area_ids)


def _list_of_month(request: HttpRequest, month: date) -> HttpResponse:
    """A page of those in a month's lists, by name: what is posted, paid and answered for."""
    page = _places(request)
    commune = page["commune"]
    category, village = known(request, "nhom", words.TABLES["category"]), request.GET.get("thon", "")
    found = registry.people_page(
        among=people_in_lists(month, category=category),
        area_ids=[commune.pk] if commune else None,
        village=village,
        after=edge_of(request, "sau"),
        before=edge_of(request, "truoc"),
    )
    if request.actor.wide:  # type: ignore[attr-defined]
        record_read(request, "person.list", details={"shown": len(found.people), "month": str(Month.of(month))})
    today = timezone.localdate()
    page |= {
        "page": found,
        "paid": casework.paid_now([person.pk for person in found.people], today.replace(day=1)),
        "villages": registry.villages(commune.pk) if commune else [],
        "categories": words.TABLES["category"],
        "village": village,
        "category": category,
        "month": month,
    }
    return render(request, "staff/people/list.html", page)
