"""A page asks for the law once, however many rows it names categories in."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from ansinh.determination.law_in_force import law_held


class LawMiddleware:
    """Holds the law in force for the time of a request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with law_held():
            return self.get_response(request)
