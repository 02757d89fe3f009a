"""Trying a draft law: the tries there are, a form for another, and what one of them says."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.areas import public as areas
from ansinh.areas.public import TWO_LEVELS_FROM
from ansinh.determination import public as determination
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight.models import Simulation
from ansinh.oversight.models.simulation import MOST_YEARS
from ansinh.oversight.operations.ask_simulation import ask_simulation
from ansinh.oversight.simulations import kept
from ansinh.oversight.simulations.reform import CHANGES, SAME
from ansinh.oversight.simulations.workbook import summary_of, words_of, write_reform
from ansinh.staff import simulation_charts as charts
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import edge_of, known, typed_number
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of, places_of
from ansinh.staff.simulation_asked import REFUSED, answered_or_404, found_or_404, waiting_page
from ansinh.staff.simulation_form import draft_text, example_draft, lines_around, read_asked, vocabulary
from ansinh.staff.simulation_queue import start_simulation

KIND = Simulation.Kind.REFORM
MOST_COMPARED = 4


@allow(Permission.RUN_SIMULATIONS)
def reforms(request: HttpRequest) -> HttpResponse:
    """The tries there are, newest first."""
    page = kept.listed(KIND, after=edge_of(request, "sau"))
    return render(request, "staff/simulations/reforms.html", {"page": page, "most": MOST_COMPARED})


def _form(request: HttpRequest, typed: dict[str, Any], refusal: Refusal | None = None) -> HttpResponse:
    line = refusal.where.get("line") if refusal else None
    page = {
        "typed": typed,
        "refusal": refusal,
        "line": line,
        "around": lines_around(typed["draft"], line),
        "places": places_of(request.actor, timezone.localdate()),  # type: ignore[attr-defined]
        "years": range(1, MOST_YEARS + 1),
        "words": vocabulary(),
    }
    return render(request, "staff/simulations/reform_form.html", page, status=REFUSED if refusal else 200)


def _suggested(first: date | None, today: date) -> str:
    """Next month, or the draft's first when that is later."""
    return str(max(Month.of(today).next(), Month.of(first) if first else Month.of(today)))


@allow(Permission.RUN_SIMULATIONS)
def reform_new(request: HttpRequest) -> HttpResponse:
    """A form with the example, or with the draft of an earlier try; sent, it goes to the worker."""
    today = timezone.localdate()
    if request.method != "POST":
        base = edge_of(request, "tu")
        former = found_or_404(KIND, base) if base else None
        prepared = edge_of(request, "van-ban")
        entered = determination.enactment(prepared) if prepared else None
        text = determination.text_as_yaml(entered) if entered else example_draft() if request.GET.get("mau") else ""
        draft = former.draft if former else text
        typed = {"draft": draft, "years": former.years if former else 3, "area": former.area.code if former else ""}
        known = former or entered
        first = known.first_month if known else date(2027, 1, 1) if draft else None
        return _form(request, typed | {"month": _suggested(first, today)})
    typed = {
        "draft": request.POST.get("draft", ""),
        "month": request.POST.get("thang", ""),
        "years": request.POST.get("so-nam", ""),
        "area": request.POST.get("pham-vi", ""),
    }
    actor = request.actor  # type: ignore[attr-defined]
    try:
        typed["draft"] = draft_text(request)
        form = read_asked(request, places_of(actor, today), typed["draft"])
        asked = ask_simulation(
            actor=actor, area=form.area, month=form.month, years=form.years, draft=form.draft, at=timezone.now()
        )
    except Refusal as refusal:
        return _form(request, typed, refusal)
    start_simulation(asked, actor)
    return redirect("reform", asked.pk)


@allow(Permission.RUN_SIMULATIONS)
def reform(request: HttpRequest, pk: int) -> HttpResponse:
    """What a try says, or how far it has come."""
    simulation = found_or_404(KIND, pk)
    if not hasattr(simulation, "result"):
        return waiting_page(request, simulation)
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponse(headers={"HX-Refresh": "true"})
    found = kept.reform_of(simulation)
    may_read = request.actor.may(Permission.READ_PERSON)  # type: ignore[attr-defined]
    communes = charts.communes_of_reform(found, areas.communes(simulation.month))
    categories = charts.categories_of_reform(found)
    years = [row | {"difference_vnd": row["after_vnd"] - row["before_vnd"]} for row in found.years.to_dicts()]
    people_url = reverse("reform_people", args=[pk]) if may_read else ""
    page = {
        "simulation": simulation,
        "may_prepare_law": request.actor.may(Permission.PREPARE_LAW),  # type: ignore[attr-defined]
        "result": simulation.result,
        "sides": charts.sides_of(found),
        "changes": CHANGES,
        "same": SAME,
        "communes": communes,
        "categories": categories,
        "years": years,
        "charts": charts.reform_charts(categories, communes, years, people_url),
        "has_map": simulation.month >= TWO_LEVELS_FROM and len(communes) > 1,
        "may_read": may_read,
    }
    return render(request, "staff/simulations/reform.html", page)


