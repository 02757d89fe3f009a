"""The page a person looks at: who is on the rolls and what was paid, by month, category and commune."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import cache_control

from ansinh.access.public import Permission, allow
from ansinh.areas.public import TWO_LEVELS_FROM, Unit, changing_days
from ansinh.kernel.period import Month
from ansinh.oversight import queries
from ansinh.oversight.geography import by_category_of, by_commune_on, by_month_of, chosen_unit
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


def geography_periods() -> dict[str, str]:
    """The days of which the units may be asked: one of each time between two changes, newest first."""
    days = changing_days()
    if not days:
        return {}
    before = {str(days[0] - timedelta(days=1)): gettext("Trước %(day)s") % {"day": f"{days[0]:%d/%m/%Y}"}}
    return {str(day): gettext("Từ %(day)s") % {"day": f"{day:%d/%m/%Y}"} for day in reversed(days)} | before


def _figures(
    month: Month, last: Month, commune: Unit | None, day: date | None
) -> tuple[list[Figure], list[Figure], list[Figure]]:
    """By month, by category, by commune: in the communes of each month itself, or in those of a day."""
    areas = [commune.pk] if commune else None
    if day is None:
        return (
            queries.by_month(last, area_ids=areas),
            queries.by_category(month, area_ids=areas),
            queries.by_commune(month, area_ids=areas),
        )
    places = by_commune_on(month, day)
    if commune is None:
        return queries.by_month(last), queries.by_category(month), places
    mine = chosen_unit(commune.pk, day, first=last.minus(queries.MONTHS - 1).first, last=last.first)
    mine_only = [place for place in places if place.key[0] == commune.code]
    return by_month_of(mine, last), by_category_of(mine, month), mine_only


@allow(Permission.VIEW_FIGURES)
def overview(request: HttpRequest) -> HttpResponse:
    """Charts and the same figures as tables; each opens into the people behind it for those who may read them."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    periods = geography_periods()
    text = known(request, "dia-ban", periods)
    day = date.fromisoformat(text) if text else None
    communes = communes_of(actor, day or today)
    commune = chosen_commune(request, communes)
    latest = queries.latest_month()
    chosen = month_of(request)
    month = Month.of(chosen) if chosen else latest or Month.of(today)
    measure = known(request, "xem", MEASURES) or "tien"
    by_month, categories, places = _figures(month, max(month, latest or month), commune, day)
    months = _months(by_month)
    page = {
        "periods": periods,
        "geography": text,
        "drawn": (day or month.last) >= TWO_LEVELS_FROM,
        "areas_on": day or month.last,
        "month": month,
        "months": months,
        "categories": categories,
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
        "may_open_places": actor.may(Permission.READ_PERSON) and (day or month.last) >= TWO_LEVELS_FROM,
    }
    return render(request, "staff/overview.html", page)


@allow(Permission.VIEW_FIGURES)
@cache_control(private=True, max_age=86400)
def outlines(request: HttpRequest) -> HttpResponse:
    """The communes' outlines: public geography, no figures."""
    return HttpResponse(communes_geojson(), content_type="application/geo+json")
