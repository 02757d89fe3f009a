"""Files to save."""

from __future__ import annotations

from django.http import HttpResponse

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "json": "application/json; charset=utf-8",
    "pdf": "application/pdf",
    "xml": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml; charset=utf-8",
    "zip": "application/zip",
}
SHOWN = ("pdf",)
"""What a browser opens by itself."""


def attachment(content: bytes | str, name: str) -> HttpResponse:
    """A file under its name, whose ending (of ``KINDS``) says what it is."""
    answer = HttpResponse(content, content_type=KINDS[name.rpartition(".")[2]])
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def shown_file(content: bytes, name: str) -> HttpResponse:
    """A file about people: what browsers can open is shown, the rest is saved; kept in no cache."""
    answer = attachment(content, name)
    if name.rpartition(".")[2] in SHOWN:
        answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer
