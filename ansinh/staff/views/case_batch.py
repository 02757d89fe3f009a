"""One act on several cases: doing it, what came of each, taking it back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Actor, Permission, allow
from ansinh.casework import public as casework
from ansinh.casework.public import queries_cases as queries
from ansinh.kernel.errors import Refusal
from ansinh.staff.case_batches import ASSIGN, PRINT, SIGN, SUBMIT, TAKE, told_of
from ansinh.staff.downloads import shown_file
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import chosen_ids, shows_refusals

CASES = (Permission.PREPARE_PROPOSALS, Permission.DECIDE)


def _take(request: HttpRequest, actor: Actor, ids: list[int], on: date) -> casework.CaseBatch:
    return casework.assign_cases(actor=actor, case_ids=ids, owner_id=actor.user_id or 0, on=on)


def _assign(request: HttpRequest, actor: Actor, ids: list[int], on: date) -> casework.CaseBatch:
    to = chosen_ids(request, "owner")
    if len(to) != 1:
        raise Refusal("Chọn giao cho ai.", code="nothing_chosen")
    return casework.assign_cases(actor=actor, case_ids=ids, owner_id=to[0], on=on)


def _submit(request: HttpRequest, actor: Actor, ids: list[int], on: date) -> casework.CaseBatch:
    return casework.submit_cases(actor=actor, case_ids=ids, on=on, at=timezone.now())


def _decide(request: HttpRequest, actor: Actor, ids: list[int], on: date) -> casework.CaseBatch:
    return casework.decide_cases(actor=actor, case_ids=ids, on=on, at=timezone.now())


def _step(request: HttpRequest, actor: Actor, ids: list[int], on: date) -> casework.CaseBatch:
    said = request.POST.get("said", "")
    return casework.step_cases(actor=actor, case_ids=ids, act=request.POST.get("act", ""), on=on, said=said)


_ACTS: dict[str, Callable[[HttpRequest, Actor, list[int], date], casework.CaseBatch]] = {
    TAKE: _take,
    ASSIGN: _assign,
    SUBMIT: _submit,
    SIGN: _decide,
}


@allow(*CASES)
@require_POST
@asks_purpose
@shows_refusals("/ho-so/")
def act(request: HttpRequest) -> HttpResponse:
    """Do an act to the ticked cases, and show what came of each."""
    actor = request.actor  # type: ignore[attr-defined]
    name = request.POST.get("act", "")
    if name == PRINT:
        return _print(request, actor)
    batch = _ACTS.get(name, _step)(request, actor, chosen_ids(request), timezone.localdate())
    return redirect("case_batch", batch.pk)


@allow(*CASES)
@asks_purpose
@shows_refusals("/ho-so/")
def preview(request: HttpRequest, pk: int, code: str) -> HttpResponse:
    """A document of a case as it would be, without number; nothing is issued."""
    found = queries.case_of(pk)
    if found is None:
        raise Http404("Không có hồ sơ này trong địa bàn của bạn.")
    details = {"case": pk, "part": "document_preview"}
    record_read(request, "person.read", object_id=found.person_id, area_id=found.area_id, details=details)
    offer = casework.offer_of(found, code, request.actor, timezone.localdate())  # type: ignore[attr-defined]
    return shown_file(casework.preview_as_pdf(offer.draft.preview()), f"xem-truoc-{code}-{pk}.pdf")


def _print(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Issue what each file needs at its step and give all of it as one PDF."""
    today, issued = timezone.localdate(), []
    ids = chosen_ids(request)
    if not ids or len(ids) > queries.PAGE:
        raise Refusal("Chọn từ 1 đến %(n)s hồ sơ để in.", code="nothing_chosen", n=queries.PAGE)
    for pk in ids:
        found = queries.case_of(pk)
        offers = casework.offers_of(found, actor, today) if found else []
        for offer in (each for each in offers if each.now):
            document = offer.issued or casework.issue_document(actor=actor, draft=offer.draft, on=today)
            details = {"document": document.pk, "kind": document.kind, "what": "pdf"}
            record_read(
                request, "document.read", object_kind="document", object_id=document.pk, area_id=document.area_id,
                details=details,
            )  # fmt: skip
            issued.append(document)
    if not issued:
        raise Refusal("Các hồ sơ đã chọn chưa cần in văn bản nào ở bước này.", code="nothing_to_print")
    return shown_file(casework.bound_as_pdf(issued), f"ho-so-{today}.pdf")


@allow(*CASES)
@asks_purpose
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of it, case by case; only for whoever did it."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries.batch_of(actor, pk)
    if found is None:
        raise Http404("Không có việc này.")
    lines = queries.batch_lines(found)
    record_read(request, "person.list", details={"shown": len(lines), "screen": "case_batch"})
    page = {
        "batch": found,
        "told": told_of(found, lines),
        "lines": lines,
        "done": [line for line in lines if line.step_id],
        "refused": [line for line in lines if not line.step_id],
        "undone": queries.undone_by(found),
        "may_undo": any(casework.may_undo(line.step, actor, timezone.now()) for line in lines if line.step)
        and found.act not in casework.LASTING
        and queries.undone_by(found) is None,
        "lasting": found.act in casework.LASTING and found.act != "undo",
    }
    return render(request, "staff/cases/batch.html", page)


@allow(*CASES)
@require_POST
@asks_purpose
@shows_refusals("/ho-so/")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what the batch did, as far as it may be."""
    taken = casework.undo_batch(
        actor=request.actor, batch_id=pk, because=request.POST.get("because", ""),  # type: ignore[attr-defined]
        on=timezone.localdate(), at=timezone.now(),
    )  # fmt: skip
    return redirect("case_batch", taken.pk)


@allow(*CASES)
@require_POST
@asks_purpose
@shows_refusals("/ho-so/")
def undo_step(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back the last act of one case."""
    steps = chosen_ids(request, "step")
    if len(steps) != 1:
        raise Refusal("Không có việc này.", code="unknown_step")
    casework.undo_step(
        actor=request.actor, case_id=pk, step_id=steps[0], because=request.POST.get("because", ""),  # type: ignore[attr-defined]
        on=timezone.localdate(), at=timezone.now(),
    )  # fmt: skip
    messages.success(request, gettext("Đã lấy lại; việc này và lý do còn trong quá trình của hồ sơ."))
    return redirect("case", pk)
