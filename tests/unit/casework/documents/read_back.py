"""What a set document says, read back from its bytes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from io import BytesIO

import docx
from docx.document import Document as Word
from docx.table import Table
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from ansinh.casework.public import Content


def plain(text: str) -> str:
    """Letters and figures alone: where lines break, and in which capitals a head stands, does not count."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFC", text)).casefold()


def pdf_text(content: bytes) -> str:
    """The whole text of a PDF."""
    return plain("".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages))


def docx_text(content: bytes) -> str:
    """The whole text of a DOCX, cells and all, in order."""
    return plain("".join(_texts(docx.Document(BytesIO(content)))))


def _texts(document: Word) -> Iterator[str]:
    for block in document.iter_inner_content():
        yield from _of(block)


def _of(block: Paragraph | Table) -> Iterator[str]:
    if isinstance(block, Paragraph):
        yield block.text
        return
    for row in block.rows:
        for cell in row.cells:
            for inner in cell.iter_inner_content():
                yield from _of(inner)


def missing(content: Content, text: str) -> list[str]:
    """The texts of a document that are not found in what was read back."""
    return [each for each in content.texts() if plain(each) not in text]
