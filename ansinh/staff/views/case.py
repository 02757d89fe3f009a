"""One case: its steps, why, papers and checks, what may be done to it; notes and attached files."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.casework import public as casework
from ansinh.casework.public import queries_cases as queries
from ansinh.flows.send_move import send_move
from ansinh.kernel import attached_files
from ansinh.kernel.errors import Refusal
from ansinh.kernel.languages import said
from ansinh.registry.public import REQUEST_KINDS, RequestState, queries_requests
from ansinh.staff.case_outcome import forecast_of
from ansinh.staff.case_steps import ASIDE, stations_of
from ansinh.staff.downloads import shown_file
from ansinh.staff.explanation import explained_facts
from ansinh.staff.filters import typed_number
from ansinh.staff.opened_person import end_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, chosen_ids, refusals_stay, shows_refusals

READ = (Permission.PREPARE_PROPOSALS, Permission.DECIDE, Permission.READ_PERSON)
WRITE = (Permission.PREPARE_PROPOSALS, Permission.DECIDE)
_OWN_FORMS = ("submit", "take_up", "decide", "send")


def _record(request: HttpRequest, found: casework.Case | None, pk: int, part: str) -> casework.Case:
    if found is None:
        raise Http404("Không có hồ sơ này trong địa bàn của bạn.")
    details = {"case": pk, "part": part}
    record_read(request, "person.read", object_id=found.person_id, area_id=found.area_id, details=details)
    return found


@allow(*READ)
@asks_purpose
def case(request: HttpRequest, pk: int) -> HttpResponse:
    """The case with everything that a decision rests on."""
    return _page(request, pk, typed={}, wrong={})


def _page(request: HttpRequest, pk: int, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    file = casework.case_file(pk, actor, today, end_of)
    found = _record(request, file and file.case, pk, "case")
    assert file is not None  # noqa: S101 - else it was not found
    kind, procedure = casework.kind_of(found), casework.procedure_of_case(found)
    in_force = casework.steps_in_force(file.history)
    acts = casework.acts_within(found, actor, [found.person_id] if file.own_household else ())
    may_write = any(actor.may(permission) for permission in WRITE)
    shown = {
        "case": found,
        "kind": kind,
        "decisions": [signed for signed in (found.left_by, found.decision) if signed],
        "procedure": procedure,
        **_term(found, procedure, in_force, today),
        "history": _told(procedure, file.history),
        "taken_back": _taken_back(found),
        "undoable": _undoable(in_force, actor),
        **_offered(found, acts),
        "own": found.prepared_by_id == actor.user_id and found.state in ("submitted", "taken_up"),
        "opens_person": casework.reaches(actor, found.person.area_id),
        "own_household": found.live and file.own_household,
        "notes": file.notes,
        "attachments": file.attachments,
        "proposals": file.proposals,
        "may_write": may_write,
        "fields": [(field, _shown(field, found.asked.get(field.name, ""))) for field in kind.asked],
        **_papers(found, kind, procedure, actor),
        **_forms(file),
        "offers": casework.offers_of(found, actor, today, file.proposals) if may_write else [],
        **_grounds(request, file, kind),
        "typed": typed,
        "wrong": wrong,
    }
    return render(request, "staff/cases/one.html", shown)


def _offered(found: casework.Case, acts: Sequence[casework.CaseAct]) -> dict[str, Any]:
    """What may be done, by the place on the page where it is offered."""
    submits = next((act for act in acts if act.name in ("submit", "take_up")), None)
    return {
        "acts": acts,
        "submits": submits.name if submits else "",
        "onward": [act for act in acts if act.name not in _OWN_FORMS and act.name not in ASIDE],
        "aside": [act for act in acts if act.name in ASIDE],
        "signs": next((act for act in acts if act.name in ("decide", "send")), None),
        "suggests_refusal": casework.may_suggest_refusal(found, submits) if submits else False,
    }


def _taken_back(found: casework.Case) -> list[casework.Document]:
    """The certificates of a case whose finding was undone."""
    undone = found.request is not None and found.request.state == RequestState.UNDONE
    return casework.queries_documents.certificates_of_case(found.pk) if undone else []


def _shown(field: casework.Asked, value: str) -> str | date:
    return date.fromisoformat(value) if field.type == "day" and value else value


def _term(
    found: casework.Case, procedure: casework.CaseProcedure, in_force: list[casework.CaseStep], today: date
) -> dict[str, Any]:
    """Where the case stands, and until when what has to be done."""
    done = [casework.Done(step.act, step.on) for step in in_force]
    clock = casework.clock_of(procedure, found.received_on, done)
    return {
        "clock": clock,
        "light": _light(found, today),
        "stations": stations_of(found, procedure, clock, in_force),
        "posted_until": casework.posted_until(found, done) if found.state == casework.CaseState.POSTED else None,
    }


def _light(case: casework.Case, today: date) -> str:
    paused = case.paused_on is not None
    return casework.light_of(due_on=case.due_on, paused=paused, closed_on=case.closed_on, today=today)


NOT_IN_TABLES = {
    "receive": "Tiếp nhận",
    "tell_chair": "Báo Chủ tịch: quá hạn",
    "tell_province": "Báo cấp tỉnh: quá hạn",
    "take": "Nhận thụ lý",
    "assign": "Giao thụ lý",
    "undo": "Lấy lại",
    "carry": "Chuyển sang hồ sơ người đã gộp",
    "carry_back": "Trả về hồ sơ người trước khi gộp",
}
"""What happens to a case besides the acts of its procedure."""


def _act_label(procedure: casework.CaseProcedure, act: str) -> str:
    return procedure.acts[act].label if act in procedure.acts else NOT_IN_TABLES.get(act, act)


def _told(procedure: casework.CaseProcedure, history: list[casework.CaseStep]) -> list[tuple[Any, str, bool]]:
    """Each step with its words, and whether it was taken back."""
    gone = {step.undoes_id: step for step in history if step.undoes_id}
    labels = {step.pk: _act_label(procedure, step.act) for step in history}
    return [
        (
            step,
            gettext("Lấy lại: %(labels)s") % {"labels": labels[step.undoes_id].lower()}
            if step.undoes_id
            else labels[step.pk],
            step.pk in gone,
        )
        for step in history
    ]


def _undoable(in_force: list[casework.CaseStep], actor: Actor) -> casework.CaseStep | None:
    """The last step, where this person may take it back."""
    last = in_force[-1]
    return last if casework.may_undo(last, actor, timezone.now()) else None


def _papers(
    found: casework.Case, kind: casework.CaseKind, procedure: casework.CaseProcedure, actor: Actor
) -> dict[str, Any]:
    there = {paper.code: paper.given_on for paper in found.papers.all()}
    rows = [(paper, there.get(paper.code)) for paper in kind.papers_of(procedure.code)]
    return {
        "papers": rows,
        "missing": [paper.label for paper, given in rows if paper.needed and given is None],
        "may_take": found.live and "commune_officer" in actor.roles,
    }


def _forms(file: casework.CaseFile) -> dict[str, Any]:
    """The forms of the file, those of the person that might belong to it, and the papers of its kind and day."""
    found = file.case
    codes = casework.filled_forms.forms_of_kind(found.kind)
    loose = [one for one in file.loose if one.code in codes] if found.live else []
    return {
        "forms": _declared(found) if codes else (),
        "filled": [(one, casework.filled_forms.FORMS[one.code]) for one in file.filled],
        "loose": [(one, casework.filled_forms.FORMS[one.code]) for one in loose],
    }


def _declared(found: casework.Case) -> tuple[casework.filled_forms.Form, ...]:
    kind = "social_pension" if (found.kind, found.programme) == ("new", "social_pension") else found.kind
    return casework.filled_forms.forms_for(kind, found.received_on)


def _grounds(request: HttpRequest, file: casework.CaseFile, kind: casework.CaseKind) -> dict[str, Any]:
    """Why, what would come of it, and the registry's checks; news that could be joined."""
    found, actor, today = file.case, request.actor, timezone.localdate()  # type: ignore[attr-defined]
    known_at = end_of(found.closed_on or today)
    forecast = forecast_of(found, today, known_at, file.facts) if found.live else None
    month, facts = forecast.told if forecast and forecast.told else (file.month, file.facts)
    waiting = queries_requests.requests_about(actor, found.person_id) if kind.news else []
    reached = facts is not None and casework.reaches(actor, found.person.area_id)
    return {
        "why": explained_facts(facts, month, known_at, found.person) if reached else None,
        "about_law": kind.about_law,
        "forecast": forecast,
        "checks": casework.checks_of(found, file.says) if found.live else [],
        "news_kinds": [] if found.asked_after_moving else [REQUEST_KINDS[code] for code in kind.news],
        "news_first": bool(kind.news)
        and found.request is None
        and not found.asked_after_moving
        and casework.takes_news(found),
        "news": [(one, REQUEST_KINDS[one.kind]) for one in waiting if one.kind in kind.news],
        "request_kind": REQUEST_KINDS[found.request.kind] if found.request else None,
        "month": month,
        "here": request.get_full_path() if request.method == "GET" else f"/ho-so/{found.pk}/",
        "open_sensitive": request.GET.get("nhay-cam") == "1",
    }


