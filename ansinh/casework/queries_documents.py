"""Reading documents, registers, and what the public may know of one document."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Count, Prefetch, Q, QuerySet

from ansinh.access.public import SYSTEM, acting_as
from ansinh.casework.document_kinds import DECISIONS, DocumentKind, symbol_of
from ansinh.casework.models import Decision, Document, DocumentCase, RegisteredNumber, SignedFile
from ansinh.registry.public import ChangeRequest, under_any_name

PAGE = 100


@dataclass(frozen=True)
class Verified:
    """What everybody may know of a document: nothing about anybody."""

    kind: DocumentKind
    office: str
    symbol: str
    issued_on: date
    cancelled_on: date | None
    replaced: bool
    hashes: tuple[tuple[str, str], ...]

    @property
    def in_force(self) -> bool:
        """Neither cancelled nor replaced."""
        return self.cancelled_on is None and not self.replaced


def verified(code: str) -> Verified | None:
    """The document with a code; None when there is none. Asked by whoever holds the paper, signed in or not."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM casework_verify_document(%s)", [code])
        row = cursor.fetchone()
    if row is None:
        return None
    kind, office, number, letters, on, cancelled_on, replaced, files, signed = row
    hashes = [(name.upper(), sha256) for name, _, sha256 in (each.partition(" ") for each in files)]
    if signed:
        hashes.append(("PDF ký số", signed))
    return Verified(DocumentKind(kind), office, symbol_of(number, letters), on, cancelled_on, replaced, tuple(hashes))


def document(pk: int) -> Document | None:
    """One document with its number; None outside the acting person's areas."""
    return _with_all(Document.objects.filter(pk=pk)).first()


def signature_of(document_id: int) -> SignedFile | None:
    """Who signed a document digitally and when; None where nobody did."""
    return SignedFile.objects.filter(document_id=document_id).select_related("signed_by").defer("content").first()


def of_subject(subject: str) -> Document | None:
    """The document in force about a subject."""
    return _with_all(Document.objects.filter(subject=subject, cancelled_at=None)).first()


def of_decisions(decision_ids: Collection[int]) -> dict[int, Document]:
    """The document of each of these decisions that has one."""
    found = _with_all(Document.objects.filter(decision_id__in=decision_ids, cancelled_at=None))
    return {document.decision_id: document for document in found if document.decision_id is not None}


def issued_of(decision_ids: Collection[int]) -> dict[int, int]:
    """The ids of the documents of these decisions, by decision."""
    found = Document.objects.filter(decision_id__in=decision_ids, cancelled_at=None)
    return dict(found.values_list("decision_id", "pk"))


def of_proposal(proposal_id: int) -> list[Document]:
    """The documents that are about a proposal, the latest first."""
    return list(_with_all(Document.objects.filter(covered__proposal_id=proposal_id)).order_by("-pk"))


def of_person(person_id: int) -> list[Document]:
    """The documents about this person alone, the latest first."""
    return list(_with_all(Document.objects.filter(person_id=person_id)).order_by("-pk")[:PAGE])


def certificates_resting_on(request: ChangeRequest) -> list[Document]:
    """Certificates of disability in force that say what this news recorded, wherever they were given."""
    if request.kind != "disability" or request.applied_at is None or request.person_id is None:
        return []
    under = under_any_name(request.person_id)
    found = Document.objects.filter(kind=DocumentKind.CERTIFICATE, person_id__in=under, cancelled_at=None)
    its_own = DocumentCase.objects.filter(case__request=request.pk)
    given_again = DocumentCase.objects.filter(
        case__kind="disability_reissue", document__issued_at__gte=request.applied_at
    )
    ids = Q(pk__in=its_own.values("document_id")) | Q(pk__in=given_again.values("document_id"))
    with acting_as(SYSTEM):
        return list(found.filter(ids).select_related("registered").order_by("pk"))


