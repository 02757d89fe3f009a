"""How often money did not arrive as the lists say, and how people find it: by commune and channel, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from ansinh.access.public import allow
from ansinh.kernel.period import Month
from ansinh.payments.public import sampling
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import known, month_of
from ansinh.staff.views.sampling import FIGURES
from ansinh.staff.words import TABLES, WRITTEN

OFFICES = dict(sampling.Sample.Office.choices)
MONTHS = 12
MOST_BARS = 12


def _asked(request: HttpRequest) -> tuple[date, date, str]:
    """From month to month (a year up to the latest with a sample, unless asked otherwise), and whose samples."""
    months = sampling.months_with_samples()
    last = month_of(request, "den") or (months[0] if months else timezone.localdate().replace(day=1))
    first = month_of(request, "tu") or Month.of(last).minus(MONTHS - 1).first
    return min(first, last), last, known(request, "cua", OFFICES)


@allow(*FIGURES)
def rates(request: HttpRequest) -> HttpResponse:
    """The table, the picture, and what may not be said yet."""
    first, last, office = _asked(request)
    found = sampling.rates(first, last, office)
    page = {
        "first": first,
        "last": last,
        "office": office,
        "offices": OFFICES,
        "rates": found,
        "few": sampling.FEW,
        "charts": _charts(found),
        "silent_communes": sum(1 for row in found.communes if row.discrepancy.few),
    }
    return render(request, "staff/sampling/rates.html", page)


@allow(*FIGURES)
def workbook(request: HttpRequest) -> HttpResponse:
    """The same as a workbook."""
    first, last, office = _asked(request)
    months = f"tháng {first:%m/%Y} đến tháng {last:%m/%Y}"
    content = sampling.rates_book(sampling.rates(first, last, office), months, WRITTEN["channel"])
    return attachment(content, f"kiem-tra-sau-chi-{first:%Y-%m}-{last:%Y-%m}.xlsx")


def _charts(found: sampling.Rates) -> dict[str, Any]:
    """Intervals as bars: the whole, the channels, then the communes whose rate may be told, the highest first."""
    told = sorted(
        (row for row in found.communes if not row.discrepancy.few), key=lambda row: -(row.discrepancy.share or 0)
    )[:MOST_BARS]
    channels = [row for row in found.channels if not row.discrepancy.few]
    whole = [] if found.whole.discrepancy.few else [found.whole]
    words = TABLES["channel"]
    labels = [*(gettext("Tất cả") for _ in whole), *(words[row.name] for row in channels)]
    drawings = [
        _ranges("chart-channels", [*whole, *channels], labels),
        _ranges("chart-communes", told, [row.name for row in told]),
    ]
    return {"unit": "%", "people": True, "places": [], "drawings": drawings}


def _ranges(place: str, rows: Sequence[sampling.Rate], labels: Sequence[str]) -> dict[str, Any]:
    def percent(share: float | None) -> float:
        return round(100 * (share or 0), 1)

    shares = [percent(row.discrepancy.share) for row in rows]
    ends = [(percent(row.discrepancy.low), percent(row.discrepancy.high)) for row in rows]
    return {
        "id": place,
        "kind": "ranges",
        "labels": list(labels),
        "series": [{"name": gettext("Tỷ lệ sai lệch"), "values": shares, "ends": ends}],
    }
