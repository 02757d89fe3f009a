"""The desk of proposals: looked through by kind, submitted, signed, returned, singly or in bulk."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.areas.public import with_parts_and_predecessors
from ansinh.casework import public as casework
from ansinh.casework.public import queries, queries_documents
from ansinh.determination.public import law_of_evidence
from ansinh.flows.month_acts import Order, signed_sentence
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.staff.explanation import explained
from ansinh.staff.filters import edge_of, known, month_of
from ansinh.staff.orders import do_order
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, chosen_ids, shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of
from ansinh.staff.words import TABLES

DESK = (Permission.PREPARE_PROPOSALS, Permission.DECIDE)
DOUBTS = {"clear": "Không nghi vấn", "doubtful": "Cần xem riêng"}


def _first_state(actor: Actor) -> str:
    return "open" if actor.may(Permission.PREPARE_PROPOSALS) else "submitted"


@allow(*DESK)
@asks_purpose
def proposals(request: HttpRequest) -> HttpResponse:
    """A desk: the proposals in one state, by kind."""
    actor = request.actor  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    commune = chosen_commune(request, communes)
    state = known(request, "trang-thai", TABLES["proposal_state"]) or _first_state(actor)
    kind = known(request, "loai", TABLES["proposal_kind"])
    until, doubt = month_of(request, "den-thang"), known(request, "nghi-van", DOUBTS)
    desk = queries.Desk(state, kind, [commune.pk] if commune else None, until, doubt)
    acts = [act for act in casework.ACTS.values() if casework.may(act, state, actor)]
    signer = actor.user_id if any(act.name == "decide" for act in acts) else None
    page = queries.proposal_page(desk, after=edge_of(request, "sau"), signer=signer)
    if actor.wide:
        record_read(request, "person.list", details={"shown": len(page.proposals), "screen": "proposals"})
    shown = {
        "page": page,
        "desk": desk,
        "communes": communes,
        "commune": commune,
        "acts": acts,
        "states": TABLES["proposal_state"],
        "kinds": TABLES["proposal_kind"],
        "doubts": DOUBTS,
        "all_kinds": sum(page.by_kind.values()),
        "may_issue": casework.may_issue(actor),
        "posts": commune is not None and state == "submitted" and casework.posting_days(timezone.localdate()) > 0,
    }
    return render(request, "staff/proposals/list.html", shown)


@allow(*DESK, Permission.READ_PERSON)
@asks_purpose
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """One proposal: what would change, why, and the facts it rests on."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.proposal(pk)
    if found is None:
        raise Http404("Không có đề nghị này trong địa bàn của bạn.")
    open_sensitive = request.GET.get("nhay-cam") == "1"
    details = {"proposal": pk, "sensitive": open_sensitive}
    law, month = law_of_evidence(found.run_id, found.made_at), str(found.evidence_month)[:7]
    record_read(request, "person.read", object_id=found.person_id, area_id=found.area_id, details=details)
    shown = {
        "open_sensitive": open_sensitive,
        "proposal": found,
        "why": explained(found.facts, month, law, found.person),
        "acts": [act for act in casework.ACTS.values() if casework.may(act, found.state, actor)],
        "documents": queries_documents.of_proposal(pk),
        "may_issue": casework.may_issue(actor),
    }
    return render(request, "staff/proposals/one.html", shown)


def _submit(request: HttpRequest, actor: Actor, ids: list[int]) -> str:
    return gettext("Đã trình %(number)s đề nghị.") % {
        "number": casework.submit_proposals(ids=ids, by=actor, at=timezone.now())
    }


def _recall(request: HttpRequest, actor: Actor, ids: list[int]) -> str:
    return gettext("Đã rút lại %(number)s đề nghị.") % {"number": casework.recall_proposals(ids=ids, by=actor)}


def _decide(request: HttpRequest, actor: Actor, ids: list[int]) -> str:
    return signed_sentence(casework.decide_proposals(ids=ids, by=actor, on=timezone.localdate()))


def _return(request: HttpRequest, actor: Actor, ids: list[int]) -> str:
    because = " ".join(request.POST.get("because", "").split())
    if not because:
        raise Refusal("Hãy ghi lý do trả lại.", code="reason_missing")
    return gettext("Đã trả lại %(number)s đề nghị.") % {
        "number": casework.return_proposals(ids=ids, by=actor, because=because[:500])
    }


_ACTS: dict[str, Callable[[HttpRequest, Actor, list[int]], str]] = {
    "submit": _submit,
    "recall": _recall,
    "decide": _decide,
    "return": _return,
}


@allow(*DESK)
@require_POST
@shows_refusals("/de-nghi/")
def act(request: HttpRequest) -> HttpResponse:
    """Do one act to the ticked proposals, or to all of the desk about which nothing is doubtful."""
    actor = request.actor  # type: ignore[attr-defined]
    name = request.POST.get("act", "")
    name, _, reach = name.partition(":")
    if name not in _ACTS:
        raise Refusal("Không có việc này.", code="unknown_act")
    if reach == "clear":
        return do_order(request, _all_clear(request, name), "/de-nghi/")
    messages.success(request, _ACTS[name](request, actor, chosen_ids(request)))
    return back(request, "/de-nghi/")


def _all_clear(request: HttpRequest, act: str) -> Order:
    """Every clear proposal of the desk that the form was on."""
    communes = communes_of(request.actor, timezone.localdate())  # type: ignore[attr-defined]
    code = request.POST.get("xa", "")
    areas = [unit.pk for unit in communes if unit.code == code] if code else None
    state, kind, month = (request.POST.get(name, "") for name in ("trang-thai", "loai", "den-thang"))
    if areas == [] or state not in TABLES["proposal_state"] or (kind and kind not in TABLES["proposal_kind"]):
        raise Refusal("Bộ lọc không hợp lệ.", code="bad_filter")
    try:
        until = Month.parse(month) if month else None
    except ValueError:
        raise Refusal("Bộ lọc không hợp lệ.", code="bad_filter") from None
    if areas is not None:
        areas = sorted(with_parts_and_predecessors(areas))
    told = until or Month.of(timezone.localdate())
    return Order(act, told, code, state, kind, areas, until.first if until else None)
