"""What a form asks a document about: each kind of form with how its draft is made, in the rights of who asks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest
from django.utils import timezone

from ansinh.access.public import Actor
from ansinh.areas.public import Unit
from ansinh.casework import public as casework
from ansinh.casework.public import Draft, queries_cases, queries_documents
from ansinh.determination.public import facts_rows, law_in_force
from ansinh.kernel.errors import Refusal
from ansinh.kernel.period import Month
from ansinh.payments import public as payments
from ansinh.registry import public as registry
from ansinh.staff.refusals import chosen_ids


def draft_asked_for(request: HttpRequest) -> Draft:
    """The draft that a form's ``kind`` and ``id`` ask for. Raises Refusal for what there is not, Http404 outside."""
    make, ids = _DRAFTS.get(request.POST.get("kind", "")), chosen_ids(request)
    if make is None:
        raise Refusal("Không có loại văn bản này.", code="unknown_document")
    if not ids:
        raise Refusal("Chưa chọn mục nào.", code="nothing_chosen")
    return make(request, ids, timezone.localdate())


def _decision(request: HttpRequest, ids: list[int], on: date) -> Draft:
    found = queries_documents.decision(ids[0])
    if found is None:
        raise Http404("Không có quyết định này trong địa bàn của bạn.")
    return casework.decision_draft(found)


def _submission(request: HttpRequest, ids: list[int], on: date) -> Draft:
    return casework.submission_draft(ids, on)


def _notice(request: HttpRequest, ids: list[int], on: date) -> Draft:
    return casework.notice_draft(ids[0], on)


def _recovery(request: HttpRequest, ids: list[int], on: date) -> Draft:
    """All that is still to come from a person, by the decision in force; a later decision is another document."""
    over = payments.overpayment(ids[0])
    person = registry.Person.objects.select_related("area__parent").filter(pk=over.person_id).first() if over else None
    if over is None or person is None:
        raise Http404("Không có khoản này trong địa bàn của bạn.")
    standing = [row for row in payments.overpayments_of(over.person_id, over.programme) if row.remaining_vnd > 0]
    standing = [row for row in standing if row.state in ("open", "recovering")]
    if not standing:
        raise Refusal("Không còn khoản nào phải thu hồi.", code="nothing_open")
    decided = payments.settlement_in_force(over)
    return casework.recovery_draft(
        casework.RecoveryNotice(
            subject=f"recovery:{over.pk}:{decided.pk if decided else 0}",
            person=person,
            programme=over.programme,
            months=[(row.for_month, row.because, row.remaining_vnd) for row in standing],
            share_percent=decided.share_percent if decided else None,
            decision=decided.number if decided else "",
            because=decided.because if decided else "số đã chi nhiều hơn số được hưởng",
        ),
        signer="",
        on=on,
    )


def _posting(request: HttpRequest, ids: list[int], on: date) -> Draft:
    commune = Unit.objects.filter(pk=ids[0]).first()
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if commune is None or (not actor.wide and commune.pk not in actor.area_ids):
        raise Http404("Không có xã, phường này trong địa bàn của bạn.")
    return casework.posting_draft(commune, casework.waiting_to_be_posted(commune), on)


def _refusal(request: HttpRequest, ids: list[int], on: date) -> Draft:
    """From what is known now about the month of the form."""
    person = registry.Person.objects.select_related("area__parent").filter(pk=ids[0]).first()
    if person is None:
        raise Http404("Không có người này trong địa bàn của bạn.")
    try:
        month = Month.parse(request.POST.get("month", ""))
    except ValueError:
        raise Refusal("Hãy chọn tháng.", code="bad_month") from None
    now = timezone.now()
    rows = facts_rows(registry.facts_of_month(month, known_at=now, person_ids=[person.pk]), month)
    if not rows:
        raise Refusal("Người này không cư trú trên địa bàn trong tháng đó.", code="not_resident")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return casework.refusal_draft(
        actor=actor, person=person, facts=rows[0], month=month, book=law_in_force(known_at=now), on=on
    )


def _of_case(request: HttpRequest, ids: list[int], on: date) -> Draft:
    """One of those that the case offers at its step."""
    case = queries_cases.case_of(ids[0])
    if case is None:
        raise Http404("Không có hồ sơ này trong địa bàn của bạn.")
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return casework.offer_of(case, request.POST.get("code", ""), actor, on).draft


def _receipt(request: HttpRequest, ids: list[int], on: date) -> Draft:
    """For news told at the counter: what was told, with its paper."""
    news = registry.ChangeRequest.objects.select_related("area", "person", "made_by").filter(pk=ids[0]).first()
    if news is None or news.opened_at is None:
        raise Refusal("Chỉ in biên nhận cho tin đã gửi.", code="not_submitted")
    paper = ", ".join(filter(None, (news.document_kind, news.document_number and f"số {news.document_number}")))
    handed_in = casework.HandedIn(
        subject=f"news:{news.pk}",
        by=news.person.full_name if news.person else news.title,
        about=registry.REQUEST_KINDS[news.kind].label,
        papers=[(paper or "Không kèm giấy tờ", 1 if paper else 0)],
        received_at=timezone.localtime(news.opened_at),
        taken_by=news.made_by.display_name,
        address=f"{news.person.village}, {news.area.name}" if news.person else news.area.name,
        person_id=news.person_id,
    )
    return casework.receipt_draft(handed_in, news.area)


_DRAFTS: dict[str, Callable[[HttpRequest, list[int], date], Draft]] = {
    "decision": _decision,
    "submission": _submission,
    "notice": _notice,
    "posting": _posting,
    "refusal": _refusal,
    "recovery": _recovery,
    "receipt": _receipt,
    "case": _of_case,
}
