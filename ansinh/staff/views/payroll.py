"""Payroll runs: what they hold, who may do the next step, the lists for the payers, and what came back."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.areas import public as areas
from ansinh.flows.month_acts import Order
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.oversight import payrolls
from ansinh.oversight.queries_late_news import lines_with_news
from ansinh.payments import public as payments
from ansinh.payments.public import fees, recipients, signed_sheets, uncollected
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import edge_of, known
from ansinh.staff.guarded import opened_fields
from ansinh.staff.opened_run import opened_run
from ansinh.staff.orders import do_order
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, carry_out, shows_refusals
from ansinh.staff.run_layouts import layouts_of
from ansinh.staff.run_steps import PAYROLL, steps_of
from ansinh.staff.scope_choice import chosen_commune, communes_of, places_of
from ansinh.staff.words import TABLES

_BEFORE_RELEASE = ("draft", "locked", "approved", "authorised")
LARGEST_RETURN = 20 * 1024 * 1024


@allow(*PAYROLL, Permission.VIEW_FIGURES)
def payroll(request: HttpRequest) -> HttpResponse:
    """The runs, the latest month first, and a form that opens another."""
    actor = request.actor  # type: ignore[attr-defined]
    today = timezone.localdate()
    page = {
        "runs": payrolls.runs(),
        "today": today,
        "may_open": actor.may(Permission.PREPARE_PAYROLL),
        "places": places_of(actor, today),
        "kinds": TABLES["run_kind"],
        "channels": TABLES["channel"],
    }
    return render(request, "staff/payroll/list.html", page)


@allow(Permission.PREPARE_PAYROLL)
@require_POST
@shows_refusals("/chi-tra/")
def open_run(request: HttpRequest) -> HttpResponse:
    """Open the run of a month, area and kind; the one there is (of the numbered kinds: a draft), when there is one."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    places = {str(unit.pk): unit for unit in places_of(actor, today)}
    try:
        month = Month.parse(request.POST.get("month", ""))
        area = places[request.POST.get("area", "")]
    except (ValueError, KeyError):
        raise Refusal("Hãy chọn tháng và địa bàn.", code="bad_choice") from None
    kind, channel = request.POST.get("kind", "monthly"), request.POST.get("channel", "")
    if kind == payments.RunKind.MONTHLY and not channel:
        run = payments.open_run(actor=actor, month=month, area=area, pay_on=today)
    else:
        run = payments.open_next_run(actor=actor, month=month, area=area, pay_on=today, kind=kind, channel=channel)
    words = {"kind": run.get_kind_display().lower(), "month": month.vietnamese, "area": area.name}
    messages.success(request, gettext("Đã mở kỳ chi trả %(kind)s, tháng %(month)s, %(area)s.") % words)
    return back(request, f"/chi-tra/{run.pk}/")


@allow(*PAYROLL, Permission.VIEW_FIGURES)
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """A run in figures: its steps, totals, and what differs from the month before."""
    actor, found = request.actor, opened_run(pk)  # type: ignore[attr-defined]
    figures, ways = payments.figures_of(pk), payments.ways_of(pk)
    totals, changes = payrolls.totals_and_changes(pk)
    office, provider = payments.kept_with(pk)
    silent = figures.of(payments.LineState.SENT)[0] + figures.of(payments.LineState.UNKNOWN)[0]
    page = {
        "run": found,
        "steps": steps_of(found),
        "figures": figures,
        "silent": silent,
        "totals": totals,
        "changes": changes,
        "at_home": {way.commune_code for way in ways if way.channel == "home"},
        "problems": list(payments.problems_of(pk)[:50]),
        "code": payments.run_code(found),
        "office": office,
        "provider": provider,
        "layouts": layouts_of(found, {way.channel for way in ways}),
        "fees": fees.fees_of_run(found, {way.commune_id for way in ways}),
        "unsigned": signed_sheets.lacking_in(pk) if found.state in ("released", "settled") else None,
        "lapsed": recipients.lapsed_on_list(found) if found.state not in ("settled", "cancelled") else 0,
        "suspended": _suspended(found),
        "may_see_papers": actor.may(Permission.RECORD_NEWS) or actor.may(Permission.APPROVE_NEWS),
        "may_print": found.state in ("released", "settled") and payments.may_print(actor),
        "may_lock": found.state == "draft" and payments.may_prepare(actor, found),
        "may_approve": found.state == "locked" and payments.may_approve(actor, found),
        "may_authorise": found.state == "approved" and payments.may_authorise(actor, found),
        "may_release": found.state == "authorised" and payments.may_release(actor, found),
        "may_record": (found.state == "released" or (found.state == "settled" and silent))
        and payments.may_record(actor, found),
        "may_cancel": found.state in _BEFORE_RELEASE and payments.may_prepare(actor, found),
    }
    return render(request, "staff/payroll/run.html", page)


def _suspended(run: payments.PayrollRun) -> dict[str, int]:
    """What this list leaves out, owed from before a suspension, as it stands now: people and đồng; empty for none."""
    if run.state not in _BEFORE_RELEASE or run.kind == payments.RunKind.ONE_OFF or not run.suspended_held:
        return {}
    held = uncollected.held_months(area_ids=sorted(areas.with_parts_and_predecessors([run.area_id])))
    people = len({one.person_id for one in held})
    return {"people": people, "vnd": sum(one.amount_vnd for one in held)} if people else {}


