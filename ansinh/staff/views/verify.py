"""The page on which everybody who holds a document can see that it was issued. It tells nothing about anybody."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from ansinh.access.public import for_everyone
from ansinh.casework.public import queries_documents
from ansinh.payments.public import verified_receipt
from ansinh.staff.throttled import throttled

A_MINUTE = 30
NOT_FOUND = 404
LONGEST = 60


def _as_typed(text: str) -> str:
    """A code without the spaces and dashes that people put in."""
    return "".join(letter for letter in text[:LONGEST].upper() if letter.isalnum())


@for_everyone
@throttled(a_minute=A_MINUTE)
def ask(request: HttpRequest) -> HttpResponse:
    """The form in which a code is typed."""
    code = _as_typed(request.GET.get("ma", ""))
    return redirect("verify", code) if code else _kept_out_of_caches(render(request, "staff/documents/verify.html"))


@for_everyone
@throttled(a_minute=A_MINUTE)
def verify(request: HttpRequest, code: str) -> HttpResponse:
    """The document or receipt of a code, or that there is none."""
    typed = _as_typed(code)
    found = queries_documents.verified(typed)
    receipt = verified_receipt(typed) if found is None else None
    page = {"found": found, "receipt": receipt, "code": typed, "asked": True, "practice": settings.PRACTICE}
    status = 200 if found or receipt else NOT_FOUND
    answer = render(request, "staff/documents/verify.html", page, status=status)
    return _kept_out_of_caches(answer)


def _kept_out_of_caches(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
