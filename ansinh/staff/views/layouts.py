"""Columns that payers want and answer in: which hold where, one with what it gives, the form that declares another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.areas.public import Unit
from ansinh.kernel.errors import Refusal
from ansinh.payments.public import file_layouts
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import known, typed_day
from ansinh.staff.layout_entry import SPARE_COLUMNS, declared_by, shown, typed_in
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.scope_choice import charged_areas

LOOKS = (Permission.MANAGE_SETTINGS, Permission.RELEASE_PAYROLL, Permission.RECORD_RETURNS)
LARGEST_DECLARATION = 200_000
SHOWN = 20
words = file_layouts.fields_table


def _place(request: HttpRequest) -> tuple[Unit, Sequence[Unit]]:
    """The area whose layouts are looked at, and those one may choose from."""
    areas = charged_areas(request.actor, timezone.localdate())  # type: ignore[attr-defined]
    code = request.GET.get("noi", "") or request.POST.get("noi", "")
    for unit in areas:
        if unit.code == code or not code:
            return unit, areas
    raise Http404("Không có địa bàn này trong phạm vi của bạn.")


@allow(*LOOKS)
def layouts(request: HttpRequest) -> HttpResponse:
    """The layouts that hold in an area today, and all that were ever declared in sight."""
    today = timezone.localdate()
    place, areas = _place(request)
    found = file_layouts.layouts_for(place.pk, today)
    page = {
        "groups": [
            (label, [one for one in found if one.layout.direction == way]) for way, label in words.DIRECTIONS.items()
        ],
        "declared": [(row, today in row.valid, row.valid.lower > today) for row in file_layouts.declared()],
        "place": place,
        "areas": areas,
        "may_set": request.actor.may(Permission.MANAGE_SETTINGS),  # type: ignore[attr-defined]
        "today": today,
    }
    return render(request, "staff/layouts/list.html", page)


def _one(request: HttpRequest, code: str) -> tuple[Unit, file_layouts.InForce]:
    place, _areas = _place(request)
    for one in file_layouts.layouts_for(place.pk, timezone.localdate()):
        if one.layout.code == code:
            return place, one
    raise Http404("Không có mẫu tệp này đang có hiệu lực.")


@allow(*LOOKS)
def layout(request: HttpRequest, code: str) -> HttpResponse:
    """One layout: its columns and an example; of an answer's, what a file would be read as, nothing being written."""
    place, one = _one(request, code)
    page = {"one": one, "place": place, "may_set": request.actor.may(Permission.MANAGE_SETTINGS)}  # type: ignore[attr-defined]
    page |= _example(one.layout) | _tried(request, one.layout)
    return render(request, "staff/layouts/one.html", page, status=422 if page.get("refused") else 200)


def _example(layout: file_layouts.Layout) -> dict[str, Any]:
    if layout.direction == "in":
        return {"columns": [(column.heading, words.READ[column.field]) for column in layout.columns]}
    rows = file_layouts.shown_cells(layout, file_layouts.SAMPLE, file_layouts.sample_rows(layout))
    return {"headings": [column.heading for column in layout.columns], "rows": rows}


def _tried(request: HttpRequest, layout: file_layouts.Layout) -> dict[str, Any]:
    """What a file that was handed in for trying says by this layout; it is not kept."""
    file = request.FILES.get("tried")
    if layout.direction == "out" or file is None:
        return {}
    try:
        told = file_layouts.read_answer(file.read(), file.name or "", layout)
    except Refusal as refusal:
        return {"refused": refusal.said}
    sums = {
        outcome: (len(amounts), sum(amounts))
        for outcome in words.OUTCOMES
        if (amounts := [one.amount_vnd or 0 for one in told.reports if one.outcome == outcome])
    }
    read = [(one.place, one.key, words.OUTCOMES[one.outcome], one.amount_vnd, one.reason) for one in told.reports]
    return {
        "tried": read[:SHOWN], "more": len(read) > SHOWN, "partly": told.problems, "name": file.name,
        "sums": [(words.OUTCOMES[outcome], *pair) for outcome, pair in sums.items()],
    }  # fmt: skip


