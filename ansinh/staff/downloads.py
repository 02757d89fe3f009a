"""Files to save."""

from __future__ import annotations

from django.http import HttpResponse

KINDS = {
    "json": "application/json; charset=utf-8",
    "pdf": "application/pdf",
    "xml": "application/xml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml; charset=utf-8",
}


def attachment(content: bytes | str, name: str) -> HttpResponse:
    """A file under its name, whose ending (of ``KINDS``) says what it is."""
    answer = HttpResponse(content, content_type=KINDS[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def shown_pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF that the browser shows, with the name under which it is saved."""
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
