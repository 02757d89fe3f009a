"""Changes of the areas: one prepares, another looks at what it touches and applies it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import SYSTEM, Actor, Permission, User, acting_as, allow
from ansinh.areas import public as areas
from ansinh.flows import area_change
from ansinh.flows.area_figures import LABELS
from ansinh.flows.area_preview import preview_of
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import villages_lived_in
from ansinh.staff.area_queue import LARGE, put_off
from ansinh.staff.filters import day_of, edge_of, known, typed_number
from ansinh.staff.refusals import shows_refusals

VERBS = {
    "nhap": "Nhập các đơn vị",
    "chia": "Chia theo thôn",
    "doi-ten": "Đổi tên",
    "chuyen": "Chuyển đơn vị cấp trên",
    "het-cap-huyen": "Kết thúc cấp huyện",
}
FEWEST_PIECES, MOST_PIECES = 2, 8


@allow(Permission.PREPARE_AREAS)
def new_change(request: HttpRequest) -> HttpResponse:
    """The form for one of the verbs, with the units of the day."""
    verb = known(request, "viec", VERBS) or "nhap"
    day = day_of(request, "ngay", timezone.localdate())
    communes = areas.units_of(day, areas.Unit.Kind.COMMUNE)
    chosen = next((unit for unit in communes if unit.pk == edge_of(request, "don-vi")), None)
    pieces = edge_of(request, "phan") or FEWEST_PIECES
    if not FEWEST_PIECES <= pieces <= MOST_PIECES:
        raise Http404("Số đơn vị không hợp lệ.")
    page = {
        "pieces": range(1, pieces + 1),
        "numbers": range(FEWEST_PIECES, MOST_PIECES + 1),
        "verb": verb,
        "verbs": VERBS,
        "day": day,
        "areas_on": day,
        "communes": communes,
        "others": [u for kind in ("province", "district") for u in areas.units_of(day, kind)],
        "provinces": areas.units_of(day, areas.Unit.Kind.PROVINCE),
        "chosen": chosen,
        "villages": _villages(chosen.pk, day) if chosen and verb == "chia" else [],
    }
    return render(request, "staff/areas/new.html", page)


def _villages(unit: int, day: date) -> list[tuple[int, str, int]]:
    """Counts only, whoever asks."""
    with acting_as(SYSTEM):
        return [(place, village, people) for place, (_, village, people) in enumerate(villages_lived_in([unit], day))]


@allow(Permission.PREPARE_AREAS)
@require_POST
@shows_refusals("area_change_new")
def prepare(request: HttpRequest) -> HttpResponse:
    """Prepare a change from the form."""
    given = request.POST
    try:
        on = date.fromisoformat(given.get("on", ""))
    except ValueError:
        raise Refusal("Hãy chọn ngày có hiệu lực.", code="bad_day") from None
    verb = given.get("verb", "")
    if verb not in _WANTED:
        raise Refusal("Không có việc này.", code="unknown_verb")
    operation, wanted = _WANTED[verb]
    change = area_change.prepare(
        operation,
        by=request.actor,  # type: ignore[attr-defined]
        on=on,
        citation=given.get("citation", ""),
        **wanted(request, on),
    )
    messages.success(request, gettext("Đã lập thay đổi; người khác có thẩm quyền sẽ áp dụng."))
    return redirect("area_change", pk=change.pk)


def _number(request: HttpRequest, name: str) -> int:
    number = typed_number(request.POST.get(name, ""))
    if number is None:
        raise Refusal("Hãy chọn địa bàn.", code="bad_choice")
    return number


def _merge(request: HttpRequest, on: date) -> dict[str, Any]:
    units = [unit for unit in map(typed_number, request.POST.getlist("units")) if unit is not None]
    return {"units": units, "code": request.POST.get("code", ""), "name": request.POST.get("name", "")}


def _split(request: HttpRequest, on: date) -> dict[str, Any]:
    unit = _number(request, "unit")
    count = _number(request, "pieces") if request.POST.get("pieces") else FEWEST_PIECES
    if not FEWEST_PIECES <= count <= MOST_PIECES:
        raise Refusal("Số đơn vị không hợp lệ.", code="bad_choice")
    goes = {village: request.POST.get(f"village-{place}", "") for place, village, _ in _villages(unit, on)}
    pieces = [
        areas.Piece(
            request.POST.get(f"code-{piece}", ""),
            request.POST.get(f"name-{piece}", ""),
            tuple(village for village, to in goes.items() if to == piece),
        )
        for piece in map(str, range(1, count + 1))
    ]
    return {"unit": unit, "into": pieces}


def _rename(request: HttpRequest, on: date) -> dict[str, Any]:
    code = request.POST.get("code", "")
    return {"unit": _number(request, "unit"), "name": request.POST.get("name", ""), "code": code}


def _move(request: HttpRequest, on: date) -> dict[str, Any]:
    return {"unit": _number(request, "unit"), "parent": _number(request, "parent")}


def _end(request: HttpRequest, on: date) -> dict[str, Any]:
    return {"province": _number(request, "province")}


_WANTED: dict[str, tuple[Callable[..., areas.Change], Callable[[HttpRequest, date], dict[str, Any]]]] = {
    "nhap": (areas.merge_units, _merge),
    "chia": (areas.split_unit, _split),
    "doi-ten": (areas.rename_unit, _rename),
    "chuyen": (areas.move_unit, _move),
    "het-cap-huyen": (areas.end_level, _end),
}


@allow(Permission.PREPARE_AREAS, Permission.APPLY_AREAS, Permission.READ_AUDIT)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """A change: what it touches while it waits, what it did once it is applied."""
    actor = request.actor  # type: ignore[attr-defined]
    found = _found(pk)
    waiting = found.state == areas.Change.State.PREPARED
    users = User.objects.in_bulk(filter(None, (found.prepared_by_id, found.applied_by_id, found.undone_by_id)))
    work = next(iter(progress.of(area_change.work_name(pk))), None)
    sums = found.figures
    page = {
        "change": found,
        "preview": preview_of(found) if waiting else None,
        "plan": areas.read_plan(found.plan),
        "labels": LABELS,
        "carried_labels": area_change.CARRIED,
        "sums": [(n, label, sums["before"][n], sums["after"][n]) for n, label in LABELS.items()] if sums else [],
        "carried": sums.get("carried", {}),
        "steps": areas.Succession.objects.filter(change=found, predecessor__kind="commune")
        .select_related("predecessor", "successor")
        .order_by("successor__code", "predecessor__code"),
        "maker": users.get(found.prepared_by_id),
        "checker": users.get(found.applied_by_id or 0),
        "undoer": users.get(found.undone_by_id or 0),
        "work": work if waiting and work and work.state != progress.State.DONE else None,
        "ahead": waiting and found.on > timezone.localdate(),
        "may_apply": waiting and _may(actor, Permission.APPLY_AREAS) and actor.user_id != found.prepared_by_id,
        "may_drop": waiting and _may(actor, Permission.PREPARE_AREAS),
        "may_undo": found.state == areas.Change.State.APPLIED and _may(actor, Permission.APPLY_AREAS),
    }
    return render(request, "staff/areas/change.html", page)


def _may(actor: Any, permission: Permission) -> bool:
    return bool(actor.may(permission) and actor.wide)


def _found(pk: int) -> areas.Change:
    found = areas.Change.objects.filter(pk=pk).first()
    if found is None:
        raise Http404("Không có thay đổi này.")
    return found


@allow(Permission.PREPARE_AREAS, Permission.APPLY_AREAS)
@require_POST
@shows_refusals("areas")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Apply, drop or undo a change. One that moves many people is left to the worker."""
    actor, found, wanted = request.actor, _found(pk), request.POST.get("act", "")  # type: ignore[attr-defined]
    if wanted == "apply":
        messages.success(request, _apply(found, actor))
    elif wanted == "drop":
        area_change.drop(pk, by=actor)
        messages.success(request, gettext("Đã bỏ thay đổi."))
    elif wanted == "undo":
        area_change.undo(pk, by=actor)
        messages.success(request, gettext("Đã hoàn tác; mọi thứ như trước khi áp dụng."))
    else:
        raise Refusal("Không có việc này.", code="unknown_act")
    return redirect("area_change", pk=pk)


def _apply(found: areas.Change, actor: Actor) -> str:
    """Apply it now, or have the worker do so: one of many people, or on its day; what to tell whoever asked."""
    area_change.check_may_apply(found, by=actor)
    if found.on > timezone.localdate():
        put_off(found, actor)
        return gettext("Thay đổi sẽ được áp dụng lúc 0 giờ ngày %(on)s.") % {"on": f"{found.on:%d/%m/%Y}"}
    people = preview_of(found).figures["people"]
    if people > LARGE:
        put_off(found, actor)
        told = gettext("Đang áp dụng cho %(people)s người; trang này cho biết khi xong.")
        return told % {"people": f"{people:,}".replace(",", ".")}
    area_change.apply(found.pk, by=actor, today=timezone.localdate())
    return gettext("Đã áp dụng; các tổng trước và sau bằng nhau.")
