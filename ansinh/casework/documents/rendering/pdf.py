"""A document as PDF/A, as NĐ 30/2020, phụ lục I, prescribes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from ansinh.casework.documents.content import MOTTO, NATION, NUMBER, RECIPIENTS, TO, Content, to_json
from ansinh.casework.documents.rendering.code_picture import code_as_svg
from ansinh.kernel.printing.typesetting import TYPESETTER, typeset

TEMPLATE = Path(__file__).resolve().parent / "document.typ"
TAGGED_ROWS = 300
MADE_WITH = TYPESETTER


def as_pdf(*contents: Content) -> bytes:
    """The document as PDF, fonts embedded; several one after another in one file. The same gives the same bytes."""
    rows = sum(len(content.annex.table.rows) for content in contents if content.annex)
    return typeset(TEMPLATE, {"documents": [_data(each) for each in contents]}, tags=rows <= TAGGED_ROWS, archive=True)


def _data(content: Content) -> dict[str, Any]:
    words = {"nation": NATION, "motto": MOTTO, "number": NUMBER, "to_word": TO, "recipients_word": RECIPIENTS}
    picture = code_as_svg(content.verify_at) if content.verify_at else ""
    return to_json(content) | words | {"dated": content.dated, "picture": picture, "grouped_code": grouped(content)}


def grouped(content: Content) -> str:
    """The code in groups of four, as people read it out."""
    code = content.code
    return " ".join(code[i : i + 4] for i in range(0, len(code), 4))
