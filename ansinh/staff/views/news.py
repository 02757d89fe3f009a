"""News about people: the queue, one request side by side with what is known, and what may be done to it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.casework import public as casework
from ansinh.flows.news_effect import Effect, effect_of
from ansinh.flows.undo_news import undo_news
from ansinh.kernel.attached_files import fetch
from ansinh.kernel.errors import Refusal
from ansinh.registry import public as registry
from ansinh.registry.public import queries_requests as queries
from ansinh.staff.downloads import shown_file
from ansinh.staff.filters import edge_of, known
from ansinh.staff.guarded import opened_fields
from ansinh.staff.news_words import doubt_lines, effect_lines, lines_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, carry_out, chosen_ids, refusals_stay, shows_refusals
from ansinh.staff.scope_choice import chosen_commune, communes_of
from ansinh.staff.words import TABLES

NEWS = (Permission.RECORD_NEWS, Permission.APPROVE_NEWS)
READ = (*NEWS, Permission.READ_PERSON)


@allow(*NEWS)
@asks_purpose
def news(request: HttpRequest) -> HttpResponse:
    """The queue: conflicts first, then the oldest."""
    actor = request.actor  # type: ignore[attr-defined]
    communes = communes_of(actor, timezone.localdate())
    commune = chosen_commune(request, communes)
    state = known(request, "trang-thai", TABLES["request_state"]) or "open"
    kind = known(request, "loai", registry.REQUEST_KINDS)
    area_ids = [commune.pk] if commune and len(communes) > 1 else None
    page = queries.request_page(actor, state=state, kind=kind, area_ids=area_ids, skip=edge_of(request, "tu") or 0)
    record_read(request, "person.list", details={"shown": len(page.requests), "screen": "news"})
    shown = {
        "page": page,
        "rows": [(one, registry.REQUEST_KINDS[one.kind], _may_approve(one, actor)) for one in page.requests],
        "may_approve": state == "open" and actor.may(Permission.APPROVE_NEWS),
        "may_record": actor.may(Permission.RECORD_NEWS),
        "state": state,
        "kind": kind,
        "states": TABLES["request_state"],
        "kinds": registry.REQUEST_KINDS,
        "communes": communes,
        "commune": commune,
        "total": sum(page.by_kind.values()),
        "next": page.place + queries.PAGE,
        "former": max(page.place - queries.PAGE, 0),
    }
    return render(request, "staff/news/queue.html", shown)


def _may_approve(one: registry.ChangeRequest, actor: Actor) -> bool:
    """Whether it can be ticked: somebody else's, and not in another's way."""
    return registry.may_request(registry.REQUEST_ACTS["approve"], one, actor) and not getattr(one, "in_conflict", 0)


def _found(request: HttpRequest, pk: int) -> registry.ChangeRequest:
    found = queries.request_of(request.actor, pk)  # type: ignore[attr-defined]
    if found is None:
        raise Http404("Không có tin này trong địa bàn của bạn.")
    return found


@allow(*READ)
@asks_purpose
def one(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known beside what is asked, what it would change in the law's answer, and whatever stands against it."""
    return _page(request, pk, typed={}, wrong={})


def _page(request: HttpRequest, pk: int, *, typed: Mapping[str, str], wrong: Mapping[str, str]) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    found = _found(request, pk)
    opened = opened_fields(request)
    details = {"request": pk, "part": "news", "shown": sorted(opened)}
    record_read(request, "person.read", object_id=found.person_id or "", area_id=found.area_id, details=details)
    kind = registry.REQUEST_KINDS[found.kind]
    standing = queries.standing(found)
    waits = found.live or found.state == "draft"
    effects, not_told = _effects(found) if waits else ([], "")
    people = registry.Person.objects.filter(pk__in={effect.person_id for effect in effects})
    names = {**standing.names, **dict(people.values_list("pk", "full_name"))}
    lines = lines_of(found, standing, opened)
    shown = {
        "news": found,
        "kind": kind,
        "lines": lines,
        "nothing_new": waits and not any(line.differs for line in lines),
        "doubts": doubt_lines(standing),
        "standing": standing,
        "conflicts": [(other, registry.REQUEST_KINDS[other.kind]) for other in standing.conflicts],
        "effects": effect_lines(effects, names, found.title),
        "not_told": not_told,
        "waits": waits,
        "later": found.effective_on > timezone.localdate(),
        "own": found.made_by_id == actor.user_id,
        "certificates": casework.queries_documents.certificates_resting_on(found) if found.state == "applied" else [],
        "acts": {n for n, act in registry.REQUEST_ACTS.items() if registry.may_request(act, found, actor)},
        "receives": found.to_area is not None,
        "may_issue": casework.may_issue(actor) and (actor.wide or found.area_id in actor.area_ids),
        "cases": _cases_for(found, actor),
        **_moved(found, actor),
        "typed": typed,
        "wrong": wrong,
    }
    return render(request, "staff/news/one.html", shown)


def _moved(found: registry.ChangeRequest, actor: Actor) -> dict[str, object]:
    """Whoever moved here by this news and is paid from elsewhere still, with what this person may do about it."""
    here = found.to_area_id is not None and casework.reaches(actor, found.to_area_id)
    if not here or found.person is None or found.state != registry.RequestState.APPLIED:
        return {}
    payer = casework.paying_commune(found.person, timezone.localdate())
    return {"payer": payer, "may_receive": "commune_officer" in actor.roles}


