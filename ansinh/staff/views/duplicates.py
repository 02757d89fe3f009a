"""Suspected pairs: the queue, two people side by side, and what is decided about them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.flows.merge_records import carry_out, decide_same, standing_of_both, undo_same
from ansinh.kernel.errors import Refusal
from ansinh.kernel.languages import said
from ansinh.kernel.period import Month
from ansinh.registry import public as registry
from ansinh.registry.public import queries_duplicates as duplicates
from ansinh.staff.filters import edge_of, known, typed_number
from ansinh.staff.guarded import opened_fields
from ansinh.staff.pair_sides import fact_lines, person_lines, questions
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of
from ansinh.staff.words import TABLES

PAIRS = (Permission.MERGE_PEOPLE, Permission.DECIDE)
SHOWN_REASONS = ("number_near", "number_same", "born_day", "born_swapped", "name_sound", "name_middle", "place_other",
                 "account_same", "phone_same", "household_same")  # fmt: skip


@allow(*PAIRS)
@asks_purpose
def queue(request: HttpRequest) -> HttpResponse:
    """Pairs in one state, the surest first."""
    actor = request.actor  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    commune = chosen_commune(request, communes)
    state = known(request, "trang-thai", TABLES["pair_state"]) or registry.PairState.SUSPECTED.value
    level = known(request, "muc", TABLES["pair_level"])
    reason = known(request, "dau-hieu", TABLES["pair_reason"])
    wanted = duplicates.Queue(state, level, reason, [commune.pk] if commune else None)
    page = duplicates.pair_page(wanted, after=edge_of(request, "sau"))
    if actor.wide:
        record_read(request, "person.list", details={"shown": len(page.rows), "screen": "duplicates"})
    shown = {
        "page": page,
        "queue": wanted,
        "communes": communes,
        "commune": commune,
        "states": TABLES["pair_state"],
        "levels": TABLES["pair_level"],
        "reasons": {code: TABLES["pair_reason"][code] for code in SHOWN_REASONS},
        "all_levels": sum(page.by_level.values()),
        "waiting_merges": duplicates.waiting_merges().count(),
    }
    return render(request, "staff/duplicates/list.html", shown)


def _row(pk: int) -> duplicates.PairRow:
    found = duplicates.pair_row(pk)
    if found is None:
        raise Http404("Không có cặp này trong địa bàn của bạn.")
    return found


def _opened(request: HttpRequest, pk: int) -> dict[str, Any]:
    """The pair with both people as far as one sees; the reading of either is recorded."""
    row, actor = _row(pk), request.actor  # type: ignore[attr-defined]
    opened = opened_fields(request)
    for person in (row.first, row.second):
        if person is not None:
            details = {"pair": pk, "shown": sorted(opened)}
            record_read(request, "person.read", object_id=person.pk, area_id=person.area_id, details=details)
    whole = row.first is not None and row.second is not None
    return {
        "row": row,
        "opened": opened,
        "pair": row.pair,
        "whole": whole,
        "decides": registry.may_decide(actor, row.pair),
        "against": registry.AGAINST,
        "merge": duplicates.merge_of(pk),
    }


@allow(*PAIRS)
@asks_purpose
def pair(request: HttpRequest, pk: int) -> HttpResponse:
    """Two records side by side, what speaks for one person and what against, and the acts."""
    page, actor = _opened(request, pk), request.actor  # type: ignore[attr-defined]
    row, merge = page["row"], page["merge"]
    if page["whole"]:
        today = timezone.localdate()
        page["people"] = person_lines(row.first, row.second)
        page["facts"] = fact_lines(row.first.pk, row.second.pk, today, timezone.now(), page["opened"])
        paid = standing_of_both((row.first.pk, row.second.pk), Month.of(today))
        page["paid"] = (paid[row.first.pk], paid[row.second.pk])
    waits = merge is not None and merge.state == registry.Merge.State.PROPOSED
    page["approves"] = waits and actor.may(Permission.DECIDE) and actor.user_id != merge.made_by_id
    page["waits"] = waits
    page["undoes"] = merge is not None and merge.state == registry.Merge.State.DONE and page["decides"]
    return render(request, "staff/duplicates/pair.html", page)


@allow(Permission.MERGE_PEOPLE)
@asks_purpose
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Which record stays, what would go over, and whose word counts where they differ."""
    page = _opened(request, pk)
    row = page["row"]
    if not page["whole"] or not page["decides"]:
        raise Http404("Cặp này do cấp tỉnh quyết định.")
    paid = standing_of_both((row.first.pk, row.second.pk), Month.of(timezone.localdate()))
    kept = row.second if _kept_id(request, row, paid) == row.second.pk else row.first
    absorbed = row.first if kept is row.second else row.second
    moving = registry.moving(absorbed.pk)
    page |= {
        "kept": kept,
        "absorbed": absorbed,
        "questions": questions(registry.conflicts(kept.pk, absorbed.pk), page["opened"]),
        "moving": [(moved.label, moving[moved.code]) for moved in registry.MOVED if moving.get(moved.code)],
        "kept_paid": paid[kept.pk],
        "absorbed_paid": paid[absorbed.pk],
        "both_paid": paid[kept.pk].on_rolls and paid[absorbed.pk].on_rolls,
    }
    return render(request, "staff/duplicates/merge.html", page)


