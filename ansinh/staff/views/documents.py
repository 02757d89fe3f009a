"""Issued documents: made when somebody asks for them, read as PDF or DOCX, cancelled with a reason; their registers."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from ansinh.access.public import Permission, allow
from ansinh.casework import public as casework
from ansinh.casework.public import DECISIONS, Decision, Document, RegisteredNumber, queries_documents
from ansinh.kernel.errors import Refusal
from ansinh.staff.document_subjects import draft_asked_for
from ansinh.staff.downloads import shown_file
from ansinh.staff.filters import edge_of
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.refusals import back, shows_refusals
from ansinh.staff.views.decisions import DOCUMENTS

ISSUING = (Permission.PREPARE_PROPOSALS, Permission.DECIDE)
FORMATS = ("pdf", "docx")


@allow(*ISSUING)
@require_POST
@asks_purpose
@shows_refusals("/so-van-ban/")
def issue(request: HttpRequest) -> HttpResponse:
    """Issue the document that a form asks for and go to it; issued before, it is the same one."""
    actor = request.actor  # type: ignore[attr-defined]
    issued = casework.issue_document(actor=actor, draft=draft_asked_for(request), on=timezone.localdate())
    ending = request.POST.get("open", "")
    return redirect("document_file", issued.pk, ending) if ending in FORMATS else redirect("document", issued.pk)


def _found(pk: int) -> Document:
    found = queries_documents.document(pk)
    if found is None:
        raise Http404("Không có văn bản này trong địa bàn của bạn.")
    return found


@allow(*DOCUMENTS)
@asks_purpose
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """What was issued, its files and how it is verified."""
    found = _found(pk)
    _record(request, found, "page")
    verified = queries_documents.verified(found.code)
    page = {
        "document": found,
        "verified": verified,
        "signed": queries_documents.signature_of(pk),
        "may_sign": bool(settings.SIGNER)
        and request.actor.may(Permission.DECIDE)  # type: ignore[attr-defined]
        and found.cancelled_at is None,
        "may_cancel": casework.may_issue(request.actor)  # type: ignore[attr-defined]
        and found.decision_id is None
        and found.cancelled_at is None,
    }
    return render(request, "staff/documents/document.html", page)


@allow(*DOCUMENTS)
@asks_purpose
@shows_refusals("/so-van-ban/")
def file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The document as PDF (shown) or DOCX (saved)."""
    if ending not in FORMATS:
        raise Http404
    found = _found(pk)
    _record(request, found, ending)
    name = f"{found.kind}-{found.registered.number:02d}-{found.registered.letters.lower()}-{found.on:%Y}.{ending}"
    return shown_file(casework.document_bytes(found, ending), name)


def _record(request: HttpRequest, found: Document, what: str) -> None:
    """A document is about people; of one person, the reading stands with that person too."""
    details = {"document": found.pk, "kind": found.kind, "what": what}
    record_read(
        request, "document.read", object_kind="document", object_id=found.pk, area_id=found.area_id, details=details
    )
    if found.person_id is not None:
        record_read(request, "person.read", object_id=found.person_id, area_id=found.area_id, details=details)


@allow(Permission.DECIDE)
@require_POST
@shows_refusals("/so-van-ban/")
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign the PDF with the office's key, where this installation has a signer."""
    signer = casework.signer_here()
    if signer is None:
        raise Refusal("Hệ thống chưa được nối với bộ ký số.", code="no_signer")
    actor = request.actor  # type: ignore[attr-defined]
    kept = casework.sign_document(actor=actor, document_id=pk, signer=signer, at=timezone.now())
    messages.success(request, gettext("Đã ký số bằng chứng thư của %(signer)s.") % {"signer": kept.signer})
    return back(request, f"/van-ban/{pk}/")


@allow(*ISSUING)
@require_POST
@shows_refusals("/so-van-ban/")
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Cancel a document; it stays, with its number and the reason."""
    because = " ".join(request.POST.get("because", "").split())[:500]
    actor = request.actor  # type: ignore[attr-defined]
    done = casework.cancel_document(actor=actor, document_id=pk, because=because, at=timezone.now())
    messages.success(
        request, gettext("Đã hủy văn bản số %(symbol)s; số này giữ lại trong sổ cùng lý do.") % {"symbol": done.symbol}
    )
    return back(request, f"/van-ban/{pk}/")


@allow(*DOCUMENTS)
def register(request: HttpRequest) -> HttpResponse:
    """A register of a year: every number with what it was for; without names of people. None named: the latest."""
    actor = request.actor  # type: ignore[attr-defined]
    areas = None if actor.wide else actor.area_ids
    kept = queries_documents.registers(areas)
    chosen = _chosen(request, kept)
    numbers = (
        queries_documents.register_page(chosen.letters, chosen.year, areas, after=edge_of(request, "sau"))
        if chosen
        else []
    )
    shown = numbers[: queries_documents.PAGE]
    page = {
        "registers": kept,
        "chosen": chosen,
        "series": casework.SERIES,
        "rows": _rows(shown),
        "more_after": len(numbers) > len(shown),
        "last": shown[-1].pk if shown else None,
    }
    return render(request, "staff/documents/register.html", page)


def _chosen(request: HttpRequest, kept: Sequence[queries_documents.Register]) -> queries_documents.Register | None:
    """The first register with the letters and the year that were asked for, either or both or none."""
    letters, year = request.GET.get("so", ""), request.GET.get("nam", "")
    chosen = next((each for each in kept if letters in ("", each.letters) and year in ("", str(each.year))), None)
    if chosen is None and (letters or year):
        raise Http404("Không có sổ này.")
    return chosen


Row = tuple[RegisteredNumber, list[Document], Decision | None]


def _rows(numbers: Sequence[RegisteredNumber]) -> list[Row]:
    """Each number with the documents that bear it, and the decision it is of."""
    decisions = queries_documents.decisions_of_numbers([each for each in numbers if each.letters == DECISIONS])
    rows: list[Row] = []
    for each in numbers:
        key = (each.office_id, each.year, each.number)
        rows.append((each, list(each.documents.all()), decisions.get(key) if each.letters == DECISIONS else None))
    return rows
