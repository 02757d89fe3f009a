"""The user manual, page by page."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from ansinh.access.public import allow
from ansinh.casework.public import CASE_KINDS
from ansinh.staff import manual


@allow()
def first(request: HttpRequest) -> HttpResponse:
    """What to do when."""
    return _shown(request, manual.INDEX)


@allow()
def one(request: HttpRequest, code: str) -> HttpResponse:
    """The page of a kind of file."""
    return _shown(request, code)


def _shown(request: HttpRequest, code: str) -> HttpResponse:
    page = manual.page(code)
    if page is None:
        raise Http404("Không có trang hướng dẫn này.")
    others = [kind for kind in CASE_KINDS.values() if manual.page(kind.code)]
    return render(request, "staff/manual.html", {"page": page, "others": others, "index": manual.INDEX})
