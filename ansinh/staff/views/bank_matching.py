"""What banks booked, beside what was decided and instructed: statements, three ways, and the queue of the doubtful."""

from __future__ import annotations

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.kernel.errors import Refusal
from ansinh.payments import public as payments
from ansinh.staff.filters import known
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.words import TABLES

LARGEST = 256 * 1024 * 1024
PAGE = 50
LOOKED_BACK = 400


@allow(Permission.RECORD_RETURNS)
@asks_purpose
def matching(request: HttpRequest) -> HttpResponse:
    """Three ways by run, the statements read last, and what waits for a person."""
    kind = known(request, "loai", TABLES["doubt_kind"])
    state = known(request, "trang-thai", TABLES["doubt_state"])
    mine = request.GET.get("cua_toi") == "1"
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = list(payments.cases(kind=kind, state=state, mine=actor.user_id if mine else None)[: PAGE + 1])
    shown = found[:PAGE]
    if shown:
        record_read(request, "person.list", details={"shown": len(shown), "list": "bank_matching"})
    today = timezone.localdate()
    page = {
        "cases": shown,
        "more": len(found) > PAGE,
        "kind": kind,
        "state": state,
        "mine": mine,
        "kinds": TABLES["doubt_kind"],
        "states": TABLES["doubt_state"],
        "waiting": payments.waiting_by_kind(),
        "ways": payments.three_ways(date.fromordinal(today.toordinal() - LOOKED_BACK))[:12],
        "statements": payments.statements()[:6],
    }
    return render(request, "staff/matching/list.html", page)


@allow(Permission.RECORD_RETURNS)
@require_POST
@shows_refusals("/doi-chieu/")
def take_in(request: HttpRequest) -> HttpResponse:
    """Read a statement or a notice of a bank."""
    file = request.FILES.get("file")
    if file is None or (file.size or 0) > LARGEST:
        raise Refusal("Hãy chọn tệp sao kê (tối đa 256 MB).", code="no_file")
    actor = request.actor  # type: ignore[attr-defined]
    told = payments.import_statement(actor=actor, content=file.read(), name=file.name or "", on=timezone.localdate())
    if told.repeated:
        messages.success(request, gettext("Tệp này đã được nhập trước đó; không có gì thay đổi."))
    else:
        messages.success(
            request,
            gettext("Đã đọc %(entries)s bút toán: %(matched)s khớp, %(cases)s trường hợp cần xem.")
            % {"entries": told.entries, "matched": told.matched, "cases": told.cases},
        )
    return redirect("matching")


@allow(Permission.RECORD_RETURNS)
@asks_purpose
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """One doubtful booking: what the bank says, which lines it may be for, and what to do."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = payments.MatchCase.objects.select_related(
        "entry", "statement__area", "assigned_to", "proposed_by", "decided_by"
    ).filter(pk=pk)
    shown = found.first()
    if shown is None:
        raise Http404("Không có trường hợp này trong địa bàn của bạn.")
    lines = [(one.line, one.chosen) for one in shown.lines.select_related("line__commune").order_by("line__key")]
    listed = {line.pk for line, _ in lines}
    others = [line for line in payments.candidates(shown) if line.pk not in listed] if shown.state == "open" else []
    record_read(
        request, "person.list", area_id=shown.statement.area_id, details={"case": pk, "shown": len(lines) + len(others)}
    )
    page = {
        "case": shown,
        "lines": lines,
        "others": others,
        "payable": shown.kind in payments.PAYABLE_KINDS,
        "may_confirm": shown.state == "proposed" and shown.proposed_by_id != actor.user_id,
        "own": shown.proposed_by_id == actor.user_id,
    }
    return render(request, "staff/matching/case.html", page)


@allow(Permission.RECORD_RETURNS)
@require_POST
@shows_refusals("/doi-chieu/")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Propose, confirm, send back, close or take a case."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    name, note = request.POST.get("act", ""), request.POST.get("note", "")
    if name == "propose":
        typed = request.POST.get("keys", "").replace(",", " ").replace(";", " ").split()
        keys = {*request.POST.getlist("line"), *typed}
        payments.propose_case(actor=actor, case_id=pk, line_keys=keys, note=note.strip()[:500])
        said = gettext("Đã đề nghị; chờ người thứ hai xác nhận.")
    elif name == "confirm":
        payments.confirm_case(actor=actor, case_id=pk, on=timezone.localdate())
        said = gettext("Đã xác nhận và ghi sổ.")
    elif name == "send_back":
        payments.send_back_case(actor=actor, case_id=pk, note=note)
        said = gettext("Đã trả lại để xem tiếp.")
    elif name == "close":
        payments.close_case(actor=actor, case_id=pk, note=note)
        said = gettext("Đã đóng, không ghi nhận tiền.")
    elif name == "take":
        payments.assign_case(actor=actor, case_id=pk, username=request.user.get_username())
        said = gettext("Đã nhận việc này.")
    else:
        raise Refusal("Không có việc này.", code="unknown_act")
    messages.success(request, said)
    return back(request, f"/doi-chieu/{pk}/")