def _cases_for(found: registry.ChangeRequest, actor: Actor) -> list[casework.Case]:
    """The files at this desk that wait for such news."""
    usable = found.state in (registry.RequestState.OPEN, registry.RequestState.APPROVED, registry.RequestState.APPLIED)
    if not usable or found.person_id is None or "commune_officer" not in actor.roles:
        return []
    waiting = casework.queries_cases.cases_for_news(found.person_id, found.kind)
    return [case for case in waiting if casework.takes_news(case) and case.area_id in actor.area_ids]


def _effects(found: registry.ChangeRequest) -> tuple[list[Effect], str]:
    """What it would change; a request that cannot be recorded as it stands says why instead."""
    try:
        return effect_of(found, timezone.localdate()), ""
    except Refusal as refusal:
        return [], refusal.said


@allow(*READ)
@asks_purpose
@shows_refusals("/tin-moi/")
def scan(request: HttpRequest, pk: int) -> HttpResponse:
    """The scan of the document."""
    found = _found(request, pk)
    kept = getattr(found, "scan", None)  # read with the request
    if kept is None:
        raise Http404("Tin này không kèm bản chụp.")
    details = {"request": pk, "part": "scan"}
    record_read(request, "person.read", object_id=found.person_id or "", area_id=found.area_id, details=details)
    return shown_file(fetch(kept.stored, kept.key), f"giay-to-tin-{pk}.{kept.type}")


def _submit(request: HttpRequest, actor: Actor, pk: int) -> str:
    sent = registry.submit_request(actor=actor, request_id=pk, on=timezone.localdate())
    if sent.state != "open":
        return _outcome(sent)
    if sent.to_area is not None:
        return gettext("Đã gửi; chờ %(to_area)s tiếp nhận.") % {"to_area": sent.to_area.name}
    return gettext("Đã gửi; chờ người khác duyệt.")


def _outcome(sent: registry.ChangeRequest) -> str:
    if sent.state == "applied":
        return gettext("Đã ghi vào sổ, tính từ ngày %(effective_on)s.") % {
            "effective_on": f"{sent.effective_on:%d/%m/%Y}"
        }
    return gettext("Đã duyệt; sẽ ghi vào sổ ngày %(effective_on)s.") % {"effective_on": f"{sent.effective_on:%d/%m/%Y}"}


def _approve(request: HttpRequest, actor: Actor, pk: int) -> str:
    return _outcome(registry.approve_request(actor=actor, request_id=pk, on=timezone.localdate()))


def _refuse(request: HttpRequest, actor: Actor, pk: int) -> str:
    registry.refuse_request(actor=actor, request_id=pk, because=request.POST.get("because", ""))
    return gettext("Đã ghi là không duyệt.")


def _withdraw(request: HttpRequest, actor: Actor, pk: int) -> str:
    registry.withdraw_request(actor=actor, request_id=pk)
    return gettext("Đã rút tin.")


def _look_again(request: HttpRequest, actor: Actor, pk: int) -> str:
    registry.look_again(actor=actor, request_id=pk)
    return gettext("Đã xem lại phần hiện tại; tin có thể được duyệt.")


def _undo(request: HttpRequest, actor: Actor, pk: int) -> str:
    because = request.POST.get("undo_because", "")
    done = undo_news(
        actor=actor, request=_found(request, pk), on=timezone.localdate(), at=timezone.now(), because=because
    )
    told = gettext("Đã hoàn tác: %(count)s thông tin trở lại như trước khi ghi tin này.") % {"count": done.facts}
    if not done.certificates:
        return told
    symbols = ", ".join(document.symbol for document in done.certificates)
    return f"{told} {gettext('Đã thu hồi Giấy xác nhận khuyết tật số %(symbols)s.') % {'symbols': symbols}}"


_ACTS: dict[str, Callable[[HttpRequest, Actor, int], str]] = {
    "submit": _submit,
    "approve": _approve,
    "refuse": _refuse,
    "withdraw": _withdraw,
    "look_again": _look_again,
    "undo": _undo,
}


@allow(*NEWS)
@require_POST
@asks_purpose
@refusals_stay(_page)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Do one act to one request."""
    carry_out(request, _ACTS, pk)
    return back(request, f"/tin-moi/{pk}/")


@allow(Permission.APPROVE_NEWS)
@require_POST
@asks_purpose
@shows_refusals("/tin-moi/")
def approve_chosen(request: HttpRequest) -> HttpResponse:
    """Approve the ticked requests; those that cannot be are named with the reason."""
    ids = chosen_ids(request)
    if not ids:
        raise Refusal("Chưa chọn tin nào.", code="nothing_chosen")
    actor = request.actor  # type: ignore[attr-defined]
    done, refused = registry.approve_requests(actor=actor, request_ids=ids[: queries.PAGE], on=timezone.localdate())
    if done:
        messages.success(request, gettext("Đã duyệt %(done)s tin.") % {"done": done})
    for pk, refusal in refused.items():
        messages.error(request, gettext("Tin số %(pk)s: %(message)s") % {"pk": pk, "message": refusal.said})
    return back(request, "/tin-moi/")