@allow(*LOOKS)
@shows_refusals("/mau-tep/")
def download(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """The declaration as YAML, or an example of a file to send, with people that there are not."""
    _place_of, one = _one(request, code)
    if what == "mau.yaml":
        return attachment(file_layouts.as_yaml(one), f"{code}.yaml")
    if what != "vi-du" or one.layout.direction == "in":
        raise Http404
    return attachment(file_layouts.sample_file(one.layout), f"vi-du-{code}.{one.layout.format}")


@allow(Permission.MANAGE_SETTINGS)
def layout_form(request: HttpRequest) -> HttpResponse:
    """The form: blank, filled with a layout to begin from, or with a file; what is wrong stays beside its place."""
    place, areas = _place(request)
    if request.method != "POST":
        way = known(request, "chieu", words.DIRECTIONS) or "out"
        typed = shown({"direction": way, "format": "xlsx", "decimal": ",", "heading_row": 1, "encoding": "utf-8"})
        if request.GET.get("tu"):
            typed = shown(_one(request, request.GET["tu"])[1].content)
        return _form(request, place, areas, typed)
    typed = typed_in(request.POST)
    try:
        file = request.FILES.get("yaml")
        if file is not None:
            if (file.size or 0) > LARGEST_DECLARATION:
                raise Refusal("Tệp mẫu lớn hơn 200 kB.", code="file_too_large")
            typed = shown(file_layouts.from_yaml(file.read(), file.name or ""))
        content = declared_by(typed)
        faults = list(file_layouts.faults_of(content))
        if faults or file is not None or request.POST.get("act") != "save":
            return _form(request, place, areas, typed, faults, content)
        since = typed_day(request.POST.get("since", ""))
        if since is None:
            raise Refusal("Hãy ghi ngày bắt đầu.", code="bad_day")
        row = file_layouts.set_layout(actor=request.actor, area=place, since=since, content=content)  # type: ignore[attr-defined]
    except Refusal as refusal:
        return _form(request, place, areas, typed, [refusal])
    said = gettext("Đã khai báo mẫu %(name)s từ ngày %(since)s.")
    messages.success(request, said % {"name": content["name"], "since": f"{row.valid.lower:%d/%m/%Y}"})
    return redirect(f"{reverse('layouts')}?noi={place.code}")


def _form(
    request: HttpRequest, place: Unit, areas: Sequence[Unit], typed: dict[str, Any],
    faults: Sequence[Refusal] = (), content: Mapping[str, Any] | None = None,
) -> HttpResponse:  # fmt: skip
    typed["columns"] += [{}] * max(SPARE_COLUMNS, 6 - len(typed["columns"]))
    sound = content is not None and not faults
    page = {
        "typed": typed, "place": place, "areas": areas, "faults": [fault.said for fault in faults], "sound": sound,
        "words": words, "channels": file_layouts.CHANNELS, "going_out": typed["direction"] != "in",
        "said": [(outcome, label, typed["words"][outcome]) for outcome, label in words.OUTCOMES.items()],
        "fields": [(name, one.label) for name, one in words.WRITTEN.items()],
        "read": list(words.READ.items()),
        "shapes": [*words.AMOUNTS.items(), *((one, one) for one in (*words.DATES, *words.MONTHS))],
        "since": request.POST.get("since") or f"{timezone.localdate():%Y-%m-%d}",
    }  # fmt: skip
    if sound and content is not None:
        page |= _example(file_layouts.layout_of(content))
    return render(request, "staff/layouts/form.html", page, status=422 if faults else 200)


@allow(Permission.MANAGE_SETTINGS)
@require_POST
@shows_refusals("/mau-tep/")
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """A declared layout ends with a day."""
    day = typed_day(request.POST.get("last_day", ""))
    if day is None:
        raise Refusal("Hãy ghi ngày cuối cùng dùng mẫu.", code="bad_day")
    row = file_layouts.end_layout(actor=request.actor, layout_id=pk, last_day=day)  # type: ignore[attr-defined]
    messages.success(request, gettext("Mẫu này dùng đến hết %(day)s.") % {"day": f"{day:%d/%m/%Y}"})
    return redirect(f"{reverse('layouts')}?noi={row.area.code}")
