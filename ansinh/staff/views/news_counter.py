"""Bringing news at the counter: which kind, then its form."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from ansinh.access.public import Permission, allow
from ansinh.areas.public import Unit
from ansinh.kernel.attached_files import LARGEST
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from ansinh.registry.public import queries_requests as queries
from ansinh.staff.filters import edge_of
from ansinh.staff.guarded import opened_fields
from ansinh.staff.news_form import Typed, boxes_of, same_fact, typed_again, typed_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.scope_choice import communes_of


def _person(request: HttpRequest, pk: int) -> registry.Person:
    person = get_object_or_404(registry.Person.objects.select_related("area"), pk=pk)
    details = {"part": "news", "shown": sorted(opened_fields(request))}
    record_read(request, "person.read", object_id=pk, area_id=person.area_id, details=details)
    return person


@allow(Permission.RECORD_NEWS)
@asks_purpose
def kinds(request: HttpRequest, pk: int) -> HttpResponse:
    """The kinds of news by group, and what already waits about this person."""
    person = _person(request, pk)
    groups: dict[str, list[registry.Kind]] = {}
    for kind in registry.REQUEST_KINDS.values():
        if not kind.newcomer:
            groups.setdefault(kind.group, []).append(kind)
    waiting = queries.requests_about(request.actor, pk)  # type: ignore[attr-defined]
    shown = {
        "person": person,
        "groups": groups,
        "waiting": [(one, registry.REQUEST_KINDS[one.kind]) for one in waiting],
        "another": registry.Approval.ANOTHER,
        "receiver": registry.Approval.RECEIVER,
    }
    return render(request, "staff/news/kinds.html", shown)


@allow(Permission.RECORD_NEWS)
@asks_purpose
def write(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The form of a kind about a person; with ``nhap`` a draft is taken up again."""
    kind = registry.REQUEST_KINDS.get(code)
    if kind is None or kind.newcomer:
        raise Http404("Không có loại tin này.")
    person = _person(request, pk)
    return _form(request, kind, person, person.area)


@allow(Permission.RECORD_NEWS)
@asks_purpose
def arrival(request: HttpRequest) -> HttpResponse:
    """The form for somebody who is not in the commune yet."""
    communes = communes_of(request.actor, timezone.localdate())  # type: ignore[attr-defined]
    code = request.POST.get("xa") or request.GET.get("xa", "")
    area = next((unit for unit in communes if unit.code == code), communes[0] if communes and not code else None)
    if area is None:
        raise Http404("Không có xã, phường này trong địa bàn của bạn.")
    return _form(request, registry.REQUEST_KINDS["arrive"], None, area, communes=communes)


def _form(
    request: HttpRequest, kind: registry.Kind, person: registry.Person | None, area: Unit, **more: Any
) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    draft_id, wrong, typed = edge_of(request, "nhap"), {}, None
    visit = _visit(request, kind, person)
    if request.method == "POST":
        typed = typed_of(request)
        try:
            kept = registry.draft_request(
                actor=actor, kind=kind.code, person_id=person and person.pk, area_id=area.pk, typed=typed, on=today,
                scan=_scan(request), draft_id=draft_id,
            )  # fmt: skip
            if visit is not None:
                payments.uncollected.follow_visit(actor=actor, visit_id=visit.pk, request_id=kept.pk)
            return redirect("news_one", kept.pk)
        except registry.Unclear as unclear:
            wrong = dict(unclear.where["wrong"])  # type: ignore[call-overload]
        except Refusal as refusal:
            wrong = {"": refusal.said}
    elif draft_id:
        typed = _draft(request, draft_id)
    elif visit is not None:
        typed = payments.uncollected.news_from(visit, today)
    parts = boxes_of(kind, person, area, today=today, opened=opened_fields(request), typed=typed, wrong=wrong)
    boxes = {box.field.name: box.field.label for part in parts.values() for box in part}
    shown = {
        "kind": kind,
        "person": person,
        "area": area,
        "today": today,
        **parts,
        "wrong": [(name, boxes.get(name, ""), text) for name, text in wrong.items()],
        "wrong_scan": wrong.get("scan", ""),
        "nobody": kind.approval is registry.Approval.NOBODY,
        "same_fact": same_fact(actor, kind, person, today, draft_id),
        **more,
    }
    return render(request, "staff/news/form.html", shown, status=422 if wrong else 200)


def _visit(
    request: HttpRequest, kind: registry.Kind, person: registry.Person | None
) -> payments.uncollected.HomeVisit | None:
    """The visit at home that the news comes of, as the address says."""
    pk = edge_of(request, "tham")
    if pk is None or person is None:
        return None
    found = payments.uncollected.visit_of(pk, person.pk)
    if found is None or payments.uncollected.news_kind_of(found) != kind.code:
        raise Http404("Không có kết quả xác minh này, hoặc đã có tin.")
    return found


def _scan(request: HttpRequest) -> bytes:
    """No more of it is read than shows that it is too large."""
    upload = request.FILES.get("scan")
    return upload.read(LARGEST + 1) if upload else b""


def _draft(request: HttpRequest, draft_id: int) -> Typed:
    draft = queries.request_of(request.actor, draft_id)  # type: ignore[attr-defined]
    if draft is None or draft.state != "draft":
        raise Http404("Bản đang soạn này không còn.")
    return typed_again(draft)
