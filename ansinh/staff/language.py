"""In which language a request is answered: the account's; before signing in, the one chosen in this browser.

Where nothing was chosen it is Vietnamese. What the browser says it prefers is not asked: many offices run an English
Windows.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

YEAR = 365 * 24 * 3600


def language_of(request: HttpRequest) -> str:
    """A code of ``settings.LANGUAGES``."""
    user = request.user
    own = user.language if user.is_authenticated else ""
    chosen = own or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    return chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE


def remember(response: HttpResponse, language: str) -> None:
    """Keep a language in this browser, for the pages before signing in."""
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        language,
        max_age=YEAR,
        httponly=True,
        samesite="Lax",
        secure=settings.HTTPS,
    )


class LanguageMiddleware:
    """Answers in the language of whoever asks; what is sent on after the answer (jobs, files) stays Vietnamese."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response
