"""News that came late, by commune and by person: how many months, how many đồng, and what was proposed."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from ansinh.access.public import Permission, allow
from ansinh.oversight import queries_late_news as news
from ansinh.staff.fact_words import fact_names
from ansinh.staff.filters import edge_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.scope_choice import chosen_commune, communes_of


@allow(Permission.READ_PERSON)
@asks_purpose
def late_news(request: HttpRequest) -> HttpResponse:
    """Open news: a table of communes where one sees several, and the people, the most đồng first."""
    communes = communes_of(request.actor, timezone.localdate())  # type: ignore[attr-defined]
    commune = chosen_commune(request, communes)
    skip = edge_of(request, "bo-qua") or 0
    people = news.open_news(commune.pk if commune else None, skip=skip)
    waiting = [row for row in news.waiting_by_commune() if commune is None or row.code == commune.code]
    record_read(request, "person.list", details={"shown": len(people), "list": "late_news"})
    page = {
        "communes": communes,
        "commune": commune,
        "waiting": waiting,
        "total": {
            name: sum(getattr(row, name) for row in waiting) for name in ("people", "months", "due_vnd", "over_vnd")
        },
        "people": [(row, fact_names(row.facts)) for row in people],
        "comparing": news.comparing(),
        "skip": skip,
        "next": skip + news.PAGE if len(people) == news.PAGE else None,
    }
    return render(request, "staff/late_news.html", page)
