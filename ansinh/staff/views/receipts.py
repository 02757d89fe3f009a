"""Receipts of paid lines to print: one from the person or the line, or all of a commune's list."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.payments import public as payments
from ansinh.staff.downloads import shown_file
from ansinh.staff.filters import typed_number
from ansinh.staff.opened_run import opened_run
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.scope_choice import communes_of

PRINTS = (Permission.PREPARE_PAYROLL, Permission.RECORD_RETURNS)


@allow(*PRINTS)
@require_POST
@asks_purpose
@shows_refusals("/chi-tra/")
def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The receipt of one line, A5; printing it is reading about its person."""
    line = payments.PayrollLine.objects.filter(pk=pk).first()
    if line is None:
        raise Http404("Không có khoản này trong địa bàn của bạn.")
    content = payments.print_receipt(actor=request.actor, line_id=pk, on=timezone.localdate())  # type: ignore[attr-defined]
    details = {"line": pk, "run": line.run_id}
    record_read(request, "person.receipt", object_id=line.person_id, area_id=line.commune_id, details=details)
    return shown_file(content, f"giay-xac-nhan-{line.key}.pdf")


@allow(*PRINTS)
@require_POST
@asks_purpose
@shows_refusals("/chi-tra/")
def receipts(request: HttpRequest, pk: int) -> HttpResponse:
    """Those of a commune's list, two on each A4 sheet; of a large one the part asked for."""
    actor, today, run = request.actor, timezone.localdate(), opened_run(pk)  # type: ignore[attr-defined]
    code = request.POST.get("xa", "")
    commune = next((unit for unit in communes_of(actor, today) if unit.code == code), None)
    if commune is None:
        raise Http404("Không có xã, phường này trong địa bàn của bạn.")
    part = typed_number(request.POST.get("phan", ""), longest=4) or 1
    content = payments.print_receipts(actor=actor, run_id=pk, commune_id=commune.pk, on=today, part=part)
    details = {"list": "receipts", "run": pk, "commune": code, "part": part}
    record_read(request, "person.list", area_id=commune.pk, details=details)
    return shown_file(content, f"giay-xac-nhan-{run.month:%Y-%m}-{code}-{part}.pdf")