def _submit(request: HttpRequest, actor: Actor, pk: int, act: str) -> str:
    casework.submit_case(
        actor=actor, case_id=pk, suggested=request.POST.get("suggested", ""), on=timezone.localdate(),
        at=timezone.now(), because=request.POST.get("because", ""), act=act,
    )  # fmt: skip
    return gettext("Đã trình; chờ người khác quyết định.")


def _decide(request: HttpRequest, actor: Actor, pk: int, act: str) -> str:
    done = casework.decide_case(actor=actor, case_id=pk, on=timezone.localdate(), at=timezone.now())
    if done.decision:
        return gettext("Đã ký quyết định số %(symbol)s.") % {"symbol": done.decision.symbol}
    if done.request:
        return gettext("Đã ký; tin gắn với hồ sơ đã được duyệt để ghi vào sổ.")
    if casework.kind_of(done).certifies:
        return gettext("Đã ký; lập và in giấy ở khung “Văn bản”, giấy cũ được thu hồi khi giấy mới có số.")
    return gettext("Đã ký trả lời.")


def _refuse(request: HttpRequest, actor: Actor, pk: int, act: str) -> str:
    because = request.POST.get("said", "") or casework.Case.objects.get(pk=pk).because
    casework.refuse_case(actor=actor, case_id=pk, on=timezone.localdate(), because=because)
    return gettext("Đã trả lời không giải quyết, kèm lý do.")


