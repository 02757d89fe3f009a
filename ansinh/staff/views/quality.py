"""The board of the data's quality: a commune's own, the province's over all communes, the people behind a figure."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from ansinh.access.public import Permission, allow
from ansinh.areas.public import Unit
from ansinh.legislation import FACTS
from ansinh.oversight import queries_quality as data
from ansinh.oversight.quality_table import BY_CODE, CHECKS
from ansinh.oversight.queries_late_news import waiting_by_commune
from ansinh.staff.fact_words import fact_names
from ansinh.staff.filters import edge_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.quality_heat import heat_rows
from ansinh.staff.scope_choice import chosen_commune, communes_of


@allow(Permission.VIEW_FIGURES)
def quality(request: HttpRequest) -> HttpResponse:
    """Figures only: of one commune as counted now, of all communes as counted in the night."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    communes = communes_of(actor, today)
    commune = chosen_commune(request, communes)
    page = {"communes": communes, "commune": commune, "may_open": actor.may(Permission.READ_PERSON), "today": today}
    if commune is None:
        return render(request, "staff/quality/province.html", page | _province(communes))
    counted = data.counts(commune.pk, today).get(commune.pk, {})
    run = data.last_run(commune.pk)
    undetermined, missing = data.missing_facts(run, commune.pk) if run else (0, [])
    return render(
        request,
        "staff/quality/commune.html",
        page
        | {
            "people": counted.get(data.PEOPLE, 0),
            "checks": [(check, counted.get(check.code, 0)) for check in CHECKS],
            "contradictions": data.contradictions_in(counted),
            "fresh": data.freshness(commune.pk, today),
            "run": run,
            "undetermined": undetermined,
            "missing": [(one, fact_names([one.code])[0]) for one in missing],
            "late": sum(row.people for row in waiting_by_commune() if row.code == commune.code),
        },
    )


def _province(communes: Any) -> dict[str, Any]:
    counted_at, kept = data.kept_figures()
    if counted_at is None:
        kept = data.counts(None, timezone.localdate())
    late = {row.code: row.people for row in waiting_by_commune()}
    rows = heat_rows(communes, kept, late)
    empty = [row.unit.name for row in rows if not row.people]
    return {"counted_at": counted_at, "rows": [row for row in rows if row.people], "empty": empty}


@allow(Permission.READ_PERSON)
@asks_purpose
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Only those with the problem: a check, or a fact (``thieu-…``) that the last determination lacked."""
    today = timezone.localdate()
    communes = communes_of(request.actor, today)  # type: ignore[attr-defined]
    commune = chosen_commune(request, communes)
    skip = edge_of(request, "bo-qua") or 0
    title, blocks, found = _found(code, commune, skip)
    record_read(
        request,
        "person.list",
        area_id=commune.pk if commune else None,
        details={"shown": len(found), "list": f"quality:{code}"},
    )
    page = {
        "title": title,
        "blocks": blocks,
        "people": found,
        "commune": commune,
        "skip": skip,
        "next": skip + data.PAGE if len(found) == data.PAGE else None,
    }
    return render(request, "staff/quality/people.html", page)


def _found(code: str, commune: Unit | None, skip: int) -> tuple[str, str, list[tuple[int, str, str, str]]]:
    area = commune.pk if commune else None
    if code in BY_CODE:
        check = BY_CODE[code]
        return check.title, check.blocks, data.people_of(check, area, timezone.localdate(), skip=skip)
    fact = code.removeprefix("thieu-")
    run = data.last_run(area)
    if not code.startswith("thieu-") or fact not in {f.name for f in FACTS} or run is None:
        raise Http404("Không có mục này.")
    found = data.people_missing(run, fact, area, skip=skip)
    return (
        gettext("Chưa rõ: %(fact)s") % {"fact": fact_names([fact])[0]},
        gettext("Xác định hằng tháng: chưa kết luận được"),
        found,
    )
