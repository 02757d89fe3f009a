"""The counter: find the person, choose the kind, tick the papers, take the case in."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters

from ansinh.access.public import Permission, allow
from ansinh.areas.public import Unit
from ansinh.casework import public as casework
from ansinh.casework.public import queries_cases as queries
from ansinh.kernel.errors import Refusal
from ansinh.registry.public import Person, find_people
from ansinh.staff.filters import edge_of, typed_day, typed_number
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import chosen_ids, shows_refusals
from ansinh.staff.words import TABLES

SHORTEST, LONGEST = 2, 200


@sensitive_post_parameters("q")
@allow(Permission.PREPARE_PROPOSALS)
@asks_purpose
def counter(request: HttpRequest) -> HttpResponse:
    """First of all the person is looked for; the text travels in the body and is kept nowhere."""
    text = request.POST.get("q", "").strip()[:LONGEST]
    found = None
    if len(text) >= SHORTEST:
        actor = request.actor  # type: ignore[attr-defined]
        found = find_people(text, on=timezone.localdate(), area_ids=None if actor.wide else sorted(actor.area_ids))
        kinds = sorted({hit.how for hit in found.hits})
        record_read(request, "person.search", details={"shown": len(found.hits), "by": kinds})
    return render(request, "staff/cases/counter.html", {"text": text, "found": found})


def _person(request: HttpRequest, pk: int) -> Person:
    person = get_object_or_404(Person.objects.select_related("area"), pk=pk)
    record_read(request, "person.read", object_id=pk, area_id=person.area_id, details={"part": "case"})
    return person


@allow(Permission.PREPARE_PROPOSALS)
@asks_purpose
def kinds(request: HttpRequest, pk: int) -> HttpResponse:
    """The kinds of cases by group, and the person's cases."""
    person, today = _person(request, pk), timezone.localdate()
    received = queries.programmes_received(pk, today.replace(day=1))
    suspended = queries.programmes_suspended(pk)
    cases = queries.cases_of(pk)
    going_on = {case.kind: case for case in cases if case.live and case.kind not in casework.REPEATABLE}
    groups: dict[str, list[tuple[casework.CaseKind, str, str, casework.Case | None]]] = {}
    for kind in casework.CASE_KINDS.values():
        why_not = _why_not(kind, person, received, suspended)
        if kind.code == "disability_reissue" and not why_not and not casework.recorded_disability(pk, today):
            why_not = gettext("sổ chưa ghi khuyết tật")
        instead = reverse("news_write", args=(pk, "death")) if kind.about_dead and why_not else ""
        groups.setdefault(kind.group, []).append((kind, why_not, instead, going_on.get(kind.code)))
    shown = {
        "person": person,
        "groups": groups,
        "cases": [(case, casework.CASE_KINDS[case.kind]) for case in cases],
        "received": received,
        "payer": casework.paying_commune(person, today),
    }
    return render(request, "staff/cases/kinds.html", shown)


def _why_not(kind: casework.CaseKind, person: Person, received: list[str], suspended: list[str]) -> str:
    """Why a kind does not fit the person; empty when it does."""
    if kind.about_dead and person.died_on is None:
        return gettext("sổ chưa ghi đã chết")
    if kind.about_receiving and not set(received) & set(kind.programmes):
        return gettext("không đang hưởng")
    if kind.outcome is casework.Outcome.RESUME and not suspended:
        return gettext("không đang tạm dừng")
    if person.died_on is not None and (kind.certifies or kind.code in ("new", "care_support")):
        return gettext("đã chết")
    return ""


