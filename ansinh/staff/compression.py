"""Pages go out compressed; files, which are compressed already, go out as they are."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware

WORTH_IT = ("text/", "application/json", "application/geo+json", "application/yaml")


class CompressText(GZipMiddleware):
    """Django's own, which adds a random length so that the size tells nothing of a token in the page (BREACH)."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Compress text; a workbook or a PDF keeps its bytes and its length."""
        if not response.get("Content-Type", "").startswith(WORTH_IT):
            return response
        return super().process_response(request, response)
