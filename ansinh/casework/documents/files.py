"""The files of an issued document, set again from its content and held against what was recorded."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Sequence

from ansinh.casework.documents.content import Content, from_json
from ansinh.casework.documents.rendering import pdf, word
from ansinh.casework.models import Document, DocumentFile, SignedFile
from ansinh.kernel.errors import Refusal

RENDERERS: dict[str, tuple[Callable[[Content], bytes], str]] = {
    "pdf": (pdf.as_pdf, pdf.MADE_WITH),
    "docx": (word.as_docx, word.MADE_WITH),
}


def record_files(document: Document, content: Content) -> None:
    """Set a new document as PDF and record the hash; as DOCX it is set when somebody first asks for it."""
    _set(document, content, "pdf")


def document_bytes(document: Document, name: str) -> bytes:
    """A file of the document: with its digital signature, where it has one (PDF), else as it was issued."""
    signed = SignedFile.objects.filter(document=document).first() if name == "pdf" else None
    return base64.b64decode(signed.content) if signed else issued_bytes(document, name)


def issued_bytes(document: Document, name: str) -> bytes:
    """A file of the document, byte for byte as it was issued.

    Raises Refusal when what is set differs from what the same version set before. A newer version of what sets it may
    set other bytes: their hash is recorded beside the former, and the page of verification knows all of them.
    """
    return _set(document, content_of(document), name)


def bound_as_pdf(documents: Sequence[Document]) -> bytes:
    """Several documents in one PDF, each as it was issued."""
    return pdf.as_pdf(*(content_of(each) for each in documents))


def preview_as_pdf(content: Content) -> bytes:
    """A document that was not issued, as PDF: without number and code, and nothing is kept of it."""
    return pdf.as_pdf(content)


def content_of(document: Document) -> Content:
    """What stands in an issued document."""
    return from_json(document.content)


def _set(document: Document, content: Content, name: str) -> bytes:
    render, made_with = RENDERERS[name]
    made = render(content)
    sha256 = hashlib.sha256(made).hexdigest()
    kept, _ = DocumentFile.objects.get_or_create(
        document=document, format=name, made_with=f"{made_with}, mẫu {content.form}", defaults={"sha256": sha256}
    )
    if kept.sha256 != sha256:
        raise Refusal(
            "Bản %(name)s lập lại của văn bản %(symbol)s khác bản đã phát hành; hãy báo quản trị.",
            code="document_differs",
            document=document.pk,
            name=name.upper(),
            symbol=document.symbol,
        )
    return made