@allow(Permission.RUN_SIMULATIONS)
@require_POST
@shows_refusals("/thu-du-thao/")
def reform_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a try that stopped into the queue once more."""
    start_simulation(found_or_404(KIND, pk), request.actor)  # type: ignore[attr-defined]
    messages.success(request, gettext("Đã đưa vào hàng chờ."))
    return redirect("reform", pk)


@allow(Permission.READ_PERSON)
@asks_purpose
def reform_people(request: HttpRequest, pk: int) -> HttpResponse:
    """The people to decide anew, by commune; who may not run simulations has no such list."""
    if not request.actor.may(Permission.RUN_SIMULATIONS):  # type: ignore[attr-defined]
        raise Http404("Không có trang này.")
    simulation = answered_or_404(KIND, pk)
    units = communes_of(request.actor, simulation.month)  # type: ignore[attr-defined]
    commune = chosen_commune(request, units)
    change = known(request, "thay-doi", CHANGES)
    page = kept.cases(
        simulation, change=change, area_id=commune.pk if commune else None, after=edge_of(request, "sau")
    )  # fmt: skip
    if request.actor.wide:  # type: ignore[attr-defined]
        record_read(request, "person.list", details={"shown": len(page.cases), "simulation": pk})
    labels = simulation.result.labels
    shown = {
        "simulation": simulation,
        "page": page,
        "rows": [(case, words_of(case.row.before, labels), words_of(case.row.after, labels)) for case in page.cases],
        "communes": units,
        "commune": commune,
        "change": change,
        "changes": CHANGES,
    }
    return render(request, "staff/simulations/reform_people.html", shown)


@allow(Permission.RUN_SIMULATIONS)
def reform_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The workbook of the command; the people stand in it for those who may read them."""
    simulation = answered_or_404(KIND, pk)
    with_people = request.actor.may(Permission.READ_PERSON)  # type: ignore[attr-defined]
    found = kept.reform_of(simulation, with_people=with_people)
    names = {unit.pk: unit.name for unit in areas.communes(simulation.month)}
    content = io.BytesIO()
    write_reform(content, found, names, with_people=with_people)
    details = {"cases": found.people.height}
    record_read(request, "simulation.export", object_kind="simulation", object_id=pk, details=details)
    return attachment(content.getvalue(), f"thu-du-thao-{pk}-{found.month}.xlsx")


@allow(Permission.RUN_SIMULATIONS)
def reform_draft(request: HttpRequest, pk: int) -> HttpResponse:
    """The draft as it was tried, to keep or to send on."""
    simulation = found_or_404(KIND, pk)
    return attachment(simulation.draft, f"du-thao-{pk}.yaml")


@allow(Permission.RUN_SIMULATIONS)
def reform_compare(request: HttpRequest) -> HttpResponse:
    """Two to four tries side by side: the main figures, then what each category would cost."""
    wanted = [typed_number(text) for text in request.GET.getlist("lan")]
    ids = [pk for pk in wanted if pk is not None]
    if len(ids) < len(wanted):
        raise Http404("Lựa chọn không hợp lệ.")
    chosen = kept.several(KIND, ids)
    if not 2 <= len(chosen) <= MOST_COMPARED:
        messages.error(
            request,
            gettext("Hãy chọn từ 2 đến %(most_compared)s lần thử đã có kết quả để so sánh.")
            % {"most_compared": MOST_COMPARED},
        )
        return redirect("reforms")
    found = [kept.reform_of(one) for one in chosen]
    summaries = [dict(summary_of(one)) for one in found]
    page = {
        "chosen": chosen,
        "lines": [(label, [summary[label] for summary in summaries]) for label in list(summaries[0])[2:]],
        "categories": charts.beside(found),
        "months": len({one.month for one in chosen}),
    }
    return render(request, "staff/simulations/reform_compare.html", page)
