"""One form on the screen: saved as it is typed, held against the registry, printed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.casework import public as casework
from ansinh.casework.public import filled_forms as forms
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from ansinh.registry.public import queries_requests
from ansinh.staff import news_form
from ansinh.staff.downloads import shown_file
from ansinh.staff.filters import typed_number
from ansinh.staff.form_boxes import FormBox, beside_start, box_of, boxes_of, empty_row
from ansinh.staff.guarded import opened_fields
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, shows_refusals

READ = (Permission.RECORD_NEWS, Permission.READ_PERSON)
NOT_ANSWERS = ("csrfmiddlewaretoken", "version")


def _found(request: HttpRequest, pk: int, part: str) -> casework.FilledForm:
    """The form (404 outside the actor's areas), with the reading recorded; its paper shows all that screens cover."""
    form = forms.queries_forms.filled_form(pk)
    if form is None:
        raise Http404("Không có tờ khai này trong địa bàn của bạn.")
    fields = forms.FORMS[form.code].fields
    covered = {fields[name].covered for name in form.answers} - {""}
    shown = covered if part == "form_paper" else opened_fields(request)
    details = {"form": pk, "part": part, "shown": sorted(shown)}
    record_read(request, "person.read", object_id=form.person_id or "", area_id=form.area_id, details=details)
    return form


def _differing(form: casework.FilledForm) -> list[forms.Difference]:
    """Where it says otherwise than the registry does now; nothing about somebody who is not in it."""
    if form.person_id is None:
        return []
    known = forms.known_about(form.person_id, on=timezone.localdate(), known_at=timezone.now())
    return forms.differences(forms.FORMS[form.code], form.answers, known)


@allow(*READ)
@asks_purpose
def form(request: HttpRequest, pk: int) -> HttpResponse:
    """The form with what is in it."""
    return _page(request, _found(request, pk, "form"))


def _page(request: HttpRequest, filled: casework.FilledForm, wrong: Mapping[str, str] | None = None) -> HttpResponse:
    declared, opened = forms.FORMS[filled.code], opened_fields(request)
    actor = request.actor  # type: ignore[attr-defined]
    differing = _differing(filled)
    boxes = boxes_of(declared, filled, opened=opened, differing=differing, wrong=wrong)
    acts = {name for name, act in forms.FORM_ACTS.items() if forms.may_act_on_form(act, filled, actor)}
    page = {
        "filled": filled,
        "declared": declared,
        "sections": [(one, [boxes[field.name] for field in one.fields]) for one in declared.asked_of_people],
        "office": [one for one in declared.sections if one.office],
        "differing": [boxes[one.field.name] for one in differing],
        "from_registry": sum(box.from_registry and not box.hidden for box in boxes.values()),
        "wrong": [(boxes[name], text) for name, text in (wrong or {}).items()],
        "acts": acts,
        "writable": "complete" in acts,
        "starts": _starts(filled, actor),
        "verified": declared.wording == forms.Wording.PAPER,
    }
    return render(request, "staff/forms/form.html", page, status=422 if wrong else 200)


def _starts(filled: casework.FilledForm, actor: Actor) -> casework.CaseKind | None:
    """The kind of file that this form can begin now: it is declared in full, about somebody, and of no file yet."""
    done = filled.state != forms.FormState.DRAFT and filled.person_id is not None and filled.case_id is None
    return forms.kind_of_form(filled.code) if done and "commune_officer" in actor.roles else None


@allow(Permission.RECORD_NEWS)
@require_POST
@asks_purpose
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep what was typed into a field; the answer tells so beside it, and what else has to be shown now."""
    version = typed_number(request.POST.get("version", ""), longest=9)
    given = {name: request.POST.getlist(name) for name in request.POST if name not in NOT_ANSWERS}
    try:
        if version is None:
            raise Refusal("Hãy tải lại trang rồi gõ lại.", code="no_version")
        saved = forms.save_answers(actor=request.actor, form_id=pk, version=version, given=_emptied(given))  # type: ignore[attr-defined]
    except forms.SavedElsewhere as elsewhere:
        return render(
            request, "staff/forms/not_saved.html", {"refusal": elsewhere, "where": elsewhere.where}, status=409
        )
    except Refusal as refusal:
        return render(request, "staff/forms/not_saved.html", {"refusal": refusal}, status=422)
    if request.headers.get("HX-Request") != "true":
        return _page(request, saved.form, saved.wrong) if saved.wrong else redirect("form", pk)
    return render(request, "staff/forms/saved.html", _after(request, saved, given))


def _emptied(given: Mapping[str, list[str]]) -> dict[str, list[str]]:
    """Ticks send nothing when none is left; the page sends an empty one along, so that the name arrives."""
    return {name: [text for text in texts if text] for name, texts in given.items()}


def _after(request: HttpRequest, saved: forms.Saved, given: Mapping[str, list[str]]) -> dict[str, Any]:
    """What has to be drawn anew: the mistakes beside the fields sent, fields that now appear or go, a further row."""
    declared, opened, answers = forms.FORMS[saved.form.code], opened_fields(request), saved.form.answers
    sent = [(name, saved.wrong.get(name, "")) for name in given]
    typed_into = {name.partition(".")[0] for name in given}
    hints = [beside_start(declared, declared.fields[name], saved.form, opened) for name in sorted(typed_into)]
    dependents: list[FormBox] = []
    rows = []
    for name in sorted(saved.changed):
        field = declared.fields[name]
        dependents += [
            replace(box_of(declared, one, answers, opened=opened, wrong={}), swap=True)
            for one in declared.dependents(name)
        ]
        if field.kind is forms.FieldKind.TABLE and _last_row(given, name) == len(answers.get(name, [])) - 1:
            rows.append((field, empty_row(field, len(answers[name]))))
    return {
        "filled": saved.form,
        "sent": sent,
        "hints": hints,
        "wrong": saved.wrong,
        "dependents": dependents,
        "rows": rows,
        "writable": True,
    }


def _last_row(given: Mapping[str, list[str]], table: str) -> int:
    rows = [name.split(".") for name in given if name.startswith(f"{table}.")]
    return max((int(row) for _, row, _ in rows), default=-2)


@allow(*READ)
@asks_purpose
def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The paper with the answers."""
    filled = _found(request, pk, "form_paper")
    declared = forms.FORMS[filled.code]
    return shown_file(forms.paper_of(declared, filled.answers, place=filled.area.name), f"to-khai-{filled.pk}.pdf")


@allow(Permission.RECORD_NEWS)
@require_POST
@asks_purpose
@shows_refusals("/to-khai/")
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Declared in full, printed, opened again, thrown away."""
    actor, name = request.actor, request.POST.get("act", "")  # type: ignore[attr-defined]
    if name == "complete":
        try:
            forms.complete_form(actor=actor, form_id=pk)
        except forms.Incomplete as incomplete:
            return _page(request, _found(request, pk, "form"), incomplete.where["wrong"])  # type: ignore[arg-type]
        messages.success(request, gettext("Đã khai đủ; có thể in để ký."))
    elif name == "print":
        forms.print_form(actor=actor, form_id=pk)
        return redirect("form_paper", pk)
    elif name == "reopen":
        forms.reopen_form(actor=actor, form_id=pk)
        messages.success(request, gettext("Đã mở lại để sửa; bản đã in không còn đúng với tờ khai này."))
    elif name == "discard":
        forms.discard_form(actor=actor, form_id=pk)
        messages.success(request, gettext("Đã bỏ tờ khai đang khai."))
        return redirect("forms")
    else:
        raise Refusal("Không có việc này.", code="unknown_act")
    return back(request, f"/to-khai/{pk}/")


@allow(Permission.RECORD_NEWS)
@asks_purpose
def to_registry(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """The form of a kind of news, filled with what the form says otherwise: the registry changes only by way of it."""
    filled = _found(request, pk, "form_news")
    kind = registry.REQUEST_KINDS.get(code)
    if kind is None or filled.person is None:
        raise Http404("Không có loại tin này cho tờ khai này.")
    typed = forms.news_from(forms.FORMS[filled.code], filled.answers, code)
    if not typed:
        raise Http404("Tờ khai không có gì để báo bằng loại tin này.")
    person, today = filled.person, timezone.localdate()
    about = queries_requests.around_person(person, today)
    start = queries_requests.filled_in(kind, about) if code == "correction" else {}
    known = {name: [str(value)] for name, value in start.items() if value}
    issuer = {"document_issuer": [f"UBND {filled.area.name[0].lower()}{filled.area.name[1:]}"]}
    parts = news_form.boxes_of(
        kind, person, person.area, today=today, opened=opened_fields(request), typed={**issuer, **known, **typed}
    )
    nobody = kind.approval is registry.Approval.NOBODY
    page = {"kind": kind, "person": person, "area": person.area, "today": today, "wrong": [], "nobody": nobody}
    waiting = news_form.same_fact(request.actor, kind, person, today)  # type: ignore[attr-defined]
    return render(request, "staff/news/form.html", page | parts | {"declared_on": filled, "same_fact": waiting})
