"""All decisions of a commune of a month or a day in one file: a PDF to print, a ZIP of DOCX to edit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.areas.public import Unit
from ansinh.casework import public as casework
from ansinh.casework.public import queries_documents
from ansinh.flows.print_decisions import AT_ONCE, STEP, Batch, batch_pdf, batch_zip, issue_decision
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.staff.downloads import shown_file
from ansinh.staff.filters import month_of, optional_day
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.queued import queue_once
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of
from ansinh.staff.views.decisions import DOCUMENTS

ISSUE = "documents.issue"
"""The job that issues the decisions of a batch: commune_id, first, end, user_id."""
WAITING = (progress.State.QUEUED, progress.State.RUNNING)
FILES = {"pdf": batch_pdf, "zip": batch_zip}


def _days(day: date | None, month: date | None) -> tuple[date, date]:
    """From the first day up to and without the last: the day, else the month, else this month."""
    if day:
        return day, day + timedelta(days=1)
    chosen = Month.of(month or timezone.localdate())
    return chosen.first, chosen.end


def _batch(request: HttpRequest) -> Batch | None:
    """The batch of the address; None while no commune is chosen."""
    communes = communes_of(request.actor, timezone.localdate())  # type: ignore[attr-defined]
    commune = chosen_commune(request, communes)
    return Batch(commune, *_days(optional_day(request, "ngay"), month_of(request))) if commune else None


@allow(*DOCUMENTS)
@asks_purpose
def choose(request: HttpRequest) -> HttpResponse:
    """The decisions of the chosen days, which of them are issued, and how far the worker is."""
    actor = request.actor  # type: ignore[attr-defined]
    batch = _batch(request)
    page: dict[str, Any] = {
        "communes": communes_of(actor, timezone.localdate()),
        "batch": batch,
        "day": optional_day(request, "ngay"),
        "month": month_of(request) or timezone.localdate(),
        "may_issue": casework.may_issue(actor),
    }
    if batch:
        decisions = batch.decisions()
        issued = queries_documents.issued_of([each.pk for each in decisions])
        steps = progress.of(batch.work)
        page |= {
            "rows": [(each, issued.get(each.pk)) for each in decisions],
            "missing": len(decisions) - len(issued),
            "step": steps[0] if steps else None,
            "works": bool(steps) and steps[0].state in WAITING,
            "query": request.GET.urlencode(),
        }
    template = "staff/documents/batch.html" if request.htmx else "staff/documents/print_many.html"  # type: ignore[attr-defined]
    return render(request, template, page)


@allow(Permission.PREPARE_PROPOSALS, Permission.DECIDE)
@require_POST
@asks_purpose
@shows_refusals("/in-hang-loat/")
def start(request: HttpRequest) -> HttpResponse:
    """Issue what is missing: a few at once, many by the worker."""
    actor = request.actor  # type: ignore[attr-defined]
    batch = _asked_for(request)
    decisions = batch.decisions()
    issued = queries_documents.issued_of([each.pk for each in decisions])
    missing = [each for each in decisions if each.pk not in issued]
    if len(missing) <= AT_ONCE:
        for each in missing:
            issue_decision(each, actor=actor, on=timezone.localdate())
        messages.success(request, gettext("Đã lập %(missing)s văn bản.") % {"missing": len(missing)})
    else:
        arguments = {
            "commune_id": batch.commune.pk,
            "first": str(batch.first),
            "end": str(batch.end),
            "user_id": actor.user_id,
        }
        queue_once(ISSUE, arguments, work=batch.work, step=STEP, waiting=gettext("Các văn bản này đang được lập."))
    return back(request, reverse("print_many"))


def _asked_for(request: HttpRequest) -> Batch:
    communes: list[Unit] = list(communes_of(request.actor, timezone.localdate()))  # type: ignore[attr-defined]
    commune = next((unit for unit in communes if unit.code == request.POST.get("xa", "")), None)
    try:
        first, end = (date.fromisoformat(request.POST.get(name, "")) for name in ("first", "end"))
    except ValueError:
        raise Refusal("Hãy chọn ngày hoặc tháng.", code="bad_choice") from None
    if commune is None:
        raise Refusal("Hãy chọn xã, phường trong địa bàn của bạn.", code="bad_choice")
    return Batch(commune, first, end)


@allow(*DOCUMENTS)
@asks_purpose
def file(request: HttpRequest, ending: str) -> HttpResponse:
    """All of them as one PDF, or their DOCX as one ZIP."""
    batch = _batch(request)
    if ending not in FILES or batch is None:
        raise Http404
    try:
        content = FILES[ending](batch)
    except Refusal as refusal:
        messages.error(request, refusal.said)
        return redirect(f"{reverse('print_many')}?{urlencode(request.GET)}")
    details = {"from": str(batch.first), "until": str(batch.end), "what": ending}
    record_read(request, "document.print", object_kind="document", area_id=batch.commune.pk, details=details)
    return shown_file(content, f"quyet-dinh-{batch.commune.code}-{batch.first}.{ending}")
