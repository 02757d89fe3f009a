"""The areas: the units of a day, the history of one of them, the crosswalk, classifications, changes."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.areas import public as areas
from ansinh.flows import area_change
from ansinh.flows.area_workbooks import classification_rows, write_classification_form, write_crosswalk
from ansinh.kernel.errors import Refusal
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import day_of, edge_of, known
from ansinh.staff.lineage_picture import picture_of
from ansinh.staff.refusals import shows_refusals

KINDS = {"commune": "Xã, phường", "district": "Huyện", "province": "Tỉnh"}
MOST_BYTES = 8 * 1024 * 1024


@allow(Permission.VIEW_FIGURES, Permission.PREPARE_AREAS, Permission.MANAGE_SETTINGS)
def units(request: HttpRequest) -> HttpResponse:
    """The units of a day with what they came of; one of them with its history as a picture."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    day = day_of(request, "ngay", today)
    kind = known(request, "cap", KINDS) or "commune"
    found = areas.units_of(day, kind)
    chosen = _chosen(request)
    steps = areas.crosswalk(first=date.min, last=date.max)
    page = {
        "day": day,
        "areas_on": day,
        "today": today,
        "days": sorted({areas.OLD_UNITS_FROM, *areas.changing_days(), today}),
        "kind": kind,
        "kinds": KINDS,
        "units": [(unit, _came_of(unit, steps)) for unit in found],
        "hard": _classified(day, [unit.pk for unit in found]),
        "chosen": chosen,
        "picture": picture_of(chosen, steps) if chosen else None,
        "villages": [s for s in steps if chosen and s.village is not None and chosen in (s.old, s.new)],
        "changes": areas.Change.objects.order_by("-pk")[:30],
        "may_prepare": actor.may(Permission.PREPARE_AREAS) and actor.wide,
        "may_apply": actor.may(Permission.APPLY_AREAS) and actor.wide,
    }
    return render(request, "staff/areas/units.html", page)


def _chosen(request: HttpRequest) -> areas.Unit | None:
    pk = edge_of(request, "don-vi")
    if pk is None:
        return None
    unit = areas.Unit.objects.filter(pk=pk, withdrawn=False).first()
    if unit is None:
        raise Http404("Không có đơn vị này.")
    return unit


def _came_of(unit: areas.Unit, steps: list[areas.Step]) -> list[areas.Step]:
    return [step for step in steps if step.new.pk == unit.pk and step.village is None]


def _classified(day: date, unit_ids: list[int]) -> dict[int, dict[str, str]]:
    """Of each unit what holds on the day: its area, its terrain, and how many of its villages are difficult ones."""
    found: dict[int, dict[str, str]] = {pk: {} for pk in unit_ids}
    rows = areas.Classification.objects.filter(unit__in=unit_ids, valid__contains=day, village="")
    for row in rows:
        found[row.unit_id][row.kind] = areas.VALUES[row.kind][row.value]
    for unit_id, village in areas.Hardship.objects.filter(unit__in=unit_ids, valid__contains=day).values_list(
        "unit_id", "village"
    ):
        if not village:
            found[unit_id]["hardship"] = gettext("cả xã")
        elif found[unit_id].get("hardship") != "cả xã":
            count = int(found[unit_id].get("hardship", "0").split()[0]) + 1
            found[unit_id]["hardship"] = gettext("%(count)s thôn") % {"count": count}
    return found


@allow(Permission.VIEW_FIGURES, Permission.PREPARE_AREAS)
def crosswalk(request: HttpRequest) -> HttpResponse:
    """The crosswalk between two days as a workbook."""
    first = day_of(request, "tu", areas.OLD_UNITS_FROM)
    last = day_of(request, "den", timezone.localdate())
    return attachment(write_crosswalk(areas.crosswalk(first=first, last=last)), f"bang-chuyen-doi-{first}-{last}.xlsx")


@allow(Permission.PREPARE_AREAS)
def classification_form(request: HttpRequest) -> HttpResponse:
    """An empty workbook for classifications."""
    return attachment(write_classification_form(), "mau-phan-loai.xlsx")


@allow(Permission.PREPARE_AREAS)
@require_POST
@shows_refusals("areas")
def classify(request: HttpRequest) -> HttpResponse:
    """Take in a workbook of classifications."""
    upload = request.FILES.get("file")
    if upload is None or (upload.size or 0) > MOST_BYTES:
        raise Refusal("Hãy chọn tệp Excel nhỏ hơn 8 MB.", code="no_file")
    rows = classification_rows(upload.read())
    changed = area_change.classify(rows, by=request.actor)  # type: ignore[attr-defined]
    messages.success(
        request,
        gettext("Đã nhập %(rows)s dòng phân loại, %(changed)s dòng có thay đổi.")
        % {"rows": len(rows), "changed": changed},
    )
    return redirect("areas")
