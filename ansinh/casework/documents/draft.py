"""A document before it is issued: everything but its number and its code."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ansinh.casework.document_kinds import DocumentKind, symbol_of
from ansinh.casework.documents.content import Content
from ansinh.casework.documents.offices import Office

PREVIEW = "…"


@dataclass(frozen=True)
class Draft:
    """``write`` gives the content for a symbol ("12/TTr-VHXH"); lists that belong to a document name it.

    ``subject`` says what it is about ("decision:12"): of a subject one document is in force. ``number``: of a decision,
    which has its number since it was signed; None: the register gives the next. ``area_id``: who may see it.
    ``takes_back``: why the person's other certificates are taken back as this one is given; empty: they are not.
    """

    kind: DocumentKind
    subject: str
    office: Office
    letters: str
    area_id: int
    write: Callable[[str], Content] = field(repr=False)
    number: int | None = None
    decision_id: int | None = None
    person_id: int | None = None
    takes_back: str = ""
    proposal_ids: tuple[int, ...] = ()
    case_ids: tuple[int, ...] = ()

    def preview(self) -> Content:
        """The document as it would be, without code, and without a number that it does not have yet."""
        return self.write(symbol_of(self.number, self.letters) if self.number else f"{PREVIEW}/{self.letters}")
