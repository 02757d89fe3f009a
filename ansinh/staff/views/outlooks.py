"""What coming years cost: the outlooks there are, a form for another with its assumptions, and what one says."""

from __future__ import annotations

import io
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import PROGRAMMES
from ansinh.oversight.models import Simulation
from ansinh.oversight.models.simulation import MOST_YEARS
from ansinh.oversight.operations.ask_simulation import ask_simulation
from ansinh.oversight.simulations import kept
from ansinh.oversight.simulations.workbook import write_outlook
from ansinh.staff import simulation_charts as charts
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import edge_of
from ansinh.staff.purpose import record_read
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.scope_choice import places_of
from ansinh.staff.simulation_asked import REFUSED, answered_or_404, found_or_404, waiting_page
from ansinh.staff.simulation_form import (
    Supposed,
    assumptions_of,
    draft_text,
    lines_around,
    read_asked,
    supposed_of,
    typed_supposed,
)
from ansinh.staff.simulation_queue import start_simulation

KIND = Simulation.Kind.OUTLOOK


@allow(Permission.RUN_SIMULATIONS)
def outlooks(request: HttpRequest) -> HttpResponse:
    """The outlooks there are, newest first."""
    page = kept.listed(KIND, after=edge_of(request, "sau"))
    return render(request, "staff/simulations/outlooks.html", {"page": page})


def _form(
    request: HttpRequest, typed: dict[str, Any], supposed: Supposed, refusal: Refusal | None = None
) -> HttpResponse:
    line = refusal.where.get("line") if refusal else None
    page = {
        "typed": typed,
        "supposed": supposed,
        "refusal": refusal,
        "line": line,
        "around": lines_around(typed["draft"], line),
        "places": places_of(request.actor, timezone.localdate()),  # type: ignore[attr-defined]
        "years": range(1, MOST_YEARS + 1),
    }
    return render(request, "staff/simulations/outlook_form.html", page, status=REFUSED if refusal else 200)


def _former(request: HttpRequest) -> tuple[Simulation | None, str]:
    """The outlook to begin from, and the draft: its own, or that of a try."""
    outlook, reform = edge_of(request, "tu"), edge_of(request, "du-thao")
    former = found_or_404(KIND, outlook) if outlook else None
    if reform:
        return former, found_or_404(Simulation.Kind.REFORM, reform).draft
    return former, former.draft if former else ""


@allow(Permission.RUN_SIMULATIONS)
def outlook_new(request: HttpRequest) -> HttpResponse:
    """A form with the package's assumptions, or those of an earlier outlook; sent, it goes to the worker."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    if request.method != "POST":
        former, draft = _former(request)
        typed = {"draft": draft, "month": str(Month.of(today).next()), "years": 5, "area": ""}
        if former:
            typed |= {"month": f"{former.month:%Y-%m}", "years": former.years, "area": former.area.code}
        return _form(request, typed, supposed_of(former.assumptions if former else None))
    typed = {
        "draft": request.POST.get("draft", ""),
        "month": request.POST.get("thang", ""),
        "years": request.POST.get("so-nam", ""),
        "area": request.POST.get("pham-vi", ""),
    }
    supposed = typed_supposed(request)
    try:
        typed["draft"] = draft_text(request)
        form = read_asked(request, places_of(actor, today), typed["draft"])
        asked = ask_simulation(
            actor=actor, area=form.area, month=form.month, years=form.years, draft=form.draft, at=timezone.now(),
            assumptions=assumptions_of(supposed),
        )  # fmt: skip
    except Refusal as refusal:
        return _form(request, typed, supposed, refusal)
    start_simulation(asked, actor)
    return redirect("outlook", asked.pk)


@allow(Permission.RUN_SIMULATIONS)
def outlook(request: HttpRequest, pk: int) -> HttpResponse:
    """What an outlook says, or how far it has come."""
    simulation = found_or_404(KIND, pk)
    if not hasattr(simulation, "result"):
        return waiting_page(request, simulation)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    found = kept.outlook_of(simulation)
    years = charts.outlook_years(found)
    page = {
        "simulation": simulation,
        "result": simulation.result,
        "years": years,
        "total_vnd": sum(year.now_vnd for year in years),
        "draft_total_vnd": sum(year.draft_vnd or 0 for year in years) if simulation.draft_sha256 else None,
        "difference_vnd": sum(year.difference_vnd for year in years),
        "programmes": [(code, PROGRAMMES[code]) for code in charts.programmes_in(found)],
        "months": charts.outlook_months(found),
        "charts": charts.outlook_charts(found),
        "supposed": supposed_of(simulation.assumptions),
        "last": Month.of(simulation.month).plus(12 * simulation.years - 1),
    }
    return render(request, "staff/simulations/outlook.html", page)


@allow(Permission.RUN_SIMULATIONS)
@require_POST
@shows_refusals("/du-bao/")
def outlook_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put an outlook that stopped into the queue once more."""
    start_simulation(found_or_404(KIND, pk), request.actor)  # type: ignore[attr-defined]
    messages.success(request, gettext("Đã đưa vào hàng chờ."))
    return redirect("outlook", pk)


@allow(Permission.RUN_SIMULATIONS)
def outlook_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook of the command."""
    simulation = answered_or_404(KIND, pk)
    content = io.BytesIO()
    write_outlook(content, *kept.outlook_of(simulation))
    record_read(request, "simulation.export", object_kind="simulation", object_id=pk)
    return attachment(content.getvalue(), f"du-bao-kinh-phi-{pk}-{simulation.month:%Y-%m}.xlsx")
