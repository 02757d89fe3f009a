"""From estimate to treasury: the reconciliation of a month as picture and table, and the rows behind a difference."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import date

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from ansinh.access.public import Actor, Permission, allow
from ansinh.areas.public import Unit, with_parts_and_predecessors
from ansinh.kernel.period import Month
from ansinh.oversight import reconciliation as books
from ansinh.oversight.reconciliation_workbook import reconciliation_workbook
from ansinh.payments.public import PayrollRun, fees
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import edge_of, month_of
from ansinh.staff.money_flow import flow_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.scope_choice import chosen_commune, communes_of
from ansinh.staff.words import TABLES

COUNT = "reconciliation.count"
"""The job that counts a month's decisions beside its lists."""
_PROBLEMS = {
    "unknown_key": "Mã chi trả không có trong hệ thống",
    "other_run": "Thuộc kỳ chi trả khác",
    "not_sent": "Khoản chưa chuyển hoặc đã hủy",
    "amount_mismatch": "Số tiền khác danh sách",
    "partly_paid": "Đơn vị chi trả báo chi một phần",
    "booked_twice": "Có thể bị chi hai lần",
    "paid_already": "Báo trả lại sau khi đã ghi đã nhận",
    "contradiction": "Báo đã nhận sau khi báo trả lại",
}


def _asked(request: HttpRequest) -> tuple[date, Sequence[Unit], Unit | None, list[int] | None]:
    """Month, communes to choose from, the one chosen, and the areas to count (None: all)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    commune = chosen_commune(request, communes)
    latest = PayrollRun.objects.exclude(state="cancelled").order_by("-month").values_list("month", flat=True).first()
    month = month_of(request) or latest or timezone.localdate().replace(day=1)
    if commune is not None and (actor.wide or len(communes) > 1):
        return month, communes, commune, sorted(with_parts_and_predecessors([commune.pk]))
    return month, communes, commune, None if actor.wide else sorted(actor.area_ids)


@allow(Permission.VIEW_FIGURES)
def reconciliation(request: HttpRequest) -> HttpResponse:
    """The month's stages and differences, the flow between them, every commune; as a workbook with ``?tep=xlsx``."""
    month, communes, commune, areas = _asked(request)
    as_workbook = request.GET.get("tep") == "xlsx"
    counted = books.count_month(month, areas) if as_workbook else books.count_at_once(month, areas)
    if counted is None:
        _ask_to_keep(month)
        return render(
            request, "staff/money/reconciliation_waits.html", {"month": Month.of(month), "communes": communes}
        )
    figures = books.figures_of(counted)
    if counted.kept is None and figures["decision"]:
        _ask_to_keep(month)
    steps = books.steps_of(figures)
    split = counted.by_commune()
    names = dict(Unit.objects.filter(pk__in=split).values_list("pk", "name"))
    rows = sorted((names[area], books.figures_of(own)) for area, own in split.items()) if len(split) > 1 else []
    if as_workbook:
        place = commune.name if commune else gettext("toàn tỉnh")
        content = reconciliation_workbook(month, place, steps, figures, rows)
        return attachment(content, f"doi-chieu-{month:%Y-%m}{'-' + commune.code if commune else ''}.xlsx")
    page = {
        "month": Month.of(month),
        "now": timezone.now(),
        "kept": counted.kept,
        "communes": communes,
        "commune": commune,
        "steps": steps,
        "figures": figures,
        "residue": books.residue(figures),
        "recoveries": books.recovery_steps(counted),
        "fees": fees.fees_of_month(month, areas),
        "flow": flow_of(counted),
        "places": [(name, own, books.residue(own)) for name, own in rows],
        "stages": books.STAGES,
        "traced": books.ROWS_OF,
        "unmatched": [(_problem(code), count, amount) for code, count, amount in counted.unmatched],
    }
    return render(request, "staff/money/reconciliation.html", page)


def _problem(code: str) -> str:
    """What is wrong with a row of a payer's file, or doubtful about a booking."""
    return _PROBLEMS.get(code) or TABLES["doubt_kind"][code]


def _ask_to_keep(month: date) -> None:
    """Have the worker count the month, so that the next who looks need not wait; once is enough."""
    task = app.configure_task(COUNT, queueing_lock=f"{COUNT}:{month}")
    with suppress(AlreadyEnqueued), transaction.atomic():
        task.defer(month=month.isoformat())


@allow(Permission.VIEW_FIGURES)
@asks_purpose
def difference(request: HttpRequest, code: str) -> HttpResponse:
    """The rows of one difference, by commune; people by number only, their pages for those who may read them."""
    if code not in books.ROWS_OF:
        raise Http404("Không có chênh lệch này.")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    month, communes, commune, areas = _asked(request)
    place = edge_of(request, "trang") or 0
    rows = books.rows_behind(code, month, areas, page=place)
    shown = rows[: books.ROWS_A_PAGE]
    record_read(request, "person.list", details={"shown": len(shown), "difference": code, "month": f"{month:%Y-%m}"})
    page = {
        "label": books.DIFFERENCES[code],
        "month": Month.of(month),
        "communes": communes,
        "commune": commune,
        "rows": shown,
        "total": sum(row.amount_vnd for row in shown),
        "before": place - 1 if place else None,
        "after": place + 1 if len(rows) > len(shown) else None,
        "may_read": actor.may(Permission.READ_PERSON),
    }
    return render(request, "staff/money/difference.html", page)
