"""The law in force in a month, the texts that this province published, and one of them with its acts."""

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
from ansinh.areas import public as areas
from ansinh.determination import public as determination
from ansinh.determination.public import ACTS, Enactment, Laid, State
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.legislation import LawError
from ansinh.staff.downloads import attachment
from ansinh.staff.filters import month_of, typed_day
from ansinh.staff.law_changes import changes_of, law_of_month
from ansinh.staff.refusals import REFUSED, wrong_of

READERS = (Permission.VIEW_FIGURES, Permission.PREPARE_LAW, Permission.PUBLISH_LAW)
TYPED = ("number", "issued_on", "issued_by", "reason", "sure")


def shown(enactment: Enactment, today: date) -> dict[str, Any]:
    """An enactment with its state, and whether it holds already."""
    state = determination.state_of(enactment)
    return {"row": enactment, "state": state, "holds": state == State.PUBLISHED and enactment.first_month <= today}


@allow(*READERS)
def law(request: HttpRequest) -> HttpResponse:
    """The law of a month: amounts, categories with their rules; and every text that was entered here."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    month, province = Month.of(month_of(request) or today), areas.province(today)
    book = determination.law_in_force()
    try:
        amounts, rules = book.law(str(month), province.code), law_of_month(book, month, province.code)
    except LawError as error:
        raise Http404(str(error)) from error
    own = book.provinces.get(province.code)
    page = {
        "month": month,
        "province": province,
        "amounts": amounts,
        "own_base": own is not None and any(value.citation == amounts.base_citation for value in own.base),
        "programmes": rules,
        "enactments": [shown(found, today) for found in determination.enactments()],
        "may_prepare": determination.may_prepare(actor, today),
        "version": book.version(str(month)),
    }
    return render(request, "staff/law/law.html", page)


def _found(pk: int) -> Enactment:
    found = determination.enactment(pk)
    if found is None:
        raise Http404("Không có văn bản này.")
    return found


def _page(
    request: HttpRequest, found: Enactment, typed: dict[str, str] | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    text = determination.text_as_entered(found)
    laid, problem = _laid(text, found.pk)
    state = determination.state_of(found)
    paper = {"number": found.number, "issued_on": found.issued_on or "", "issued_by": found.issued_by}
    changes = changes_of(laid.draft, laid.before, laid.after) if laid else []
    page = shown(found, today) | {
        "changes": changes,
        "still_a_draft": any("dự thảo" in change.citation.lower() for change in changes),
        "problem": problem if state == State.PREPARED else "",
        "yaml": determination.text_as_yaml(found),
        "acts": {name: determination.may(actor, act, found, today) for name, act in ACTS.items()},
        "maker": found.prepared_by_id == actor.user_id,
        "may_publish": actor.may(Permission.PUBLISH_LAW),
        "typed": paper if typed is None else typed,
        "wrong": wrong_of(refusal),
        "refusal": refusal if refusal and "field" not in refusal.where else None,
        "month": Month.of(today),
        "determined": determination.latest_by_law_in_force(Month.of(today)),
    }
    return render(request, "staff/law/enactment.html", page, status=REFUSED if refusal else 200)


def _laid(text: dict[str, Any], pk: int) -> tuple[Laid | None, str]:
    try:
        return determination.lay_over_law(text, but=pk), ""
    except Refusal as refusal:
        return None, refusal.said


@allow(*READERS)
def enactment(request: HttpRequest, pk: int) -> HttpResponse:
    """One text: what it changes in words, where it stands, and what to do about it."""
    return _page(request, _found(pk))


@allow(*READERS)
def enactment_text(request: HttpRequest, pk: int) -> HttpResponse:
    """A text as YAML: to try it, or to make another of it."""
    return attachment(determination.text_as_yaml(_found(pk)), f"van-ban-{pk}.yaml")


@allow(Permission.PREPARE_LAW, Permission.PUBLISH_LAW)
@require_POST
def enactment_act(request: HttpRequest, pk: int) -> HttpResponse:
    """Publish, withdraw or drop a text. What was refused stands beside its field, with what was typed."""
    actor, today = request.actor, timezone.localdate()  # type: ignore[attr-defined]
    found, act = _found(pk), request.POST.get("act", "")
    typed = {
        name: request.POST.get(name, "").strip() for name in ("number", "issued_on", "issued_by", "reason", "sure")
    }
    try:
        if act == "publish":
            _publish(found, typed, request)
        elif act in ("withdraw", "discard"):
            determination.withdraw_enactment(enactment_id=pk, reason=typed["reason"], actor=actor, on=today)
            messages.success(request, gettext("Đã rút văn bản %(number)s.") % {"number": found.number})
        else:
            raise Refusal("Không có việc này.", code="unknown_act")
    except Refusal as refusal:
        return _page(request, found, typed, refusal)
    return redirect("enactment", pk)


def _publish(found: Enactment, typed: dict[str, str], request: HttpRequest) -> None:
    if typed["sure"] != "1":
        raise Refusal("Hãy đánh dấu là đã đối chiếu với văn bản đã ký.", code="not_sure", field="sure")
    published = determination.publish_enactment(
        enactment_id=found.pk,
        number=typed["number"],
        issued_on=typed_day(typed["issued_on"]),
        issued_by=typed["issued_by"],
        actor=request.actor,  # type: ignore[attr-defined]
        on=timezone.localdate(),
    )
    month = Month.of(found.first_month).vietnamese
    messages.success(
        request,
        gettext("Đã ban hành %(number)s, có hiệu lực từ tháng %(month)s.")
        % {"number": published.number, "month": month},
    )