def certificates_of_case(case_id: int) -> list[Document]:
    """Certificates of disability that a case ended in, also those taken back since."""
    found = Document.objects.filter(kind=DocumentKind.CERTIFICATE, covered_cases__case_id=case_id)
    return list(found.select_related("registered").order_by("pk"))


def _with_all(found: QuerySet[Document]) -> QuerySet[Document]:
    return found.select_related("registered", "registered__office", "area", "issued_by", "cancelled_by")


def decision(pk: int) -> Decision | None:
    """A decision with those who made it; None outside the acting person's areas."""
    related = ("commune", "commune__parent", "office", "prepared_by", "decided_by")
    return Decision.objects.select_related(*related).filter(pk=pk).first()


def decisions_between(first: date, end: date, area_ids: Collection[int] | None) -> QuerySet[Decision]:
    """The decisions signed from one day up to and without another, in the order of offices and numbers."""
    found = Decision.objects.filter(decided_on__gte=first, decided_on__lt=end)
    if area_ids is not None:
        found = found.filter(commune_id__in=area_ids)
    related = ("commune", "commune__parent", "office", "prepared_by", "decided_by")
    return found.select_related(*related).order_by("office__code", "year", "number")


@dataclass(frozen=True)
class Register:
    """A register of a year: its letters and how many numbers it gave."""

    letters: str
    year: int
    count: int


def registers(office_ids: Collection[int] | None) -> list[Register]:
    """The registers in sight, the latest year first."""
    found = RegisteredNumber.objects.all()
    if office_ids is not None:
        found = found.filter(office_id__in=office_ids)
    rows = found.values_list("letters", "year").annotate(n=Count("pk")).order_by("-year", "letters")
    return [Register(*row) for row in rows]


def register_page(
    letters: str, year: int, office_ids: Collection[int] | None, *, after: int | None = None, size: int = PAGE
) -> Sequence[RegisteredNumber]:
    """Numbers of a register, the latest first, each with its documents and its decision; one more than asked for."""
    documents = Document.objects.select_related("issued_by", "cancelled_by").defer("content").order_by("pk")
    found = RegisteredNumber.objects.filter(letters=letters, year=year).select_related("office")
    if office_ids is not None:
        found = found.filter(office_id__in=office_ids)
    if after is not None:
        found = found.filter(pk__lt=after)
    return list(found.prefetch_related(Prefetch("documents", queryset=documents)).order_by("-pk")[: size + 1])


Numbered = tuple[RegisteredNumber, list[Document], Decision | None]


def numbers_like(number: int, letters: str, year: int | None, office_ids: Collection[int] | None) -> list[Numbered]:
    """The numbers in sight that begin with these letters, the latest first, with documents and decision."""
    found = RegisteredNumber.objects.filter(number=number, letters__istartswith=letters).select_related("office")
    if office_ids is not None:
        found = found.filter(office_id__in=office_ids)
    if year:
        found = found.filter(year=year)
    documents = Document.objects.select_related("registered").defer("content").order_by("pk")
    rows = list(found.prefetch_related(Prefetch("documents", queryset=documents)).order_by("-taken_on", "-pk")[:30])
    decisions = decisions_of_numbers([row for row in rows if row.letters == DECISIONS])
    return [
        (row, list(row.documents.all()), decisions.get((row.office_id, row.year, row.number)))
        if row.letters == DECISIONS
        else (row, list(row.documents.all()), None)
        for row in rows
    ]


def decisions_of_numbers(numbers: Sequence[RegisteredNumber]) -> dict[tuple[int, int, int], Decision]:
    """The decisions that these numbers are of, by office, year and number."""
    offices, years = {each.office_id for each in numbers}, {each.year for each in numbers}
    found = Decision.objects.filter(
        office_id__in=offices, year__in=years, number__in=[each.number for each in numbers]
    ).select_related("commune", "decided_by")
    return {(each.office_id, each.year, each.number): each for each in found}
