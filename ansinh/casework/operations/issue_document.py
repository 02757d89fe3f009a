"""Issuing a document: a number of its register, a code nobody can guess, and its content frozen."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import replace
from datetime import date

from django.conf import settings
from django.db import transaction

from ansinh.access.public import SYSTEM, Actor, acting_as
from ansinh.casework.document_kinds import DocumentKind, symbol_of
from ansinh.casework.documents.content import Content, to_json
from ansinh.casework.documents.draft import Draft
from ansinh.casework.documents.files import record_files
from ansinh.casework.documents.registers import lock_registers, take_number
from ansinh.casework.models import Document, DocumentCase, DocumentProposal, RegisteredNumber
from ansinh.casework.operations.withdraw_certificates import withdraw_former
from ansinh.casework.policies import check_may_issue
from ansinh.kernel import audit
from ansinh.registry.public import Person

LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Of codes: none that is taken for another when read out or typed."""
CODE_LENGTH = 20  # 100 bits


@transaction.atomic
def issue_document(*, actor: Actor, draft: Draft, on: date) -> Document:
    """Issue it, or give back the one that is in force for the same subject: asked twice, it is issued once.

    ``on``: the day its number is taken, of the year of the register; decisions have theirs. Raises Refusal without the
    right to it.
    """
    check_may_issue(actor, draft)
    _lock(draft)
    found = Document.objects.select_related("registered").filter(subject=draft.subject, cancelled_at=None).first()
    if found is not None:
        return found
    number = _number(draft, on)
    code = new_code()
    content = replace(
        draft.write(symbol_of(number.number, number.letters)),
        code=code,
        verify_at=f"{settings.PUBLIC_ADDRESS}/xac-minh/{code}",
    )
    document = Document.objects.create(
        kind=draft.kind,
        subject=draft.subject,
        registered=number,
        area_id=draft.area_id,
        on=date.fromisoformat(content.on),
        code=code,
        decision_id=draft.decision_id,
        person_id=draft.person_id,
        content=to_json(content),
        content_sha256=fingerprint(content),
        issued_by_id=actor.user_id,
    )
    _cover(document, draft)
    if draft.takes_back:
        withdraw_former(actor=actor, document=document, because=draft.takes_back)
    record_files(document, content)
    audit.record(
        actor=actor,
        action="document.issue",
        object_kind="document",
        object_id=document.pk,
        area_id=draft.area_id,
        details={"kind": str(draft.kind), "number": number.number, "letters": number.letters, "year": number.year},
    )
    return document


def new_code() -> str:
    """A code that nobody can guess."""
    return "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))


def _lock(draft: Draft) -> None:
    """The register; and a certificate's person, so that its finding is not undone while it is being given."""
    lock_registers(draft.letters, [draft.office.unit.pk])
    if draft.kind is DocumentKind.CERTIFICATE:
        with acting_as(SYSTEM):
            list(Person.objects.filter(pk=draft.person_id).select_for_update().values_list("pk"))


def _cover(document: Document, draft: Draft) -> None:
    """What the document is about: proposals and cases."""
    DocumentProposal.objects.bulk_create(
        [DocumentProposal(document=document, proposal_id=pk) for pk in draft.proposal_ids], batch_size=1000
    )
    DocumentCase.objects.bulk_create([DocumentCase(document=document, case_id=pk) for pk in draft.case_ids])


def _number(draft: Draft, on: date) -> RegisteredNumber:
    if draft.number is None:
        return take_number(draft.office.unit.pk, draft.letters, on)
    return RegisteredNumber.objects.get(
        office_id=draft.office.unit.pk, letters=draft.letters, year=draft.office.on.year, number=draft.number
    )


def fingerprint(content: Content) -> str:
    """SHA-256 of the content as canonical JSON."""
    return hashlib.sha256(json.dumps(to_json(content), ensure_ascii=False, sort_keys=True).encode()).hexdigest()
