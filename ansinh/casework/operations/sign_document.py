"""Signing an issued PDF digitally: the issued bytes stay as they are, the signature stands after them."""

from __future__ import annotations

import base64
import hashlib
from datetime import datetime

from django.db import transaction

from ansinh.access.public import Actor
from ansinh.casework.documents.files import content_of, issued_bytes
from ansinh.casework.documents.signing import Signer
from ansinh.casework.models import Document, SignedFile
from ansinh.casework.policies import check_may_sign
from ansinh.kernel import audit
from ansinh.kernel.errors import Refusal


@transaction.atomic
def sign_document(*, actor: Actor, document_id: int, signer: Signer, at: datetime) -> SignedFile:
    """Sign it and keep the signed file. Raises Refusal without the right to it, a second time, and for a signer that
    changed what was issued."""
    document: Document = check_may_sign(actor, document_id)
    issued, content = issued_bytes(document, "pdf"), content_of(document)
    signed = signer.sign(issued, reason=f"{content.title or 'Văn bản'} số {document.symbol}", place=content.place)
    if not signed.startswith(issued) or len(signed) == len(issued):
        raise Refusal("Tệp đã ký không giữ nguyên văn bản đã phát hành.", code="signed_otherwise")
    kept = SignedFile.objects.create(
        document=document,
        content=base64.b64encode(signed).decode(),
        sha256=hashlib.sha256(signed).hexdigest(),
        signer=signer.name[:200],
        signed_by_id=actor.user_id,
        signed_at=at,
    )
    audit.record(
        actor=actor,
        action="document.sign",
        object_kind="document",
        object_id=document.pk,
        area_id=document.area_id,
        details={"sha256": kept.sha256},
    )
    return kept
