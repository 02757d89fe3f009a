"""Files to save."""

from __future__ import annotations

from io import BytesIO

from django.conf import settings
from django.http import HttpResponse
from django.utils.http import content_disposition_header
from openpyxl import load_workbook

from ansinh.kernel.printing.practice_words import practice_words

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "jpg": "image/jpeg",
    "json": "application/json; charset=utf-8",
    "pdf": "application/pdf",
    "png": "image/png",
    "xml": "application/xml",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "yaml": "application/yaml; charset=utf-8",
    "zip": "application/zip",
}
SHOWN = ("pdf", "jpg", "png")
"""What a browser opens by itself."""


PRACTICE = "TAP-LAM-"
"""Before the name of every file that a practice installation gives out."""


def attachment(content: bytes | str, name: str) -> HttpResponse:
    """A file under its name, whose ending (of ``KINDS``) says what it is; of practice, by its name and in print too."""
    if settings.PRACTICE:
        content, name = _marked(content, name), PRACTICE + name
    answer = HttpResponse(content, content_type=KINDS[name.rpartition(".")[2]])
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return answer


def shown_file(content: bytes, name: str) -> HttpResponse:
    """A file about people: what browsers can open is shown, the rest is saved; kept in no cache."""
    answer = attachment(content, name)
    if name.rpartition(".")[2] in SHOWN:
        answer["Content-Disposition"] = str(answer["Content-Disposition"]).replace("attachment", "inline", 1)
    answer["Cache-Control"] = "no-store"
    return answer


def _marked(content: bytes | str, name: str) -> bytes | str:
    """A workbook with words over and under each printed page. Its cells stay: it may be meant to be read in again."""
    if not (name.endswith(".xlsx") and isinstance(content, bytes)):
        return content
    book, made = load_workbook(BytesIO(content)), BytesIO()
    for sheet in book.worksheets:
        sheet.oddHeader.center.text = sheet.oddFooter.center.text = practice_words()
    book.save(made)
    return made.getvalue()
