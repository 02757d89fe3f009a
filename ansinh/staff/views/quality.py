"""The board of the data's quality: a commune's own, the province's over all communes, the people behind a figure."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.areas.public import Unit
from ansinh.kernel import progress
from ansinh.kernel.errors import Refusal
from ansinh.legislation import FACTS
from ansinh.oversight import queries_quality as data
from ansinh.oversight.operations.count_quality import STEP, counting_of
from ansinh.oversight.quality_table import BY_CODE, CHECKS
from ansinh.oversight.queries_late_news import waiting_by_commune
from ansinh.staff.fact_words import fact_names
from ansinh.staff.filters import edge_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.quality_heat import heat_rows
from ansinh.staff.queued import queue_once
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of

COUNT = "quality.count"
"""The job that counts a commune, or all."""
SILENT = timedelta(minutes=15)
"""It takes half a minute for a province: one that has said nothing for so long was cut off with its worker."""


@allow(Permission.VIEW_FIGURES)
def quality(request: HttpRequest) -> HttpResponse:
    """Figures only, of one commune or of all, as last counted."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    communes = communes_of(actor, today)
    commune = chosen_commune(request, communes)
    page = {"communes": communes, "commune": commune, "may_open": actor.may(Permission.READ_PERSON), "today": today}
    if commune is None:
        whole, part = "staff/quality/province.html", "staff/quality/board.html"
        return render(request, part if request.htmx else whole, page | _province(communes) | {"may_count": actor.wide})  # type: ignore[attr-defined]
    return render(request, "staff/quality/commune.html", page | _commune(commune, today))


def _commune(commune: Unit, today: date) -> dict[str, Any]:
    """One commune's board as last counted; where it never was, the worker is asked to and the page waits for it."""
    board, counting = data.board(commune.pk, today), _counting(commune.pk)
    if board.counted_at is None and counting["step"] is None:
        with suppress(Refusal):  # somebody else's page has just asked
            _queue(commune.pk)
        counting = _counting(commune.pk)
    run = data.last_run(commune.pk)
    undetermined, missing = data.missing_facts(run, commune.pk) if run else (0, [])
    return {
        "counted_at": board.counted_at or _counted_empty(counting),
        "people": board.figures.get(data.PEOPLE, 0),
        "checks": [(check, board.figures.get(check.code, 0)) for check in CHECKS],
        "contradictions": data.contradictions_in(board.figures),
        "fresh": board.fresh,
        "run": run,
        "undetermined": undetermined,
        "missing": [(one, fact_names([one.code])[0]) for one in missing],
        "late": sum(row.people for row in waiting_by_commune() if row.code == commune.code),
        **counting,
    }


def _counted_empty(counting: dict[str, Any]) -> datetime | None:
    """When a commune was counted in which nobody lives: nothing else tells that it was."""
    step = counting["step"]
    return step.updated_at if step is not None and step.state == progress.State.DONE else None


def _province(communes: Any) -> dict[str, Any]:
    """What was last counted and when; where a count stands that was asked for since. Nothing is counted here."""
    counted_at, kept = data.kept_figures()
    late = {row.code: row.people for row in waiting_by_commune()}
    rows = heat_rows(communes, kept, late) if counted_at else []
    empty = [row.unit.name for row in rows if not row.people]
    return {"counted_at": counted_at, "rows": [row for row in rows if row.people], "empty": empty, **_counting(None)}


def _counting(area_id: int | None) -> dict[str, Any]:
    """Where the last count that was asked for stands."""
    step = next(iter(progress.of(counting_of(area_id))), None)
    under_way = step is not None and step.state in (progress.State.QUEUED, progress.State.RUNNING)
    return {
        "step": step,
        "under_way": under_way,
        "silent": under_way and step is not None and timezone.now() - step.updated_at > SILENT,
    }


def _queue(area_id: int | None) -> None:
    """Have the worker count a commune, or all (None). Raises Refusal where that waits already."""
    queue_once(
        COUNT,
        {"area_id": area_id},
        work=counting_of(area_id),
        step=STEP,
        waiting=gettext("Việc đếm đang trong hàng chờ."),
    )


@allow(Permission.VIEW_FIGURES)
@require_POST
@shows_refusals("/chat-luong/")
def count(request: HttpRequest) -> HttpResponse:
    """Have the worker count the commune named, or for those who see all of them every commune."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    commune = chosen_commune(request, communes_of(actor, timezone.localdate()))
    if commune is None and not actor.wide:
        raise Refusal("Chỉ cấp tỉnh đếm lại số liệu của mọi xã, phường.", code="not_permitted")
    _queue(None if commune is None else commune.pk)
    messages.success(request, gettext("Đã đưa vào hàng chờ; trang tự cập nhật khi đếm xong."))
    return redirect("/chat-luong/" + (f"?xa={commune.code}" if commune else ""))


@allow(Permission.READ_PERSON)
@asks_purpose
def people(request: HttpRequest, code: str) -> HttpResponse:
    """Only those with the problem: a check, or a fact (``thieu-…``) that the last determination lacked."""
    today = timezone.localdate()
    communes = communes_of(request.actor, today)  # type: ignore[attr-defined]
    commune = chosen_commune(request, communes)
    skip = edge_of(request, "bo-qua") or 0
    title, blocks, found = _found(code, commune, skip)
    record_read(
        request,
        "person.list",
        area_id=commune.pk if commune else None,
        details={"shown": len(found), "list": f"quality:{code}"},
    )
    page = {
        "title": title,
        "blocks": blocks,
        "people": found,
        "commune": commune,
        "skip": skip,
        "next": skip + data.PAGE if len(found) == data.PAGE else None,
    }
    return render(request, "staff/quality/people.html", page)


def _found(code: str, commune: Unit | None, skip: int) -> tuple[str, str, list[tuple[int, str, str, str]]]:
    area = commune.pk if commune else None
    if code in BY_CODE:
        check = BY_CODE[code]
        return check.title, check.blocks, data.people_of(check, area, timezone.localdate(), skip=skip)
    fact = code.removeprefix("thieu-")
    run = data.last_run(area)
    if not code.startswith("thieu-") or fact not in {f.name for f in FACTS} or run is None:
        raise Http404("Không có mục này.")
    found = data.people_missing(run, fact, area, skip=skip)
    return (
        gettext("Chưa rõ: %(fact)s") % {"fact": fact_names([fact])[0]},
        gettext("Xác định hằng tháng: chưa kết luận được"),
        found,
    )
