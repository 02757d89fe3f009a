"""All decisions of a commune of a month or a day, issued and set in one file.

Nothing is kept beside the documents: the file is set from them each time it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from io import BytesIO
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from ansinh.access.public import Actor
from ansinh.areas.public import Unit, with_parts_and_predecessors
from ansinh.casework import public as casework
from ansinh.casework.public import Decision, Document, queries_documents
from ansinh.kernel.errors import Refusal

STEP = "print"
AT_ONCE = 5
"""So many are issued while the page waits; more are left to the worker."""
MOST_IN_ZIP = 40
_EPOCH = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Batch:
    """The decisions of a commune, of those before it too, from one day up to and without another."""

    commune: Unit
    first: date
    end: date

    @property
    def work(self) -> str:
        """The name of the work in the progress table."""
        return f"documents:{self.commune.code}:{self.first}:{self.end}"

    def decisions(self) -> list[Decision]:
        """Those that the acting person sees, in the order of their numbers."""
        areas = with_parts_and_predecessors([self.commune.pk])
        return list(queries_documents.decisions_between(self.first, self.end, areas))

    def documents(self) -> list[Document]:
        """The documents of these decisions, in their order. Raises Refusal while some are not issued."""
        decisions = self.decisions()
        found = queries_documents.of_decisions([each.pk for each in decisions])
        if not decisions or len(found) < len(decisions):
            raise Refusal("Hãy lập các quyết định này trước khi in.", code="not_issued")
        return [found[each.pk] for each in decisions]


def issue_decision(decision: Decision, *, actor: Actor, on: date) -> Document:
    """Issue one of them, unless it is issued."""
    return casework.issue_document(actor=actor, draft=casework.decision_draft(decision), on=on)


def batch_pdf(batch: Batch) -> bytes:
    """One PDF of all of them, each as it is alone. Raises Refusal while some are not issued."""
    return casework.bound_as_pdf(batch.documents())


def batch_zip(batch: Batch) -> bytes:
    """Their DOCX in one ZIP. Raises Refusal while some are not issued, and for too many at once."""
    documents = batch.documents()
    if len(documents) > MOST_IN_ZIP:
        raise Refusal(
            "Có %(documents)s văn bản, nhiều hơn %(most_in_zip)s: hãy chọn từng ngày.",
            code="too_many_documents",
            documents=len(documents),
            most_in_zip=MOST_IN_ZIP,
        )
    out = BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as archive:  # a DOCX is packed already
        for each in documents:
            name = f"{each.on:%Y-%m-%d}-quyet-dinh-{each.registered.number:03d}-{each.registered.office_id}.docx"
            archive.writestr(ZipInfo(name, _EPOCH), casework.document_bytes(each, "docx"))
    return out.getvalue()
