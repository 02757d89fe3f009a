"""Person by person, in what a month's list differs from the one before, with the reason; and single lines held back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.kernel.errors import Refusal
from ansinh.legislation import PROGRAMMES
from ansinh.payments import public as payments
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import known, typed_number
from ansinh.staff.opened_run import opened_run
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.run_steps import PAYROLL
from ansinh.staff.scope_choice import chosen_commune, communes_of
from ansinh.staff.words import TABLES

WHOLE = 200_000


def _asked(request: HttpRequest) -> tuple[list[int] | None, str]:
    """Communes (None: all) and kind of change that are asked for, within what this person may see."""
    actor = request.actor  # type: ignore[attr-defined]
    commune = chosen_commune(request, communes_of(actor, timezone.localdate()))
    own = None if actor.wide else list(actor.area_ids)
    return [commune.pk] if commune else own, known(request, "loai", TABLES["change"])


@allow(*PAYROLL)
@asks_purpose
def changes(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is new, adjusted, stopped, arrived, left; of a draft as locking would draw it now."""
    actor, found = request.actor, opened_run(pk)  # type: ignore[attr-defined]
    communes, kind = _asked(request)
    skip = typed_number(request.GET.get("bo", "")) or 0
    rows = payments.differences_of(found, communes=communes, kind=kind, skip=skip, size=payments.DIFFERENCES_PAGE + 1)
    shown = rows[: payments.DIFFERENCES_PAGE]
    record_read(request, "person.list", area_id=found.area_id, details={"shown": len(shown), "run": pk})
    page = {
        "run": found,
        "rows": shown,
        "next": skip + len(shown) if len(rows) > len(shown) else None,
        "skip": skip,
        "kind": kind,
        "kinds": TABLES["change"],
        "communes": communes_of(actor, timezone.localdate()),
        "commune": chosen_commune(request, communes_of(actor, timezone.localdate())),
        "may_read": actor.may(Permission.READ_PERSON),
    }
    return render(request, "staff/payroll/changes.html", page)


@allow(*PAYROLL)
@asks_purpose
def changes_workbook(request: HttpRequest, pk: int) -> HttpResponse:
    """The same as a workbook."""
    found = opened_run(pk)
    communes, kind = _asked(request)
    rows = payments.differences_of(found, communes=communes, kind=kind, size=WHOLE)
    record_read(
        request, "payroll.export", object_kind="payroll_run", object_id=pk, area_id=found.area_id,
        details={"file": "xlsx", "part": "changes", "shown": len(rows)},
    )  # fmt: skip
    content = payments.differences_book(rows, PROGRAMMES)
    return attachment(content, f"khac-thang-truoc-{found.month:%Y-%m}-{pk}.xlsx")


@allow(*PAYROLL)
@require_POST
@shows_refusals("/chi-tra/")
def hold(request: HttpRequest, pk: int) -> HttpResponse:
    """Hold a line back with a reason, lift that, or correct a result. Who may is checked by the operation."""
    actor, found = request.actor, opened_run(pk)  # type: ignore[attr-defined]
    line, because = typed_number(request.POST.get("line", "")), request.POST.get("because", "")
    if line is None or not payments.PayrollLine.objects.filter(pk=line, run=found).exists():
        raise Refusal("Hãy chọn khoản chi trả.", code="bad_choice")
    if request.POST.get("act") == "lift":
        payments.lift_hold(actor=actor, line_id=line, because=because)
        messages.success(request, gettext("Đã thôi giữ; kỳ bổ sung hoặc kỳ sau sẽ chi khoản này."))
    elif request.POST.get("act") == "correct":
        payments.correct_result(actor=actor, line_id=line, because=because, on=timezone.localdate())
        messages.success(request, gettext("Đã ghi lại là chưa nhận; kỳ sau sẽ chi khoản này."))
    else:
        payments.hold_line(actor=actor, line_id=line, because=because, on=timezone.localdate())
        messages.success(request, gettext("Đã giữ lại khoản này."))
    return back(request, f"/chi-tra/{pk}/khoan/")
