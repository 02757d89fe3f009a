"""A signed decision: whom it is about, and its document."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ansinh.access.public import Permission, allow
from ansinh.casework import public as casework
from ansinh.casework.public import queries, queries_cases, queries_documents
from ansinh.staff.filters import edge_of
from ansinh.staff.purpose import asks_purpose, record_read

DOCUMENTS = (Permission.PREPARE_PROPOSALS, Permission.DECIDE, Permission.READ_PERSON)


@allow(*DOCUMENTS)
@asks_purpose
def decision(request: HttpRequest, pk: int) -> HttpResponse:
    """One decision with its people, a page at a time."""
    actor = request.actor  # type: ignore[attr-defined]
    found = queries_documents.decision(pk)
    if found is None:
        raise Http404("Không có quyết định này trong địa bàn của bạn.")
    people, more = queries.proposals_of_decision(pk, after=edge_of(request, "sau"))
    record_read(
        request,
        "person.list",
        object_kind="decision",
        object_id=pk,
        area_id=found.commune_id,
        details={"shown": len(people)},
    )
    page = {
        "decision": found,
        "people": people,
        "case": None if people else queries_cases.case_of_decision(pk),
        "more_after": more,
        "document": queries_documents.of_subject(f"decision:{pk}"),
        "may_issue": casework.may_issue(actor),
    }
    return render(request, "staff/documents/decision.html", page)