@allow(Permission.PREPARE_PROPOSALS)
@asks_purpose
@shows_refusals("/ho-so/tiep-nhan/")
def receive(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The form of a kind: papers with their articles, the procedure and the due day of the day chosen."""
    kind = casework.CASE_KINDS.get(code)
    if kind is None:
        raise Http404("Không có loại hồ sơ này.")
    person, today, wrong = _person(request, pk), timezone.localdate(), {}
    typed = _typed(request, kind, person, today)
    term = _term(kind, typed, today)
    if _other_procedure(request, term):
        wrong = {
            "": gettext("Ngày nhận, chế độ này theo thủ tục khác: hãy xem lại hạn và đánh dấu giấy tờ rồi tiếp nhận.")
        }
    elif request.method == "POST" and request.POST.get("act") == "receive":
        try:
            case = casework.receive_case(actor=request.actor, kind=code, person_id=pk, on=today, **typed)  # type: ignore[attr-defined]
            messages.success(request, gettext("Đã tiếp nhận hồ sơ số %(symbol)s.") % {"symbol": case.symbol})
            return _after(request, case)
        except casework.Unclear as unclear:
            wrong = dict(unclear.where["wrong"])  # type: ignore[call-overload]
        except Refusal as refusal:
            wrong = {"": refusal.said}
    shown = {
        "kind": kind,
        "person": person,
        "today": today,
        "typed": typed,
        "wrong": wrong,
        "wrong_boxes": _wrong_boxes(kind, wrong),
        "fields": [(field, typed["asked"].get(field.name, ""), wrong.get(field.name, "")) for field in kind.asked],
        "starters": [(starter.value, TABLES["starter"][starter.value]) for starter in _starters(kind, person)],
        "programmes": [(one, TABLES["programme"][one]) for one in _programmes(kind, pk, today)],
        "loose": [(one, casework.filled_forms.FORMS[one.code]) for one in _loose(kind, pk)],
        "declared": _declared(kind, typed["programme"], typed["received_on"]),
        "payer": _payer(person, term["procedure"], today),
        "before": [c for c in queries.cases_of(pk) if c.kind in kind.follows],
        **term,
    }
    return render(request, "staff/cases/receive.html", shown, status=422 if wrong else 200)


def _payer(person: Person, procedure: casework.CaseProcedure | None, today: date) -> Unit | None:
    """The other commune that pays the person, where the procedure leads from one commune to another."""
    return casework.paying_commune(person, today) if procedure and "take_up" in procedure.acts else None


def _loose(kind: casework.CaseKind, person_id: int) -> list[casework.FilledForm]:
    """The person's forms for this kind that belong to no file yet."""
    codes = casework.filled_forms.forms_of_kind(kind.code)
    return casework.filled_forms.queries_forms.loose_forms(person_id, codes) if codes else []


def _declared(kind: casework.CaseKind, programme: str, received_on: date) -> tuple[casework.filled_forms.Form, ...]:
    """The forms of the kind and day, to be filled in right after taking the file in."""
    pension = (kind.code, programme) == ("new", "social_pension")
    use = "social_pension" if pension else kind.code
    return casework.filled_forms.forms_for(use, received_on) if casework.filled_forms.forms_of_kind(kind.code) else ()


def _after(request: HttpRequest, case: casework.Case) -> HttpResponse:
    """To the file, or to its form where that is filled in next."""
    code = request.POST.get("then_form", "")
    if code not in {form.code for form in _declared(casework.kind_of(case), case.programme, case.received_on)}:
        return redirect("case", case.pk)
    form = casework.filled_forms.start_form(
        actor=request.actor, code=code, person_id=case.person_id, area_id=case.area_id, on=timezone.localdate(),  # type: ignore[attr-defined]
        known_at=timezone.now(), case_id=case.pk,
    )  # fmt: skip
    return redirect("form", form.pk)


def _said_in_form(request: HttpRequest, kind: casework.CaseKind, person: Person) -> dict[str, Any]:
    """What a finished form says already, so that nothing is typed twice."""
    pk = edge_of(request, "to-khai")
    form = casework.filled_forms.queries_forms.filled_form(pk) if pk else None
    start = casework.filled_forms.start_from(form) if form and form.person_id == person.pk else None
    if form is None or start is None or start.kind != kind.code:
        return {}
    return {
        "starter": start.starter,
        "papers": [start.paper],
        "form_ids": [form.pk],
        "asked": dict(start.asked),
        **{name: start.applicant.get(name, "") for name in ("name", "relation")},
    }


def _wrong_boxes(kind: casework.CaseKind, wrong: dict[str, str]) -> list[tuple[str, str, str]]:
    """What is wrong as (id of its box, its label, text); without a box what no box can mend."""
    labels = {
        "received_on": gettext("Ngày nhận"),
        "programme": gettext("Chế độ"),
        "starter": gettext("Ai nộp"),
        "name": gettext("Họ tên người nộp"),
    }
    asked = {field.name: field.label for field in kind.asked}
    return [
        (
            f"f-{name}" if name in asked else name if name in labels else "",
            asked.get(name) or labels.get(name, ""),
            text,
        )
        for name, text in wrong.items()
    ]


def _other_procedure(request: HttpRequest, term: dict[str, Any]) -> bool:
    """Whether the papers that were ticked are those of another procedure than the one that now holds."""
    shown = request.POST.get("shown")
    return (
        request.POST.get("act") == "receive"
        and shown is not None
        and term["procedure"] is not None
        and (shown != term["procedure"].code)
    )


def _programmes(kind: casework.CaseKind, person_id: int, today: date) -> list[str]:
    """Those to choose from; of a kind about what is received, those that are."""
    if not kind.about_receiving:
        return list(kind.programmes)
    received = queries.programmes_received(person_id, today.replace(day=1))
    return [one for one in kind.programmes if one in received]


def _starters(kind: casework.CaseKind, person: Person) -> tuple[casework.Starter, ...]:
    return kind.starters_for(dead=person.died_on is not None)


def _typed(request: HttpRequest, kind: casework.CaseKind, person: Person, today: date) -> dict[str, Any]:
    post = request.POST
    said = _said_in_form(request, kind, person) if request.method == "GET" else {}
    programmes = _programmes(kind, person.pk, today)
    follows = post.get("follows", "") or str(edge_of(request, "theo") or "")
    return {
        "received_on": typed_day(post.get("received_on", "")) or today,
        "starter": post.get("starter", said.get("starter", _starters(kind, person)[0].value)),
        "programme": post.get("programme", programmes[0] if programmes else ""),
        "applicant": {name: post.get(name, said.get(name, "")) for name in ("name", "relation", "phone")},
        "asked": {field.name: post.get(field.name, said.get("asked", {}).get(field.name, "")) for field in kind.asked},
        "papers": post.getlist("paper") or said.get("papers", []),
        "form_ids": chosen_ids(request, "form") or said.get("form_ids", []),
        "follows": typed_number(follows),
    }


def _term(kind: casework.CaseKind, typed: dict[str, Any], today: date) -> dict[str, Any]:
    """The procedure of the day of receipt, its papers, and the due day it would have."""
    try:
        procedure = casework.procedure_at_receipt(kind, typed["programme"], typed["received_on"], today)
    except (Refusal, KeyError) as refusal:
        return {"procedure": None, "papers": (), "not_told": str(refusal)}
    clock = casework.clock_of(procedure, typed["received_on"], [])
    return {"procedure": procedure, "papers": kind.papers_of(procedure.code), "clock": clock, "due_on": clock.due_on}
