"""One search from the desk: numbers of files, numbers of documents, people."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters

from ansinh.access.public import Actor, Permission, allow
from ansinh.casework import public as casework
from ansinh.casework.public import queries, queries_cases, queries_documents
from ansinh.registry.public import find_people
from ansinh.staff.purpose import asks_purpose, record_read
from ansinh.staff.views.cases import CASES
from ansinh.staff.views.decisions import DOCUMENTS

LONGEST, SHORTEST = 200, 2
# "số 12/2026": the word itself may stand before
_NUMBER = re.compile(r"(?:s\u1ed1\s*)?(\d{1,6})\s*(?:/\s*(\d{4}))?\s*(?:/?\s*([^\W\d][\w-]*))?", re.IGNORECASE)


@dataclass(frozen=True)
class Numbered:
    """A number as it is written on papers: 12/2026 of a file, 05/QĐ-UBND of a document; letters may be cut short."""

    number: int
    year: int | None
    letters: str


def numbered(text: str) -> Numbered | None:
    """The number that a text is; None for everything else."""
    found = _NUMBER.fullmatch(text.strip())
    if found is None or not (found[2] or found[3] or len(found[1]) <= 4):
        return None
    return Numbered(int(found[1]), int(found[2]) if found[2] else None, found[3] or "")


@sensitive_post_parameters("q")
@allow(Permission.READ_PERSON)
@asks_purpose
def find(request: HttpRequest) -> HttpResponse:
    """What a text may mean; it travels in the body and is kept nowhere."""
    text = request.POST.get("q", "").strip()[:LONGEST]
    if request.method != "POST" or not text:
        return redirect("home")
    actor = request.actor  # type: ignore[attr-defined]
    number = numbered(text)
    page: dict[str, Any] = {"text": text, "cases": [], "documents": [], "number": number}
    if number is not None:
        page |= _numbers(actor, number)
    page |= _people(request, actor, text) if number is None or not (page["cases"] or page["documents"]) else {}
    if page["cases"]:
        record_read(request, "person.list", details={"shown": len(page["cases"]), "screen": "find"})
    return render(request, "staff/find.html", page)


def _numbers(actor: Actor, asked: Numbered) -> dict[str, Any]:
    cases, documents = [], []
    if not asked.letters and any(actor.may(permission) for permission in CASES):
        cases = queries_cases.cases_numbered(asked.number, asked.year)
    if any(actor.may(permission) for permission in DOCUMENTS):
        areas = None if actor.wide else actor.area_ids
        documents = queries_documents.numbers_like(asked.number, asked.letters, asked.year, areas)
    return {
        "cases": [(case, casework.CASE_KINDS[case.kind]) for case in cases],
        "documents": documents,
        "series": casework.SERIES,
    }


def _people(request: HttpRequest, actor: Actor, text: str) -> dict[str, Any]:
    if len(text) < SHORTEST:
        return {}
    today = timezone.localdate()
    found = find_people(text, on=today, area_ids=None if actor.wide else sorted(actor.area_ids))
    kinds = sorted({hit.how for hit in found.hits})
    record_read(request, "person.search", details={"shown": len(found.hits), "by": kinds})
    return {"found": found, "paid": queries.paid_now([hit.person.pk for hit in found.hits], today.replace(day=1))}