def _kept_id(request: HttpRequest, row: duplicates.PairRow, paid: dict[int, Any]) -> int:
    """As chosen; else the one that is paid, else the one that knows the day of birth, else the older record."""
    first, second = row.first, row.second
    if first is None or second is None:
        raise Http404("Cặp này do cấp tỉnh quyết định.")
    chosen = request.GET.get("giu", "")
    if chosen:
        if chosen not in (str(first.pk), str(second.pk)):
            raise Http404("Hồ sơ giữ lại phải là một trong hai hồ sơ.")
        return int(chosen)
    surer = (paid[second.pk].on_rolls, second.born_precision == "day") > (
        paid[first.pk].on_rolls,
        first.born_precision == "day",
    )
    return second.pk if surer else first.pk


@allow(*PAIRS)
@require_POST
@shows_refusals("/nghi-trung/")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide, merge, approve, refuse or undo."""
    name, actor = request.POST.get("act", ""), request.actor  # type: ignore[attr-defined]
    because = " ".join(request.POST.get("because", "").split())
    if name in ("different", "unsure", "reopen"):
        registry.decide_pair(actor=actor, pair_id=pk, act=name, because=because)
        messages.success(request, gettext("Đã ghi: %(act)s.") % {"act": said(registry.PAIR_ACTS[name].label).lower()})
        return redirect(_next(pk) if name != "reopen" else reverse("duplicate", args=[pk]))
    if name == "same":
        messages.success(request, _merged(request, actor, pk, because))
    elif name in ("approve", "refuse"):
        messages.success(request, _checked(actor, pk, name, because))
    elif name == "undo":
        if not because:
            raise Refusal("Hãy ghi lý do hoàn tác.", code="reason_missing")
        found = duplicates.merge_of(pk)
        undo_same(actor=actor, merge_id=found.pk if found else 0, because=because, on=timezone.localdate())
        messages.success(request, gettext("Đã hoàn tác: hai hồ sơ trở lại như trước khi gộp."))
    else:
        raise Refusal("Không có việc này.", code="unknown_act")
    return redirect("duplicate", pk)


def _next(pk: int) -> str:
    """The next pair to decide, else the queue."""
    found = duplicates.next_pair(duplicates.Queue(registry.PairState.SUSPECTED), other_than=pk)
    return reverse("duplicate", args=[found]) if found else reverse("duplicates")


def _merged(request: HttpRequest, actor: Actor, pk: int, because: str) -> str:
    kept = typed_number(request.POST.get("kept", ""))
    if kept is None:
        raise Refusal("Chưa chọn hồ sơ giữ lại.", code="nothing_chosen")
    choices = {name.removeprefix("chon-"): side for name, side in request.POST.items() if name.startswith("chon-")}
    done = decide_same(actor=actor, pair_id=pk, kept_id=kept, choices=choices, because=because, on=timezone.localdate())
    if done.state == registry.Merge.State.PROPOSED:
        return gettext(
            "Đã trình gộp; hai hồ sơ đều đang hưởng nên chờ người có thẩm quyền khác duyệt. Chi trả vẫn như cũ."
        )
    return gettext("Đã gộp hồ sơ số %(absorbed_id)s vào hồ sơ số %(kept_id)s.") % {
        "absorbed_id": done.absorbed_id,
        "kept_id": done.kept_id,
    }


def _checked(actor: Actor, pk: int, name: str, because: str) -> str:
    found = duplicates.merge_of(pk)
    merge_id = found.pk if found else 0
    if name == "refuse":
        registry.refuse_merge(actor=actor, merge_id=merge_id, because=because)
        return gettext("Không duyệt; cặp này trở lại danh sách nghi trùng.")
    done = carry_out(actor=actor, merge_id=merge_id, on=timezone.localdate())
    return gettext("Đã duyệt và gộp hồ sơ số %(absorbed_id)s vào hồ sơ số %(kept_id)s.") % {
        "absorbed_id": done.absorbed_id,
        "kept_id": done.kept_id,
    }
