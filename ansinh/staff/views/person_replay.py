"""What a determination or a payment of a person rested on, beside what is known today; and the news that came late."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.casework.public import queries as casework
from ansinh.determination import public as determination
from ansinh.kernel.period import Month
from ansinh.oversight.operations.close_late_news import MAY_CLOSE, close_late_news
from ansinh.oversight.operations.reopen_late_news import reopen_late_news
from ansinh.oversight.queries_late_news import comparing, news_of_person
from ansinh.payments import public as payments
from ansinh.staff.fact_words import fact_names
from ansinh.staff.filters import edge_of, month_of
from ansinh.staff.opened_person import opened_person
from ansinh.staff.purpose import asks_purpose
from ansinh.staff.refusals import chosen_ids, shows_refusals
from ansinh.staff.replay import replayed
from ansinh.staff.stored_answers import NAMES


@allow(Permission.READ_PERSON)
@asks_purpose
def late_news(request: HttpRequest, pk: int) -> HttpResponse:
    """Months of the person that were determined or paid on facts which are believed no more."""
    page = opened_person(request, pk, "late_news")
    found = news_of_person(pk)
    page["news"] = [(one, fact_names(one.facts)) for one in found]
    page["comparing"] = comparing()
    may = request.actor.may(MAY_CLOSE)  # type: ignore[attr-defined]
    page["may_close"] = may and any(not one.resolution for one in found)
    page["reopenable"] = [one.pk for one in found if one.closed_by_id] if may else []
    return render(request, "staff/people/late_news.html", page)


@allow(MAY_CLOSE)
@require_POST
@shows_refusals("/tin-den-muon/")
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the ticked months: somebody looked, and nothing is to be corrected."""
    actor = request.actor  # type: ignore[attr-defined]
    because = request.POST.get("because", "")
    done = close_late_news(actor=actor, person_id=pk, news_ids=chosen_ids(request), because=because)
    messages.success(request, gettext("Đã đóng tin đến muộn của %(done)s tháng.") % {"done": done})
    return redirect("person_late_news", pk)


@allow(MAY_CLOSE)
@require_POST
@shows_refusals("/tin-den-muon/")
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a month up again that somebody closed."""
    actor, news_id = request.actor, int(request.POST.get("news", "0") or 0)  # type: ignore[attr-defined]
    mark = reopen_late_news(actor=actor, person_id=pk, news_id=news_id, because=request.POST.get("because", ""))
    messages.success(request, gettext("Tháng %(month)s lại đang chờ xem xét.") % {"month": f"{mark.month:%m/%Y}"})
    return redirect("person_late_news", pk)


@allow(Permission.READ_PERSON)
@asks_purpose
def replay(request: HttpRequest, pk: int) -> HttpResponse:
    """One month (``thang``) of a determination (``lan``) or of a payroll line (``khoan``), then and today."""
    run_id, line_id = edge_of(request, "lan"), edge_of(request, "khoan")
    page = opened_person(request, pk, "replay", determination=run_id, line=line_id)
    if run_id is not None:
        found = _of_run(page, run_id, month_of(request))
    elif line_id is not None:
        found = _of_line(page, line_id, month_of(request))
    else:
        raise Http404("Chưa nói xem lại điều gì.")
    month, known_at = found["month"], found["known_at"]
    run = found.get("run")
    then = determination.determine_again(run, pk) if run else determination.determine_as_known(pk, month, known_at)
    today = determination.determine_as_known(pk, month, timezone.now())
    page |= found
    page["replay"] = replayed(found["kept"], found["compare"], then, today, str(month), opened=page["opened"])
    return render(request, "staff/people/replay.html", page)


def _of_run(page: dict[str, Any], run_id: int, first: date | None) -> dict[str, Any]:
    """A stored determination; not found when it did not take the person in, or out of sight."""
    if first is None:
        raise Http404("Chưa nói tháng nào.")
    month = Month.of(first)
    stored = determination.stored_of(page["person"].pk, month, area_id=page["person"].area_id)
    one = next((each for each in stored if each.run.pk == run_id), None)
    if one is None:
        raise Http404("Không có lần xác định này của người này.")
    compare = tuple(NAMES) if one.kept else ("outcome", "law_version")
    kept = {"kept": one.answer, "compare": compare, "run": one.run, "line": None}
    return {"month": month, "known_at": one.run.known_at, **kept}


def _of_line(page: dict[str, Any], line_id: int, first: date | None) -> dict[str, Any]:
    """A payroll line of the person and one of its months; the amounts of that month are held against the law's."""
    parts = payments.parts_with_basis(line_id, page["person"].pk, first) if first else []
    if not parts or parts[0].line.run.locked_at is None:
        raise Http404("Không có khoản chi này của người này.")
    decisions = {part.award.decision_id for part in parts if part.award}
    basis = [p for p in casework.proposals_of(page["person"].pk) if p.decision_id in decisions]
    return {
        "month": Month.of(parts[0].for_month),
        "known_at": parts[0].line.run.locked_at,
        "kept": None,
        "compare": (),
        "line": parts[0].line,
        "parts": parts,
        "basis": basis,
    }