@allow(*PAYROLL)
@asks_purpose
def lines(request: HttpRequest, pk: int) -> HttpResponse:
    """The lines of a run: names, amounts, what became of each."""
    actor, found = request.actor, opened_run(pk)  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    commune = chosen_commune(request, communes)
    state, text = known(request, "trang-thai", TABLES["line_state"]), request.GET.get("q", "").strip()
    page = payrolls.lines(
        pk, commune_id=commune.pk if commune else None, state=state, text=text, after=edge_of(request, "sau")
    )
    uncovered = {"paper", "channel"} <= opened_fields(request)
    if actor.wide or uncovered:
        details = {"shown": len(page.lines), "run": pk, "uncovered": ["paper", "channel"] if uncovered else []}
        record_read(request, "person.list", area_id=found.area_id, details=details)
    shown = {
        "run": found,
        "page": page,
        "late": lines_with_news([line.pk for line in page.lines]),
        "communes": communes,
        "commune": commune,
        "state": state,
        "text": text,
        "states": TABLES["line_state"],
        "may_read": actor.may(Permission.READ_PERSON),
        "may_hold": found.state in ("locked", "approved", "authorised"),
        "may_correct": found.state in ("released", "settled") and payments.may_approve(actor, found),
        "signed": found.state in ("released", "settled"),
        "cash": payments.CASH,
        "may_print": payments.may_print(actor),
        "held": payments.held_lines([line.pk for line in page.lines]),
        "uncovered": uncovered,
    }
    return render(request, "staff/payroll/lines.html", shown)


def _cancel(request: HttpRequest, actor: Actor, pk: int) -> str:
    because = " ".join(request.POST.get("because", "").split())
    payments.cancel_run(actor=actor, run_id=pk, because=because, on=timezone.localdate())
    return gettext("Đã hủy kỳ chi trả.")


def _returns(request: HttpRequest, actor: Actor, pk: int) -> str:
    files = request.FILES.getlist("file")
    if not files or any((file.size or 0) > LARGEST_RETURN for file in files):
        raise Refusal("Hãy chọn tệp kết quả (mỗi tệp tối đa 20 MB).", code="no_file")
    on, read = timezone.localdate(), []
    with transaction.atomic():  # all of them or none: a refusal names its file
        for file in files:
            content, name = file.read(), file.name or ""
            told = payments.import_returns(
                actor=actor, run_id=pk, content=content, name=name, on=on, layout=request.POST.get("layout", "")
            )
            read.append(told)
    if all(done.repeated for done in read):
        return gettext("Tệp này đã được nhập trước đó; không có gì thay đổi.")
    new = [done for done in read if not done.repeated]
    paid, returned, problems = (sum(getattr(done, name) for done in new) for name in ("paid", "returned", "problems"))
    return gettext("Đã đối chiếu: %(paid)s đã nhận, %(returned)s chưa nhận, %(problems)s dòng cần xem lại.") % {
        "paid": paid,
        "returned": returned,
        "problems": problems,
    }


_ACTS: dict[str, Callable[[HttpRequest, Actor, int], str]] = {"cancel": _cancel, "returns": _returns}
_ORDERS = ("lock", "approve", "authorise", "release", "settle")


@allow(*PAYROLL)
@require_POST
@shows_refusals("/chi-tra/")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """The next step of a run. Who may do it is checked by the operation."""
    found = opened_run(pk)
    name = request.POST.get("act", "")
    if name in _ORDERS:
        code = "" if found.area.kind == "province" else found.area.code
        manifest = request.POST.get("manifest", "")
        order = Order(name, Month.of(found.month), code, run_id=pk, manifest=manifest)
        return do_order(request, order, f"/chi-tra/{pk}/")
    carry_out(request, _ACTS, pk)
    return back(request, f"/chi-tra/{pk}/")


_FILES = {"xlsx": "danh-sach-chi-tra", "pdf": "danh-sach-ky-nhan", "xml": "lenh-chi"}


@allow(*PAYROLL)
@asks_purpose
@shows_refusals("/chi-tra/")
def download(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The list for the post office (XLSX), the list to sign (PDF) or the bank's file (XML)."""
    found = opened_run(pk)
    if ending not in _FILES:
        raise Http404
    if ending == "xml":
        content, code = payments.bank_file(found), "ngan-hang"
    else:
        communes = {unit.code: unit for unit in payments.post_office_communes(found)}
        code = request.GET.get("xa", "") or next(iter(communes), "")
        if code not in communes:
            raise Http404("Xã này không có ai nhận qua bưu điện trong kỳ.")
        write = payments.list_workbook if ending == "xlsx" else payments.signed_list
        content = write(found, communes[code])
    details = {"file": ending, "part": code}
    record_read(
        request, "payroll.export", object_kind="payroll_run", object_id=pk, area_id=found.area_id, details=details
    )
    return attachment(content, f"{_FILES[ending]}-{found.month:%Y-%m}-{code}.{ending}")
