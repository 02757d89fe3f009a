"""The page a person looks at: who is on the rolls and what was paid, by month, category and commune."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control

from ansinh.access.public import Permission, allow
from ansinh.kernel.period import Month
from ansinh.oversight import queries
from ansinh.oversight.map_outlines import communes_geojson
from ansinh.oversight.queries import Figure
from ansinh.staff.charts import chart_data
from ansinh.staff.filters import known, month_of
from ansinh.staff.scope_choice import chosen_commune, communes_of

MEASURES = {"tien": "Số tiền theo danh sách", "nhan": "Số tiền đã nhận", "nguoi": "Lượt người"}


def _months(figures: Sequence[Figure]) -> list[dict[str, Any]]:
    """One row a month: the programmes' figures and their sum."""
    rows: dict[Any, dict[str, Any]] = {}
    for figure in figures:
        row = rows.setdefault(figure.key[0], {"month": figure.key[0], "people": 0, "listed": 0, "paid": 0, "by": {}})
        row["by"][figure.key[1]] = figure
        row["people"] += figure.people
        row["listed"] += figure.listed_vnd
        row["paid"] += figure.paid_vnd
    return sorted(rows.values(), key=lambda row: row["month"], reverse=True)


@allow(Permission.VIEW_FIGURES)
def overview(request: HttpRequest) -> HttpResponse:
    """Charts and the same figures as tables; each opens into the people behind it for those who may read them."""
    actor = request.actor  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    commune = chosen_commune(request, communes)
    areas = [commune.pk] if commune else None
    latest = queries.latest_month()
    chosen = month_of(request)
    month = Month.of(chosen) if chosen else latest or Month.of(timezone.localdate())
    measure = known(request, "xem", MEASURES) or "tien"
    months = _months(queries.by_month(max(month, latest or month), area_ids=areas))
    places = queries.by_commune(month, area_ids=areas)
    page = {
        "month": month,
        "months": months,
        "categories": queries.by_category(month, area_ids=areas),
        "places": places,
        "people": sum(place.people for place in places),
        "communes": communes,
        "commune": commune,
        "measure": measure,
        "measures": MEASURES,
        "charts": chart_data(months, places, measure, str(month)),
        "this": next((row for row in months if row["month"] == month.first), None),
        "before": next((row for row in months if row["month"] == month.minus(1).first), None),
        "may_open": actor.may(Permission.READ_PERSON),
    }
    return render(request, "staff/overview.html", page)


@allow(Permission.VIEW_FIGURES)
@cache_control(private=True, max_age=86400)
def outlines(request: HttpRequest) -> HttpResponse:
    """The communes' outlines: public geography, no figures."""
    return HttpResponse(communes_geojson(), content_type="application/geo+json")