def _send(request: HttpRequest, actor: Actor, pk: int, act: str) -> str:
    send_move(actor=actor, case_id=pk, on=timezone.localdate())
    return gettext("Đã ký thôi chi trả tại xã và gửi hồ sơ cho xã nơi mới.")


def _step(request: HttpRequest, actor: Actor, pk: int, act: str) -> str:
    done = casework.step_case(
        actor=actor, case_id=pk, act=act, on=timezone.localdate(), said=request.POST.get("said", "")
    )
    return gettext("Hồ sơ chuyển sang: %(state)s.") % {"state": said(done.get_state_display()).lower()}


_ACTS: dict[str, Callable[[HttpRequest, Actor, int, str], str]] = {
    "submit": _submit,
    "take_up": _submit,
    "decide": _decide,
    "refuse": _refuse,
    "send": _send,
}


@allow(*WRITE)
@require_POST
@asks_purpose
@refusals_stay(_page)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one act of the case's table."""
    name = request.POST.get("act", "")
    done = _ACTS.get(name, _step)(request, request.actor, pk, name)  # type: ignore[attr-defined]
    messages.success(request, done)
    return redirect("case", pk)


@allow(Permission.PREPARE_PROPOSALS)
@require_POST
@asks_purpose
@shows_refusals("/ho-so/")
def papers(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick off the papers that are there."""
    actor = request.actor  # type: ignore[attr-defined]
    there = casework.take_papers(actor=actor, case_id=pk, codes=request.POST.getlist("paper"), on=timezone.localdate())
    messages.success(request, gettext("Đã ghi: có %(there)s giấy tờ.") % {"there": there})
    return back(request, f"/ho-so/{pk}/")


@allow(Permission.PREPARE_PROPOSALS)
@require_POST
@asks_purpose
@shows_refusals("/ho-so/")
def link(request: HttpRequest, pk: int) -> HttpResponse:
    """Join the change request that the case ends in."""
    news = typed_number(request.POST.get("request", ""))
    if news is None:
        raise Refusal("Chưa chọn tin nào.", code="nothing_chosen")
    casework.link_news(actor=request.actor, case_id=pk, request_id=news)  # type: ignore[attr-defined]
    messages.success(request, gettext("Đã gắn tin vào hồ sơ."))
    return back(request, f"/ho-so/{pk}/")


@allow(Permission.PREPARE_PROPOSALS)
@require_POST
@asks_purpose
@shows_refusals("/ho-so/")
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Join a form that the person has filled in."""
    for form_id in chosen_ids(request, "form"):
        casework.filled_forms.join_form(actor=request.actor, form_id=form_id, case_id=pk)  # type: ignore[attr-defined]
    messages.success(request, gettext("Đã gắn tờ khai vào hồ sơ."))
    return back(request, f"/ho-so/{pk}/")


@allow(*WRITE)
@require_POST
@asks_purpose
@shows_refusals("/ho-so/")
def note(request: HttpRequest, pk: int) -> HttpResponse:
    """Write to colleagues."""
    casework.note_case(actor=request.actor, case_id=pk, text=request.POST.get("text", ""))  # type: ignore[attr-defined]
    return redirect(f"/ho-so/{pk}/#trao-doi")


@allow(*WRITE)
@require_POST
@asks_purpose
@shows_refusals("/ho-so/")
def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """Attach a file; no more of it is read than shows that it is too large."""
    upload = request.FILES.get("file")
    if upload is None:
        raise Refusal("Chưa chọn tệp.", code="no_file")
    casework.attach_to_case(
        actor=request.actor, case_id=pk, name=upload.name or "",  # type: ignore[attr-defined]
        content=upload.read(attached_files.LARGEST + 1), paper=request.POST.get("paper", ""),
    )  # fmt: skip
    messages.success(request, gettext("Đã đính kèm."))
    return redirect(f"/ho-so/{pk}/#dinh-kem")


@allow(*READ)
@asks_purpose
@shows_refusals("/ho-so/")
def attachment(request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
    """An attached file, decrypted for whoever may see the case."""
    found = _record(request, queries.case_of(pk), pk, "attachment")
    kept = found.attachments.filter(pk=file_id).first()
    if kept is None:
        raise Http404("Không có tệp này.")
    return shown_file(attached_files.fetch(kept.stored, kept.key), f"ho-so-{pk}-{kept.pk}.{kept.type}")
